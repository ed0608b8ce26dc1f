package dev.sallyport.access.console;

import dev.sallyport.identity.Arn;

/**
 * The cluster that a console would show, as policies name it.
 *
 * @param region {@code *} where it is not known
 * @param name {@code *} where it is not known
 */
public record ConsoleCluster(String partition, String region, String account, String name) {

    /**
     * By its ARN, such as {@code arn:aws:eks:eu-west-1:123456789012:cluster/prod}.
     *
     * @throws IllegalArgumentException when that is the ARN of something else
     */
    public static ConsoleCluster of(Arn arn) {
        if (!arn.service().equals("eks") || !arn.resource().startsWith("cluster/")) {
            throw new IllegalArgumentException(arn + " is no cluster of EKS");
        }
        return new ConsoleCluster(arn.partition(), arn.region(), arn.account(),
                arn.resource().substring("cluster/".length()));
    }

    /** Any cluster of the account that a principal is of. */
    public static ConsoleCluster anyOf(Arn principal) {
        return new ConsoleCluster(principal.partition(), "*", principal.account(), "*");
    }

    /** Whether it is known which one it is. */
    public boolean isKnown() {
        return !name.equals("*");
    }

    /** Its ARN, or the pattern of all that it may be. */
    public String arn() {
        return eks("cluster/" + name);
    }

    /** Something of its own in EKS, such as {@code nodegroup/prod/*}. */
    String eks(String resource) {
        return "arn:" + partition + ":eks:" + region + ":" + account + ":" + resource;
    }
}
