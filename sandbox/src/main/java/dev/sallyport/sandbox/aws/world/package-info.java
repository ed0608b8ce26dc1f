/**
 * What exists in the local AWS: accounts with their users, groups, roles, policies, clusters and instances, and the
 * keys that open them.
 *
 * <p>All of it is immutable values with one owner, {@code AwsWorld}. In come the operations of IAM, EKS and EC2 as
 * method calls; out go the values, or an {@code AwsFault} with AWS's code and words. Knows nothing of HTTP, so that the
 * sandbox and the tour can furnish the world in Java. Read {@code AwsWorld} first.
 */
@NullMarked
package dev.sallyport.sandbox.aws.world;

import org.jspecify.annotations.NullMarked;
