@NullMarked
package dev.sallyport.access.minimize;

import org.jspecify.annotations.NullMarked;
