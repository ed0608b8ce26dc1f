package dev.sallyport.sandbox.aws.policy;

import java.util.List;

/**
 * The {@code Principal} or {@code NotPrincipal} of a trust policy's statement.
 *
 * @param except whether it was {@code NotPrincipal}
 * @param aws ARNs, account ids, or {@code *}
 * @param services such as {@code ec2.amazonaws.com}
 * @param federated ARNs of identity providers
 */
public record PrincipalElement(boolean except, List<String> aws, List<String> services, List<String> federated) {

    public PrincipalElement {
        aws = List.copyOf(aws);
        services = List.copyOf(services);
        federated = List.copyOf(federated);
    }

    /** Whether it names everybody. */
    boolean everybody() {
        return aws.contains("*");
    }
}
