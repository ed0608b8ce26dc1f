/** The pages that we write, held in a real browser: what somebody sees, what runs, and what is asked for over the network. */
@NullMarked
package dev.sallyport.conformance.page;

import org.jspecify.annotations.NullMarked;
