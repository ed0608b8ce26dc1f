/** How long questions about access take in a large cluster. */
@NullMarked
package dev.sallyport.benchmarks.access;

import org.jspecify.annotations.NullMarked;
