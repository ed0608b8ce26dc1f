@NullMarked
package dev.sallyport.sandbox.kubernetes.schema;

import org.jspecify.annotations.NullMarked;
