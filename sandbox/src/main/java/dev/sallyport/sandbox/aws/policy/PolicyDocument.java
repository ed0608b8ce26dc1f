package dev.sallyport.sandbox.aws.policy;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A policy: the text that somebody wrote, which is what the API gives back, and what it says.
 *
 * @param text as written
 * @param statements in the text's order
 */
public record PolicyDocument(String text, List<Statement> statements) {

    public PolicyDocument {
        statements = List.copyOf(statements);
    }

    /**
     * Reads a policy for a user, a group, a role or a session: no principals, and resources in every statement.
     *
     * @throws MalformedPolicy when AWS would refuse to store it
     */
    public static PolicyDocument identityPolicy(String text) throws MalformedPolicy {
        return PolicyReader.read(text, PolicyReader.Kind.IDENTITY);
    }

    /**
     * Reads a role's trust policy: a principal in every statement, and no resources.
     *
     * @throws MalformedPolicy when AWS would refuse to store it
     */
    public static PolicyDocument trustPolicy(String text) throws MalformedPolicy {
        return PolicyReader.read(text, PolicyReader.Kind.TRUST);
    }

    /** Every ARN, account or unique id under {@code AWS} in a trust policy, as written. */
    public Stream<String> awsPrincipals() {
        return statements.stream().flatMap(statement -> statement.principals().stream())
                .flatMap(principal -> principal.aws().stream());
    }

    /**
     * What several policies say together. It has no text of its own.
     */
    public static PolicyDocument union(Collection<PolicyDocument> policies) {
        return new PolicyDocument("", policies.stream().flatMap(policy -> policy.statements().stream()).toList());
    }

    /** The first condition operator that the sandbox does not evaluate, as written; empty when it knows all. */
    public Optional<String> unknownOperator() {
        return statements.stream().flatMap(statement -> statement.unknownCondition().stream())
                .map(Condition::operator).findFirst();
    }

    /** The text alone: it is what two policies are told apart by. */
    @Override
    public String toString() {
        return text;
    }
}
