/**
 * The auditor's questions, down to the principals of IAM: who can do this, what may somebody do, who gained what, and what
 * is dangerous.
 *
 * <p>Enters: the rules of a map and an {@code RbacSnapshot}. Leaves: values that name, for each answer, the rule of the
 * map, the binding, the role and its rule. Read {@code Auditor} first.
 */
@NullMarked
package dev.sallyport.access.whocan;

import org.jspecify.annotations.NullMarked;
