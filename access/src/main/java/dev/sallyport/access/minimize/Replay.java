package dev.sallyport.access.minimize;

import dev.sallyport.cluster.snapshot.ClusterSnapshot;
import dev.sallyport.cluster.snapshot.ManifestOutcome;
import dev.sallyport.cluster.snapshot.ManifestText;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacUser;

import java.util.List;
import java.util.function.Function;

/**
 * The proof: requests put to the roles once more, to those that the text says and not to those that it was written from.
 *
 * @param replayed how many distinct requests were put
 * @param denied those that were denied; empty, or the roles are wrong
 */
public record Replay(int replayed, List<Asked> denied) {

    public Replay {
        denied = List.copyOf(denied);
    }

    /**
     * Replays requests.
     *
     * @param text roles and bindings, as kubectl is to get them
     * @param as who a user of the log is under these bindings
     */
    static Replay of(String text, List<Asked> requests, Function<String, RbacUser> as) {
        RbacAuthorizer authorizer = RbacAuthorizer.over(switch (ManifestText.read("roles", text)) {
            case ManifestOutcome.Read(var objects) -> ClusterSnapshot.of("roles", objects, List.of()).rbac();
            case ManifestOutcome.Broken(String place, String problem) ->
                throw new IllegalStateException("the roles that were written are broken at " + place + ": " + problem);
        });
        return new Replay(requests.size(), requests.stream()
                .filter(asked -> !authorizer.decide(as.apply(asked.user()), asked.request()).allowed()).toList());
    }
}
