/**
 * What is dangerous or in vain in who may do what.
 *
 * <p>Enters: the rules of a map, the roles and bindings, and what is known of the service accounts. Leaves: findings with
 * stable codes, the gravest first; each code has a section in {@code docs/access.md}. Read {@code AccessFindings} first.
 */
@NullMarked
package dev.sallyport.access.findings;

import org.jspecify.annotations.NullMarked;
