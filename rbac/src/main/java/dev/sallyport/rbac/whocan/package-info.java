/**
 * The auditor's question: who may do this, and who may get there.
 *
 * <p>In comes an immutable {@code RbacSnapshot}; out go, for one request, the subjects that bindings give it to, and the
 * steps by which others can make it theirs. Read {@code WhoCan} first, then {@code Reach}.
 */
@NullMarked
package dev.sallyport.rbac.whocan;

import org.jspecify.annotations.NullMarked;
