@NullMarked
package dev.sallyport.sandbox.kubernetes;

import org.jspecify.annotations.NullMarked;
