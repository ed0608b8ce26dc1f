@NullMarked
package dev.sallyport.sandbox.apiserver;

import org.jspecify.annotations.NullMarked;
