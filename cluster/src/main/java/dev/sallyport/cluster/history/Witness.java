package dev.sallyport.cluster.history;

import java.util.Map;
import java.util.Optional;

/** Whoever has seen a change being asked for, as an admission webhook does, and knows by whom. Asked by any thread. */
@FunctionalInterface
public interface Witness {

    /** Nobody has seen anything. */
    Witness NOBODY = data -> Optional.empty();

    /**
     * The authenticated Kubernetes user name of who asked for a map like this; empty where nobody saw it.
     *
     * @param data the map's whole data after the change
     */
    Optional<String> whoWrote(Map<String, String> data);
}
