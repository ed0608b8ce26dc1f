/**
 * Repairs a map that cannot be read.
 *
 * <p>Enters: a map with lost sections, or a file that is no YAML, and the rules that are known to have been good. Leaves:
 * the text with as few lines changed as were found to be enough, with every doubt said; or why that was not to be had.
 * Nothing is written here. Read {@code MapRepair} first.
 */
@NullMarked
package dev.sallyport.mapping.repair;

import org.jspecify.annotations.NullMarked;
