/**
 * What the local AWS can do: each service's actions as a table from their names to what they ask of policies and what
 * they do to the world.
 *
 * <p>In comes a call whose caller is known; out goes an answer's content, or an {@code AwsFault}. Rules of IAM, EKS and
 * EC2 themselves are not here but in {@code world}; this package reads parameters and shapes answers. Read
 * {@code Action} first, then {@code StsActions}.
 */
@NullMarked
package dev.sallyport.sandbox.aws.service;

import org.jspecify.annotations.NullMarked;
