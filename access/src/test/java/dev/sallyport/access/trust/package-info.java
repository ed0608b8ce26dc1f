/** Tests of trust policies. */
@NullMarked
package dev.sallyport.access.trust;

import org.jspecify.annotations.NullMarked;
