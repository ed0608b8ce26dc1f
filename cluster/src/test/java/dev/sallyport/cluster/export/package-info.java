/** The map in the words of other tools, and what these have no word for. */
@NullMarked
package dev.sallyport.cluster.export;

import org.jspecify.annotations.NullMarked;
