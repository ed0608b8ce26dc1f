@NullMarked
package dev.sallyport.access.whocan;

import org.jspecify.annotations.NullMarked;
