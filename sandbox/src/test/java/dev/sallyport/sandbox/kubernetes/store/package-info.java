@NullMarked
package dev.sallyport.sandbox.kubernetes.store;

import org.jspecify.annotations.NullMarked;
