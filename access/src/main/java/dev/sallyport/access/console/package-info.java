/**
 * Whether somebody would see a cluster's Kubernetes objects in the EKS console, and what would let them.
 *
 * <p>Enters: an {@code AccessWorld}, a principal, and IAM where it can be asked. Leaves: a {@code ConsoleReport} that names
 * each piece that is missing on either side, and a {@code ConsoleGrant} that is those pieces and no others. Read {@code
 * ConsoleAccess} first.
 */
@NullMarked
package dev.sallyport.access.console;

import org.jspecify.annotations.NullMarked;
