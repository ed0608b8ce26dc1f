package dev.sallyport.conformance.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.cluster.RbacReader;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.snapshot.ClusterSnapshot;
import dev.sallyport.cluster.snapshot.SnapshotReader;
import dev.sallyport.conformance.peers.ApiClient;
import dev.sallyport.conformance.peers.InParallel;
import dev.sallyport.conformance.peers.RealCluster;
import dev.sallyport.rbac.AggregatedRoles;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.sandbox.kubernetes.access.RbacObjects;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.awaitility.Awaitility.await;

/** A real API server that worlds are written into and questions are put to, with RBAC as its only authorizer. */
final class JudgedServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60); // for a controller that writes 20 times a second
    private static final String CLUSTER_ROLES = Manifests.RBAC + "clusterroles";

    private final RealCluster cluster;
    private final ApiClient admin;
    private final ClusterConnection connection;
    private final boolean gathers;
    private int sentinels;

    /**
     * Takes over a running server, and ends it when it cannot.
     *
     * @param gathers whether its controllers run, so that aggregated roles get their rules
     */
    JudgedServer(RealCluster cluster, boolean gathers) {
        this.cluster = cluster;
        this.admin = cluster.admin();
        this.gathers = gathers;
        try {
            connection = got(ClusterClients.open(ClusterTarget.of("the real one", cluster.endpoint(),
                    cluster.caPem(), cluster.adminLogin())));
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private static <T> T got(ClusterAnswer<T> answer) {
        return switch (answer) {
            case ClusterAnswer.Got<T> got -> got.value();
            case ClusterAnswer.Failed<T> failed -> throw new IllegalStateException(failed.failure().toString());
        };
    }

    String version() {
        return cluster.version();
    }

    /** Writes worlds, each at its place, and returns when the server decides by them. */
    void load(Map<Place, World> worlds) {
        write(worlds, Manifests.Part.NAMESPACES);
        write(worlds, Manifests.Part.OBJECTS);
        if (gathers) {
            await("the aggregated roles").atMost(PATIENCE).until(this::changesToCome, Map::isEmpty);
        }
        awaitEffect();
    }

    private void write(Map<Place, World> worlds, Manifests.Part part) {
        List<Manifests.Manifest> manifests = new ArrayList<>();
        worlds.forEach((place, world) -> manifests.addAll(Manifests.of(world, place, part)));
        InParallel.map(manifests, manifest -> admin.post(manifest.path(), manifest.object().toString()).succeeds());
    }

    /** What our reading of aggregation would still write: nothing, once the server's controller has done its work. */
    private Map<String, List<PolicyRule>> changesToCome() {
        List<AggregatedRoles.Candidate> roles = new ArrayList<>();
        for (JsonNode role : admin.get(CLUSTER_ROLES).succeeds().json().path("items")) {
            roles.add(RbacObjects.candidate(role));
        }
        return AggregatedRoles.changes(roles);
    }

    /**
     * The server reads roles and bindings back by four watches. Each tells of changes in order, so that all of them have
     * told of everything when the last written object of each kind decides.
     */
    private void awaitEffect() {
        Place place = new Place("sentinel" + sentinels++ + "-");
        load(place, Sentinel.WORLD);
        await("the worlds' effect").atMost(PATIENCE).pollInterval(Duration.ofMillis(20))
                .until(() -> Sentinel.ASKS.stream().allMatch(question -> ask(question, place).allowed()));
    }

    private void load(Place place, World world) {
        for (Manifests.Part part : Manifests.Part.values()) {
            Manifests.of(world, place, part)
                    .forEach(manifest -> admin.post(manifest.path(), manifest.object().toString()).succeeds());
        }
    }

    /**
     * What stands before RBAC's words in a no: newer servers name the authorizer that was of no opinion. Source:
     * Kubernetes 1.37, {@code apiserver/pkg/authorization/union}.
     */
    String authorizerName() {
        return version().startsWith("1.34.") ? "" : "rbac: ";
    }

    /** What the server says. */
    Verdict ask(Ask question, Place place) {
        return Verdict.of(admin.post("/apis/authorization.k8s.io/v1/subjectaccessreviews",
                Manifests.review(question, place).toString()).succeeds().json());
    }

    /** Our authorizer over what the server holds now. */
    RbacAuthorizer ours() {
        return RbacAuthorizer.over(got(RbacReader.of(connection).read()));
    }

    /** Writes one object more. */
    void post(String path, ObjectNode object) {
        admin.post(path, object.toString()).succeeds();
    }

    /** All that the server holds about access, as commands read it. */
    ClusterSnapshot snapshot() {
        SnapshotReader.Read read = got(SnapshotReader.read(connection, Optional.empty(), _ -> {}));
        return ClusterSnapshot.of("the real one", read.objects(), read.unseen());
    }

    @Override
    public void close() {
        connection.close();
        cluster.close();
    }
}
