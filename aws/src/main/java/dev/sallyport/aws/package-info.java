/**
 * The AWS side, behind small interfaces.
 *
 * <p>Owns credentials in botocore's order, settings from environment and profile, and the calls to STS, IAM and EKS.
 * Environment keys and static profiles are read without loading a class of the network: the token command starts with
 * every kubectl. Read {@code CredentialChain} first.
 */
@NullMarked
package dev.sallyport.aws;

import org.jspecify.annotations.NullMarked;
