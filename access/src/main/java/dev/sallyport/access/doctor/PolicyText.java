package dev.sallyport.access.doctor;

import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.identity.JsonReader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes IAM policies, one line each. */
final class PolicyText {

    private PolicyText() {}

    /**
     * A statement that lets somebody assume a role, as it stands in the role's trust policy. A permission set is named by
     * a condition, as its role's ARN would be refused without its path, and count for nothing once the set is assigned
     * anew.
     *
     * @param principalArn a user's, or a role's with its path
     */
    static Map<String, Object> trusting(CallerIdentity caller, String principalArn) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        String account = "arn:" + caller.arn().partition() + ":iam::" + caller.account() + ":";
        Optional<PermissionSet> set = PermissionSet.of(caller);
        statement.put("Principal", Map.of("AWS", set.isPresent() ? account + "root" : principalArn));
        statement.put("Action", "sts:AssumeRole");
        set.ifPresent(known -> {
            String reserved = account + "role/aws-reserved/sso.amazonaws.com/";
            // with a region in the path, unless Identity Center is in us-east-1
            statement.put("Condition", Map.of("ArnLike", Map.of("aws:PrincipalArn",
                    List.of(reserved + "*/" + known.anyRole(), reserved + known.anyRole()))));
        });
        return statement;
    }

    /** A policy that allows one action on one resource. */
    static String allowing(String action, String resource) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Action", action);
        statement.put("Resource", resource);
        Map<String, Object> policy = new LinkedHashMap<>();
        policy.put("Version", "2012-10-17");
        policy.put("Statement", List.of(statement));
        return written(policy);
    }

    /** A policy with one statement more; empty when the text is no policy. */
    static Optional<String> with(String policy, Map<String, Object> statement) {
        return JsonReader.tryRead(policy).filter(Map.class::isInstance).map(read -> {
            Map<Object, Object> more = new LinkedHashMap<>((Map<?, ?>) read);
            List<Object> statements = new ArrayList<>(
                    more.get("Statement") instanceof List<?> list ? list : List.of(more.getOrDefault("Statement", "")));
            statements.remove("");
            statements.add(statement);
            more.put("Statement", statements);
            return written(more);
        });
    }

    static String written(Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(entry -> quoted(String.valueOf(entry.getKey())) + ":" + written(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
            case List<?> list -> list.stream().map(PolicyText::written).collect(Collectors.joining(",", "[", "]"));
            case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
                Long.toString(number.longValue());
            case Double number -> number.toString();
            case Boolean flag -> flag.toString();
            case String text -> quoted(text);
            default -> "null";
        };
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').append((char) c);
            } else if (c < ' ' || c > 0x7e) {
                json.append(String.format("\\u%04x", c));
            } else {
                json.append((char) c);
            }
        });
        return json.append('"').toString();
    }
}
