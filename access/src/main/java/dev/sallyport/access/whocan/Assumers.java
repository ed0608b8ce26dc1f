package dev.sallyport.access.whocan;

import dev.sallyport.identity.Arn;
import dev.sallyport.identity.JsonReader;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads who may assume a role off its trust policy, in words. The chain of principals ends at a service, an identity
 * provider and another account's principals: nobody here can look behind them. Source: IAM User Guide, "AWS JSON policy
 * elements: Principal".
 */
final class Assumers {

    private Assumers() {}

    /** Whom the policy's allowing statements name; empty when the policy cannot be read. */
    static Optional<List<String>> of(String trustPolicy) {
        return statements(trustPolicy).map(statements -> {
            List<String> who = new ArrayList<>();
            for (Map<?, ?> statement : statements) {
                if ("Allow".equals(statement.get("Effect"))) {
                    String condition = statement.containsKey("Condition") ? ", under a condition" : "";
                    principals(statement.get("Principal")).forEach(words -> who.add(words + condition));
                }
                if ("Deny".equals(statement.get("Effect"))) {
                    who.add("and a statement denies it to some");
                }
            }
            return List.copyOf(who);
        });
    }

    /**
     * Whether a role's or a user's ARN may be let in: named by itself, by its account or as anybody, be it under a
     * condition, and not denied without one.
     */
    static boolean trusts(String trustPolicy, String arn) {
        List<Map<?, ?>> statements = statements(trustPolicy).orElse(List.of());
        return statements.stream().anyMatch(
                statement -> "Allow".equals(statement.get("Effect")) && isNamed(arn, statement.get("Principal")))
                && statements.stream().noneMatch(statement -> "Deny".equals(statement.get("Effect"))
                        && !statement.containsKey("Condition") && isNamed(arn, statement.get("Principal")));
    }

    /**
     * Whether a role's or a user's ARN is let in by its own name, be it under a condition, and not denied without one.
     * Then it needs no right to {@code sts:AssumeRole}. Source: AWS STS API Reference,
     * {@code AssumeRole}, of a user of the same account.
     */
    static boolean names(String trustPolicy, String arn) {
        return trusts(trustPolicy, arn) && statements(trustPolicy).orElse(List.of()).stream()
                .anyMatch(statement -> "Allow".equals(statement.get("Effect"))
                        && principalsOfAws(statement.get("Principal")).contains(arn));
    }

    private static boolean isNamed(String arn, @Nullable Object principal) {
        return "*".equals(principal) || principalsOfAws(principal).stream().anyMatch(name -> name.equals("*")
                || name.equals(arn) || account(name).filter(Arn.parse(arn).account()::equals).isPresent());
    }

    private static List<String> principalsOfAws(@Nullable Object principal) {
        Object names = principal instanceof Map<?, ?> kinds ? kinds.get("AWS") : null;
        return names == null ? List.of() : listOf(names).stream().map(String::valueOf).toList();
    }

    private static Optional<List<Map<?, ?>>> statements(String trustPolicy) {
        return JsonReader.tryRead(trustPolicy).filter(Map.class::isInstance)
                .flatMap(read -> Optional.<Object>ofNullable(((Map<?, ?>) read).get("Statement"))).map(found -> {
                    List<Map<?, ?>> statements = new ArrayList<>();
                    for (Object statement : listOf(found)) {
                        if (statement instanceof Map<?, ?> map) {
                            statements.add(map);
                        }
                    }
                    return statements;
                });
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

    private static List<?> listOf(Object value) {
        return value instanceof List<?> list ? list : List.of(value);
    }
}
