@NullMarked
package dev.sallyport.cluster.history;

import org.jspecify.annotations.NullMarked;
