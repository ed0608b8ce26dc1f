/** How requests are admitted and answers written. Read {@code SigV4GateTest} first. */
@NullMarked
package dev.sallyport.sandbox.aws.wire;

import org.jspecify.annotations.NullMarked;
