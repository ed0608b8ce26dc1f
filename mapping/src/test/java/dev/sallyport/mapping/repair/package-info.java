/** Tests of the repair of maps that cannot be read. */
@NullMarked
package dev.sallyport.mapping.repair;

import org.jspecify.annotations.NullMarked;
