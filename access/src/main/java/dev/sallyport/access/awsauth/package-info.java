/**
 * What AWS knows of the map: whether its principals are still there, by which roles nodes come in, whether the cluster
 * asks the map at all, and who can let somebody in who is locked out.
 *
 * <p>Enters: a map, and the connection's own settings, from which region, profile and cluster are taken. Leaves: findings,
 * node roles, the authentication mode, and ways back in; what could not be asked is said, and never guessed. A
 * question waits for two and a half seconds at most, and once AWS was silent it is not asked again; the findings, which ask
 * IAM for each principal, take as long as that takes. Read {@code EksSide} first.
 */
@NullMarked
package dev.sallyport.access.awsauth;

import org.jspecify.annotations.NullMarked;
