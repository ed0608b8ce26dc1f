/**
 * Who somebody is to AWS, and how they prove it to a cluster.
 *
 * <p>Owns ARNs, partitions, principals, SigV4 signatures and cluster tokens: minting, checking, exchanging. In come
 * credentials or the text of a token; out go a {@code ClusterToken} or a {@code Verification}. Stands on the JDK alone,
 * so any Java program that talks to EKS can use it. Read {@code TokenMinter} first, then {@code TokenVerifier};
 * {@code TokenInspection} is the verifier's walk for people, and who receives signed requests reads
 * {@code SignatureClaim}. The tests bring {@code StsExchangeContract}, a suite for whatever answers as STS.
 */
@NullMarked
package dev.sallyport.identity;

import org.jspecify.annotations.NullMarked;
