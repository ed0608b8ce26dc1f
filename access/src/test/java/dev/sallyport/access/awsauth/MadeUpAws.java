package dev.sallyport.access.awsauth;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.IamPrincipals;
import dev.sallyport.aws.NodeRoleReader;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An AWS in memory: what is put in is there, and what is denied is denied. */
final class MadeUpAws implements IamPrincipals, NodeRoleReader {

    static final AwsFailure DENIED = new AwsFailure(AwsFailure.Kind.DENIED, "AccessDenied: you may not.", "");

    final Map<String, Role> roles = new HashMap<>();
    final Map<String, String> users = new HashMap<>();
    final Map<String, String> nodegroups = new HashMap<>();
    final Map<String, String> fargate = new HashMap<>();
    final Map<String, String> instances = new HashMap<>();
    boolean eksDenied;
    boolean ec2Denied;
    boolean iamDenied;
    boolean simulationDenied;
    Set<String> allowed = Set.of();

    /** Adds a role that may be assumed by whoever stands as {@code Principal}. */
    MadeUpAws role(String name, String principal) {
        roles.put(name, new Role("arn:aws:iam::123456789012:role/" + name,
                "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": " + principal + "}]}"));
        return this;
    }

    private static <T> AwsAnswer<T> answer(boolean denied, T value) {
        return denied ? new AwsAnswer.Failed<>(DENIED) : new AwsAnswer.Got<>(value);
    }

    @Override
    public AwsAnswer<Optional<Role>> role(String name) {
        return answer(iamDenied, Optional.ofNullable(roles.get(name)));
    }

    @Override
    public AwsAnswer<Optional<String>> user(String name) {
        return answer(iamDenied, Optional.ofNullable(users.get(name)));
    }

    @Override
    public AwsAnswer<Boolean> mayDo(String arn, String action, String resource) {
        return answer(simulationDenied, allowed.contains(action));
    }

    @Override
    public AwsAnswer<Map<String, String>> ofNodegroups(String cluster) {
        return answer(eksDenied, nodegroups);
    }

    @Override
    public AwsAnswer<Map<String, String>> ofFargateProfiles(String cluster) {
        return answer(eksDenied, fargate);
    }

    @Override
    public AwsAnswer<Map<String, String>> ofInstances(Set<String> ids) {
        Map<String, String> found = new HashMap<>(instances);
        found.keySet().retainAll(ids);
        return answer(ec2Denied, found);
    }
}
