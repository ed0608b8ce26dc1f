package dev.sallyport.access.doctor;

import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.access.world.AuthenticationMode;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.snapshot.ClusterSnapshot;
import dev.sallyport.cluster.snapshot.SnapshotReader;

import java.util.Optional;

/** The map and RBAC as somebody showed them, else as the person may read them. */
final class MapView {

    private MapView() {}

    /** Empty where nobody showed them and the cluster does not let the person in. */
    static Optional<AccessWorld> of(Surroundings place, Facts known) {
        if (place.reader().world().isPresent()) {
            return place.reader().world();
        }
        boolean letIn = known.review().filter(answer -> answer instanceof ClusterAnswer.Got<?>).isPresent();
        return known.connection().filter(_ -> letIn)
                .flatMap(
                        connection -> SnapshotReader.read(connection, place.namespace(), _ -> {}).optional()
                                .map(read -> AccessWorld.of(
                                        ClusterSnapshot.of(connection.target().name(), read.objects(), read.unseen()),
                                        known.cluster()
                                                .map(cluster -> AuthenticationMode.of(cluster.authenticationMode()))
                                                .orElse(AuthenticationMode.UNKNOWN))));
    }
}
