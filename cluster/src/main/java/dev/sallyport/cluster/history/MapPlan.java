package dev.sallyport.cluster.history;

import java.util.Map;

/** What is to become of the map that stands in the cluster. Made anew, from the newest text, after each conflict. */
public sealed interface MapPlan {

    /** The whole data that the ConfigMap is to have. */
    record Write(Map<String, String> data) implements MapPlan {
        public Write {
            data = Map.copyOf(data);
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
