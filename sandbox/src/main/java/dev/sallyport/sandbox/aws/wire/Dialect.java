package dev.sallyport.sandbox.aws.wire;

import dev.sallyport.sandbox.aws.world.AwsFault;

/** How a service says no. */
@FunctionalInterface
public interface Dialect {

    /**
     * The answer to a request that failed.
     *
     * @param request may say which form it wants
     * @param fault with STS's and IAM's names; the dialect has its own where they differ
     * @param requestId comes back in the answer
     */
    Answer fault(AwsRequest request, AwsFault fault, String requestId);
}
