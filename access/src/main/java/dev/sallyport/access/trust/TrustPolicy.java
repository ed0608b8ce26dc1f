package dev.sallyport.access.trust;

import dev.sallyport.identity.Arn;
import dev.sallyport.identity.JsonReader;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A role's trust policy: who may assume it. The chain of principals ends at a service, an identity provider and another
 * account's principals: nobody here can look behind them. Source: IAM User Guide, "AWS JSON policy elements: Principal".
 */
public final class TrustPolicy {

    private final List<Map<?, ?>> statements;

    private TrustPolicy(List<Map<?, ?>> statements) {
        this.statements = statements;
    }

    /** Reads a policy; empty where the text is no policy. */
    public static Optional<TrustPolicy> tryParse(String policy) {
        return JsonReader.tryRead(policy).filter(Map.class::isInstance)
                .flatMap(read -> Optional.<Object>ofNullable(((Map<?, ?>) read).get("Statement"))).map(found -> {
                    List<Map<?, ?>> statements = new ArrayList<>();
                    for (Object statement : listOf(found)) {
                        if (statement instanceof Map<?, ?> map) {
                            statements.add(map);
                        }
                    }
                    return new TrustPolicy(List.copyOf(statements));
                });
    }

    /** The statements that allow something, as JSON's maps. */
    public List<Map<?, ?>> allowing() {
        return statements.stream().filter(statement -> "Allow".equals(statement.get("Effect"))).toList();
    }

    /** Who may assume the role, in half a sentence such as {@code may be assumed by the service ec2.amazonaws.com}. */
    public String words() {
        List<String> who = new ArrayList<>();
        for (Map<?, ?> statement : allowing()) {
            String condition = statement.containsKey("Condition") ? ", under a condition" : "";
            principals(statement.get("Principal")).forEach(words -> who.add(words + condition));
        }
        if (who.isEmpty()) {
            return "may be assumed by nobody";
        }
        if (allowing().size() < statements.size()) {
            who.add("and a statement denies it to some");
        }
        return "may be assumed by " + String.join("; ", who);
    }

    /** Whether anybody but services of AWS is named. */
    public boolean letsPeopleIn() {
        return allowing().stream().map(statement -> statement.get("Principal"))
                .anyMatch(principal -> "*".equals(principal)
                        || (principal instanceof Map<?, ?> kinds
                                && (kinds.containsKey("AWS") || kinds.containsKey("Federated"))));
    }

    /** Whether EC2's instances may have the role. */
    public boolean letsInstancesIn() {
        return allowing().stream().map(statement -> statement.get("Principal"))
                .anyMatch(principal -> principal instanceof Map<?, ?> kinds && listOf(kinds.get("Service")).stream()
                        .anyMatch(name -> String.valueOf(name).startsWith("ec2.")));
    }

    /**
     * Whether a role's or a user's ARN may be let in: named by itself, by its account or as anybody, be it under a
     * condition, and not denied without one.
     */
    public boolean trusts(String arn) {
        return allowing().stream().anyMatch(statement -> isNamed(arn, statement.get("Principal")))
                && statements.stream().noneMatch(statement -> "Deny".equals(statement.get("Effect"))
                        && !statement.containsKey("Condition") && isNamed(arn, statement.get("Principal")));
    }

    /**
     * Whether a role's or a user's ARN is let in by its own name, be it under a condition, and not denied without one.
     * Then it needs no right to {@code sts:AssumeRole}. Source: AWS STS API Reference,
     * {@code AssumeRole}, of a user of the same account.
     */
    public boolean names(String arn) {
        return trusts(arn) && allowing().stream()
                .anyMatch(statement -> principalsOfAws(statement.get("Principal")).contains(arn));
    }

    private static boolean isNamed(String arn, @Nullable Object principal) {
        return "*".equals(principal) || principalsOfAws(principal).stream().anyMatch(name -> name.equals("*")
                || name.equals(arn) || account(name).filter(Arn.parse(arn).account()::equals).isPresent());
    }

    private static List<String> principalsOfAws(@Nullable Object principal) {
        return principal instanceof Map<?, ?> kinds
                ? listOf(kinds.get("AWS")).stream().map(String::valueOf).toList()
                : List.of();
    }

    private static List<String> principals(@Nullable Object principal) {
        List<String> words = new ArrayList<>();
        if ("*".equals(principal)) {
            words.add("anybody in AWS");
        } else if (principal instanceof Map<?, ?> kinds) {
            kinds.forEach((kind, names) -> listOf(names)
                    .forEach(name -> words.add(principal(String.valueOf(kind), String.valueOf(name)))));
        }
        return words;
    }

    private static String principal(String kind, String name) {
        return switch (kind) {
            case "Service" -> "the service " + name;
            case "Federated" -> "whom " + name + " vouches for";
            default -> name.equals("*")
                    ? "anybody in AWS"
                    : account(name).map(
                            account -> "whoever in account " + account + " may sts:AssumeRole").orElse(name);
        };
    }

    /** The account where a name stands for all of one. */
    private static Optional<String> account(String name) {
        if (name.matches("\\d{12}")) {
            return Optional.of(name);
        }
        return Arn.tryParse(name).filter(arn -> arn.resource().equals("root")).map(Arn::account);
    }

    private static List<?> listOf(@Nullable Object value) {
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }
}
