package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.AwsCredentials;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** Asks by signed calls of our own. */
final class SignedIam implements IamPrincipals, IamDirectory, InlinePolicies {

    private static final int PAGE = 1000; // of users or roles; IAM's own most

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

    /** Up to a hundred actions are one question to IAM. */
    @Override
    public AwsAnswer<List<String>> mayNotDo(String arn, List<String> actions, String resource) {
        return AwsProblem.caught(() -> {
            Map<String, String> form = new LinkedHashMap<>();
            form.put("Action", "SimulatePrincipalPolicy");
            form.put("PolicySourceArn", arn);
            form.put("ResourceArns.member.1", resource);
            for (int i = 0; i < actions.size(); i++) {
                form.put("ActionNames.member." + (i + 1), actions.get(i));
            }
            Set<String> allowed = new HashSet<>();
            call(form).at("SimulatePrincipalPolicyResult", "EvaluationResults", "member").items().stream()
                    .filter(result -> result.at("EvalDecision").text().equals("allowed"))
                    .forEach(result -> allowed.add(result.at("EvalActionName").text()));
            return actions.stream().filter(action -> !allowed.contains(action)).toList();
        });
    }

    @Override
    public AwsAnswer<Found<Role>> roles(int most, IntConsumer progress) {
        return listed("Roles", most, progress, role -> new Role(role.at("Arn").text(),
                decoded(role.at("AssumeRolePolicyDocument").text())));
    }

    @Override
    public AwsAnswer<Found<String>> users(int most, IntConsumer progress) {
        return listed("Users", most, progress, user -> user.at("Arn").text());
    }

    private <T> AwsAnswer<Found<T>> listed(String plural, int most, IntConsumer progress,
            Function<WireValue, T> read) {
        return AwsProblem.caught(() -> {
            List<T> found = new ArrayList<>();
            String marker = "";
            do {
                Map<String, String> form = new LinkedHashMap<>(Map.of("Action", "List" + plural, "MaxItems",
                        Integer.toString(Math.min(PAGE, most - found.size()))));
                if (!marker.isEmpty()) {
                    form.put("Marker", marker);
                }
                WireValue page = call(form).at("List" + plural + "Result");
                page.at(plural, "member").items().forEach(item -> found.add(read.apply(item)));
                marker = page.at("IsTruncated").text().equals("true") ? page.at("Marker").text() : "";
                if (!marker.isEmpty()) {
                    progress.accept(found.size());
                }
            } while (!marker.isEmpty() && found.size() < most);
            return new Found<>(found, !marker.isEmpty());
        });
    }

    @Override
    public AwsAnswer<String> put(String principalArn, String policyName, String document) {
        String resource = Arn.parse(principalArn).resource();
        String kind = resource.startsWith("role/") ? "Role" : "User";
        return AwsProblem.caught(() -> {
            call(Map.of("Action", "Put" + kind + "Policy", kind + "Name",
                    resource.substring(resource.lastIndexOf('/') + 1), "PolicyName", policyName, "PolicyDocument",
                    document));
            return policyName;
        });
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
