package dev.sallyport.sandbox.aws.world;

import dev.sallyport.sandbox.aws.policy.PolicyDocument;

import java.util.List;
import java.util.stream.Stream;

/**
 * The policies of one user, group or role.
 *
 * @param inline its own, by name
 * @param attached the ARNs of managed ones, in the order in which they were attached
 */
public record GrantedPolicies(Table<PolicyDocument> inline, List<String> attached) {

    static final GrantedPolicies NONE = new GrantedPolicies(Table.empty(), List.of());

    public GrantedPolicies {
        attached = List.copyOf(attached);
    }

    GrantedPolicies withInline(String name, PolicyDocument policy) {
        return new GrantedPolicies(inline.with(name, policy), attached);
    }

    GrantedPolicies withoutInline(String name) {
        return new GrantedPolicies(inline.without(name), attached);
    }

    GrantedPolicies attach(String arn) {
        return attached.contains(arn)
                ? this
                : new GrantedPolicies(inline, Stream.concat(attached.stream(), Stream.of(arn)).toList());
    }

    GrantedPolicies detach(String arn) {
        return new GrantedPolicies(inline, attached.stream().filter(one -> !one.equals(arn)).toList());
    }

    boolean isEmpty() {
        return inline.size() == 0 && attached.isEmpty();
    }
}
