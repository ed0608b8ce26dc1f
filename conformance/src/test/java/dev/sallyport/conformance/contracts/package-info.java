/** The contract kits that stand-ins pass in their rooms, passed on real peers. */
@NullMarked
package dev.sallyport.conformance.contracts;

import org.jspecify.annotations.NullMarked;
