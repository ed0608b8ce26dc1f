@NullMarked
package dev.sallyport.access.explain;

import org.jspecify.annotations.NullMarked;
