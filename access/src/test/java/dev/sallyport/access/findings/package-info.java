@NullMarked
package dev.sallyport.access.findings;

import org.jspecify.annotations.NullMarked;
