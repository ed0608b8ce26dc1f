/**
 * What AWS knows of the map: whether its principals are still there, by which roles nodes come in, whether the cluster
 * asks the map at all, and who can let somebody in who is locked out.
 *
 * <p>Enters: a map, and the connection's own settings, from which region, profile and cluster are taken. Leaves: findings,
 * node roles, the authentication mode, and ways back in; what could not be asked is said, and never guessed. All
 * questions of one command together take less than three seconds. Read {@code EksSide} first.
 */
@NullMarked
package dev.sallyport.access.awsauth;

import org.jspecify.annotations.NullMarked;
