@NullMarked
package dev.sallyport.sandbox.kubernetes.access;

import org.jspecify.annotations.NullMarked;
