@NullMarked
package dev.sallyport.sandbox.kubernetes.admission;

import org.jspecify.annotations.NullMarked;
