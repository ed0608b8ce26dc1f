package dev.sallyport.sandbox.aws.world;

import dev.sallyport.sandbox.aws.policy.RequestContext;
import dev.sallyport.sandbox.aws.policy.Verdict;

/**
 * The words of a refused request. Source: IAM User Guide, "Troubleshoot access denied error messages"; that EKS and STS
 * leave out why, when no policy speaks of the action, is what their users quote.
 */
final class AccessRefusal {

    private AccessRefusal() {}

    static AwsFault of(Caller caller, RequestContext request, Permissions.Ruling ruling) {
        String service = request.action().substring(0, request.action().indexOf(':'));
        StringBuilder sentence = new StringBuilder();
        if (service.equals("ec2")) {
            sentence.append("You are not authorized to perform this operation. ");
        }
        sentence.append("User: ").append(caller.arn()).append(" is not authorized to perform: ")
                .append(request.action());
        if (!request.resource().equals("*")) {
            sentence.append(" on resource: ").append(request.resource());
        }
        switch (ruling.verdict()) {
            case Verdict.Allowed _ -> throw new IllegalArgumentException("allowed, and so not refused");
            case Verdict.Denied _ ->
                sentence.append(" with an explicit deny in ").append(article(ruling.policyType())).append(" policy");
            case Verdict.Silent _ -> {
                if (service.equals("iam") || service.equals("ec2") || ruling.policyType().equals("session")) {
                    sentence.append(" because no ").append(ruling.policyType()).append(" policy allows the ")
                            .append(request.action()).append(" action");
                }
            }
            case Verdict.Undecidable(String sid, String operator) ->
                sentence.append(" because the sandbox does not evaluate the condition operator ").append(operator)
                        .append(sid.isEmpty() ? "" : " of the statement " + sid)
                        .append(", and denies what it cannot decide");
        }
        return new AwsFault(403, "AccessDenied", sentence.toString());
    }

    private static String article(String policyType) {
        return policyType.startsWith("i") ? "an " + policyType : "a " + policyType;
    }
}
