/** How long the linter works on a large map, beside YAML libraries that read the same text. */
@NullMarked
package dev.sallyport.benchmarks.lint;

import org.jspecify.annotations.NullMarked;
