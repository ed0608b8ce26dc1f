package dev.sallyport.cluster.export;

import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.MappingRule;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Names for resources that are made of rules: {@code role-dev}, {@code user-ana}. Where two rules would have the same, or
 * where a name has to be changed to be valid, a few digits of the ARN's digest are added, so that a name depends on its
 * rule and on no order. Valid: RFC 1123 subdomains, at most 253 characters (Kubernetes, "Object Names and IDs").
 */
final class ResourceNames {

    private static final int LONGEST = 200; // leaves room for what is added

    private ResourceNames() {}

    static Map<MappingRule, String> of(List<MappingRule> rules) {
        Map<String, Long> often = rules.stream().collect(Collectors.groupingBy(ResourceNames::plain,
                Collectors.counting()));
        Map<MappingRule, String> names = new HashMap<>();
        rules.forEach(rule -> {
            String name = plain(rule);
            boolean alone = often.getOrDefault(name, 0L) == 1 && name.equals(raw(rule));
            names.put(rule, alone ? name : name + "-" + digest(rule));
        });
        return names;
    }

    /** {@code role/team/dev} as {@code role-dev}. */
    private static String raw(MappingRule rule) {
        String resource = rule.subject().replaceFirst("^arn:[^:]*:[^:]*:[^:]*:[^:]*:", "");
        String kind = resource.replaceFirst("/.*", "");
        String name = resource.replaceFirst(".*/", "");
        return (kind.equals(name) ? kind : kind + "-" + name).toLowerCase(Locale.ROOT);
    }

    private static String plain(MappingRule rule) {
        String valid = raw(rule).replaceAll("[^a-z0-9.-]", "-").replaceAll("[.-]*\\.[.-]*", ".");
        String trimmed = (valid.length() > LONGEST ? valid.substring(0, LONGEST) : valid)
                .replaceAll("^[.-]+|[.-]+$", "");
        return trimmed.isEmpty() ? "mapping" : trimmed;
    }

    private static String digest(MappingRule rule) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(ArnCase.folded(rule.subject()).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
