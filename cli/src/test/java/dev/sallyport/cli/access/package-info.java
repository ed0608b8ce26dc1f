@NullMarked
package dev.sallyport.cli.access;

import org.jspecify.annotations.NullMarked;
