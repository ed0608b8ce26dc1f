/**
 * Why somebody may do something, or may not, and what would mend it.
 *
 * <p>Enters: an {@code AccessWorld} and a {@code Question}. Leaves: an {@code Explanation}, the passage step by step with
 * its evidence; for a yes, every chain that gives it; for a no, {@code Remedy} values, narrowest first, each of which can
 * be applied to the world and says all that it opens. Read {@code Explainer} first.
 */
@NullMarked
package dev.sallyport.access.explain;

import org.jspecify.annotations.NullMarked;
