/** How long a token takes, from the start of the process to its end: {@link dev.sallyport.benchmarks.token.TokenStart}. */
@NullMarked
package dev.sallyport.benchmarks.token;

import org.jspecify.annotations.NullMarked;
