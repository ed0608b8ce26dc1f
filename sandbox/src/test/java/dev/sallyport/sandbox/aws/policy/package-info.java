/** What the policy language says and decides. Read {@code PolicyEvaluatorTest} first. */
@NullMarked
package dev.sallyport.sandbox.aws.policy;

import org.jspecify.annotations.NullMarked;
