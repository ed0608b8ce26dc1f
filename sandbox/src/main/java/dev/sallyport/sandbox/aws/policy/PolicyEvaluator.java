package dev.sallyport.sandbox.aws.policy;

import java.util.List;
import java.util.Optional;

/**
 * Decides by identity policies: a matching Deny beats every Allow, and without a matching Allow the answer is no.
 *
 * <p>A statement whose condition uses an operator that the sandbox does not know never allows; whether it denies cannot
 * be known either, so the request is refused with a verdict that names the operator.
 */
public final class PolicyEvaluator {

    private PolicyEvaluator() {}

    /** What these policies, taken together, say of the request. */
    public static Verdict evaluate(List<PolicyDocument> policies, RequestContext request) {
        boolean allowed = false;
        Optional<Verdict> undecidable = Optional.empty();
        for (PolicyDocument policy : policies) {
            for (Statement statement : policy.statements()) {
                if (!statement.concerns(request)) {
                    continue;
                }
                Optional<Condition> unknown = statement.unknownCondition();
                if (unknown.isPresent()) {
                    undecidable = undecidable.or(
                            () -> Optional.of(new Verdict.Undecidable(statement.sid(), unknown.get().operator())));
                } else if (statement.conditionsMetBy(request)) {
                    if (!statement.allows()) {
                        return new Verdict.Denied();
                    }
                    allowed = true;
                }
            }
        }
        return undecidable.orElse(allowed ? new Verdict.Allowed() : new Verdict.Silent());
    }
}
