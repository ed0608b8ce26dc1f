package dev.sallyport.cluster.snapshot;

/** What became of a text with manifests. */
public sealed interface ManifestOutcome {

    /** It was read. */
    record Read(ClusterObjects objects) implements ManifestOutcome {}

    /**
     * It is neither YAML nor JSON.
     *
     * @param place file and line
     * @param problem one sentence, without its full stop
     */
    record Broken(String place, String problem) implements ManifestOutcome {}
}
