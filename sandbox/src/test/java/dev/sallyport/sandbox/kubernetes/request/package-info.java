@NullMarked
package dev.sallyport.sandbox.kubernetes.request;

import org.jspecify.annotations.NullMarked;
