/** The doctor's checks, each against what it looks at: files, sockets, and answers that are given in their place. */
@NullMarked
package dev.sallyport.access.doctor;

import org.jspecify.annotations.NullMarked;
