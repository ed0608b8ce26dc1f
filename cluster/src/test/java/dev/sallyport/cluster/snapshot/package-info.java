@NullMarked
package dev.sallyport.cluster.snapshot;

import org.jspecify.annotations.NullMarked;
