/**
 * What a Kubernetes user may do.
 *
 * <p>Owns an immutable {@code RbacSnapshot} and the {@code Authorizer} that decides an {@code AccessRequest} against it
 * with the API server's semantics. Out goes a {@code Decision} with the chain binding, role, rule that made it.
 * Stands on the JDK alone. Read {@code Authorizer} first; the question the other way round, who may do this, is in
 * {@code rbac.whocan}.
 */
@NullMarked
package dev.sallyport.rbac;

import org.jspecify.annotations.NullMarked;
