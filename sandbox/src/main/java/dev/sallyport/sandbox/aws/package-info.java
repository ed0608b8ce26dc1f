/**
 * A local AWS over HTTPS: STS, IAM, EKS, EC2 and instance metadata on loopback.
 *
 * <p>Owns the listeners. In comes what the AWS CLI, the SDKs or a webhook send; out goes what AWS would answer, worked
 * out from {@code world} by {@code service}, with every signature verified by {@code wire}. Read {@code LocalAws}
 * first.
 */
@NullMarked
package dev.sallyport.sandbox.aws;

import org.jspecify.annotations.NullMarked;
