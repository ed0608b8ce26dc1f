@NullMarked
package dev.sallyport.sandbox.kubernetes.kinds;

import org.jspecify.annotations.NullMarked;
