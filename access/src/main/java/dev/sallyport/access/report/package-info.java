/**
 * Everybody who comes into one cluster, and all that they have there, to be handed to somebody who reviews it.
 *
 * <p>Enters: an {@code AccessWorld}. Leaves: an {@code AccessReport}, and a page of it that needs nothing beside itself: its
 * style and its script stand in it, and it asks nobody for anything. Read {@code AccessReport} first.
 */
@NullMarked
package dev.sallyport.access.report;

import org.jspecify.annotations.NullMarked;
