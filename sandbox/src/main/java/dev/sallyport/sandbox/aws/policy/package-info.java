/**
 * IAM policies as values, and the decision they make.
 *
 * <p>Owns the JSON policy language as far as the sandbox speaks it. In come a policy's text, or policies and a
 * request; out go a {@code PolicyDocument} or a {@code Verdict}. Knows nothing of HTTP or of the sandbox's state. Read
 * {@code PolicyEvaluator} first.
 *
 * <p>Source: IAM User Guide, "IAM JSON policy element reference" and "Policy evaluation logic".
 */
@NullMarked
package dev.sallyport.sandbox.aws.policy;

import org.jspecify.annotations.NullMarked;
