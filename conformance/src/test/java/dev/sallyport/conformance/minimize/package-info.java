/** Roles made of a real API server's own audit log, put back into that server. */
@NullMarked
package dev.sallyport.conformance.minimize;

import org.jspecify.annotations.NullMarked;
