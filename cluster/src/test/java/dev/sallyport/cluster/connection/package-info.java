@NullMarked
package dev.sallyport.cluster.connection;

import org.jspecify.annotations.NullMarked;
