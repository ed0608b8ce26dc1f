package dev.sallyport.cluster.history;

import dev.sallyport.cluster.connection.ClusterFailure;

/** How a write ended. */
public sealed interface WriteOutcome {

    /**
     * It stands in the cluster, and in the history.
     *
     * @param revision what was written
     * @param before the map that it replaced, as the history has it; the revision itself when there was none
     */
    record Written(AwsAuthRevision revision, AwsAuthRevision before) implements WriteOutcome {}

    /** The map was so already, and nothing was written. */
    record Unchanged() implements WriteOutcome {}

    /** The plan said no, and nothing was written. */
    record Refused(String sentences) implements WriteOutcome {}

    /**
     * Others were faster each time, and nothing was written.
     *
     * @param tries how often it was tried
     */
    record Overtaken(int tries) implements WriteOutcome {}

    /**
     * The cluster could not be asked, or said no.
     *
     * @param written whether the map may have been written all the same: its answer did not arrive
     */
    record Failed(ClusterFailure failure, boolean written) implements WriteOutcome {}
}
