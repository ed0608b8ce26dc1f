/**
 * The join of both doors.
 *
 * <p>Owns the answers that need IAM, the map and RBAC together. In come credentials, a map and a cluster; out goes one
 * value that says who somebody is on each side. Read {@code WhoAmI} first.
 */
@NullMarked
package dev.sallyport.access;

import org.jspecify.annotations.NullMarked;
