@NullMarked
package dev.sallyport.cluster;

import org.jspecify.annotations.NullMarked;
