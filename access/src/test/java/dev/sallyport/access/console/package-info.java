@NullMarked
package dev.sallyport.access.console;

import org.jspecify.annotations.NullMarked;
