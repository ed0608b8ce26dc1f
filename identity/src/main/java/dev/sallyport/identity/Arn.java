package dev.sallyport.identity;

import java.util.Optional;

/**
 * An Amazon Resource Name: {@code arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE}.
 *
 * <p>Source: AWS General Reference, "Amazon Resource Names (ARNs)". The resource may itself contain colons.
 *
 * @param partition the partition's id as written; see {@link Partition#byId(String)}
 * @param service such as {@code iam} or {@code sts}
 * @param region empty for IAM and STS
 * @param account twelve digits, or empty
 * @param resource what follows the fifth colon, such as {@code role/team/dev}
 */
public record Arn(String partition, String service, String region, String account, String resource) {

    public Arn {
        if (partition.isEmpty() || service.isEmpty() || resource.isEmpty()) {
            throw new IllegalArgumentException("an ARN needs a partition, a service and a resource");
        }
    }

    /** Takes an ARN apart; empty when the text is none. Nothing is trimmed and no case is changed. */
    public static Optional<Arn> tryParse(String text) {
        String[] parts = text.split(":", 6);
        if (parts.length < 6 || !parts[0].equals("arn") || parts[1].isEmpty() || parts[2].isEmpty()
                || parts[5].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Arn(parts[1], parts[2], parts[3], parts[4], parts[5]));
    }

    /**
     * Takes an ARN apart.
     *
     * @throws IllegalArgumentException when the text is no ARN; the message says what one looks like
     */
    public static Arn parse(String text) {
        return tryParse(text).orElseThrow(() -> new IllegalArgumentException(
                "\"" + text + "\" is no ARN; one looks like arn:aws:iam::123456789012:role/name"));
    }

    /** The ARN as text. */
    @Override
    public String toString() {
        return "arn:" + partition + ":" + service + ":" + region + ":" + account + ":" + resource;
    }
}
