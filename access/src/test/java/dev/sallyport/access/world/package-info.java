@NullMarked
package dev.sallyport.access.world;

import org.jspecify.annotations.NullMarked;
