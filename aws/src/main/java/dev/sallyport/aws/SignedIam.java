package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.AwsCredentials;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Asks by signed calls of our own. */
final class SignedIam implements IamPrincipals {

    private final AwsSettings settings;
    private final AwsCredentials credentials;
    private final Clock clock;

    SignedIam(AwsSettings settings, AwsCredentials credentials, Clock clock) {
        this.settings = settings;
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public AwsAnswer<Optional<Role>> role(String name) {
        return found("GetRole", "RoleName", name).then(answer -> new AwsAnswer.Got<>(
                answer.map(got -> got.at("GetRoleResult", "Role")).map(role -> new Role(role.at("Arn").text(),
                        decoded(role.at("AssumeRolePolicyDocument").text())))));
    }

    @Override
    public AwsAnswer<Optional<String>> user(String name) {
        return found("GetUser", "UserName", name).then(answer -> new AwsAnswer.Got<>(
                answer.map(got -> got.at("GetUserResult", "User", "Arn").text())));
    }

    @Override
    public AwsAnswer<Boolean> mayDo(String arn, String action, String resource) {
        return AwsProblem.caught(() -> call(Map.of("Action", "SimulatePrincipalPolicy", "PolicySourceArn", arn,
                "ActionNames.member.1", action, "ResourceArns.member.1", resource))
                .at("SimulatePrincipalPolicyResult", "EvaluationResults", "member", "EvalDecision").text()
                .equals("allowed"));
    }

    private AwsAnswer<Optional<WireValue>> found(String action, String parameter, String name) {
        return AwsProblem.caught(() -> {
            try {
                return Optional.of(call(Map.of("Action", action, parameter, name)));
            } catch (AwsProblem problem) {
                if (problem.failure().kind() == Kind.NOT_FOUND) {
                    return Optional.empty();
                }
                throw problem;
            }
        });
    }

    private WireValue call(Map<String, String> parameters) throws AwsProblem {
        Map<String, String> form = new LinkedHashMap<>(parameters);
        form.put("Version", "2010-05-08");
        return SignedCalls.to(AwsService.IAM, settings, credentials, clock).form(form);
    }

    /** IAM gives policies percent-encoded. */
    private static String decoded(String policy) {
        try {
            return URLDecoder.decode(policy.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return policy;
        }
    }
}
