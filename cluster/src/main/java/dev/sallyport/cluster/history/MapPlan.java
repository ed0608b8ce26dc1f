package dev.sallyport.cluster.history;

import java.util.List;
import java.util.Map;

/** What is to become of the map that stands in the cluster. Made anew, from the newest text, after each conflict. */
public sealed interface MapPlan {

    /**
     * The whole data that the ConfigMap is to have.
     *
     * @param accepted the codes of what somebody takes upon themselves by this write, for a guard that would refuse it
     */
    record Write(Map<String, String> data, List<String> accepted) implements MapPlan {
        public Write {
            data = Map.copyOf(data);
            accepted = List.copyOf(accepted);
        }

        /** A write that accepts nothing. */
        public Write(Map<String, String> data) {
            this(data, List.of());
        }
    }

    /** It is so already. */
    record Nothing() implements MapPlan {}

    /**
     * It may not be done.
     *
     * @param sentences why, where, and what to do
     */
    record Refuse(String sentences) implements MapPlan {}

    /** Makes plans; may be asked several times for one write. */
    @FunctionalInterface
    interface Planner {

        /**
         * The plan for a map that stands so.
         *
         * @param data text by key; empty when there is no ConfigMap
         */
        MapPlan plan(Map<String, String> data);
    }
}
