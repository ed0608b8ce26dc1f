/**
 * The join of both doors.
 *
 * <p>Owns the answers that need IAM, the map and RBAC together. In come credentials, a map and a cluster; out goes one
 * value that says who somebody is on each side, seen or inferred. Read {@code WhoAmI} first, then
 * {@code Identification}.
 */
@NullMarked
package dev.sallyport.access;

import org.jspecify.annotations.NullMarked;
