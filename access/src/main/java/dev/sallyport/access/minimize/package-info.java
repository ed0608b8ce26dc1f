/**
 * The least roles under which what an audit log shows would have been allowed.
 *
 * <p>Enters: requests out of {@code cluster.audit}, for one user, group or principal of IAM. Leaves: roles and bindings as
 * a text that kubectl applies, the proof that replaying the requests against that text denies none, and what of today's
 * rights the log has not seen. Read {@code Minimizer} first; {@code LeastRules} holds the algorithm.
 */
@NullMarked
package dev.sallyport.access.minimize;

import org.jspecify.annotations.NullMarked;
