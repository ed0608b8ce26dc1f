/**
 * The tour: the story of both doors, one step after the other, with the commands that a person would type and what they
 * really answer. Read {@code Tour} first.
 */
@NullMarked
package dev.sallyport.cli.tour;

import org.jspecify.annotations.NullMarked;
