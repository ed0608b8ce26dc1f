@NullMarked
package dev.sallyport.sandbox.kubernetes.patch;

import org.jspecify.annotations.NullMarked;
