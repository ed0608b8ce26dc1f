@NullMarked
package dev.sallyport.cluster.review;

import org.jspecify.annotations.NullMarked;
