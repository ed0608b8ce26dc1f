package dev.sallyport.access.doctor;

import dev.sallyport.access.trust.TrustPolicy;
import dev.sallyport.aws.RoleRequest;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a role's trust policy asks of one caller. Source: IAM User Guide, "AWS JSON policy elements: Principal", "How to
 * use an external ID", "MFA-protected API access".
 *
 * @param named how it names the caller
 * @param externalId the external id that it asks for, and the caller did not say
 * @param code whether it asks for a one-time code, which the caller did not give
 * @param others condition keys of other kinds, or that do not hold for the caller
 */
record TrustReading(Named named, Optional<String> externalId, boolean code, List<String> others) {

    private static final Set<String> ASSUMING = Set.of("sts:AssumeRole", "sts:*", "*");
    /** Operators that hold where one of the values fits. */
    private static final Set<String> MATCHING = Set.of("arnlike", "arnequals", "stringlike", "stringequals");

    /** How a caller is named. */
    enum Named {
        /** By themselves, or with everybody. */
        DIRECTLY,
        /** By their account, which leaves it to the caller's own policies. */
        BY_ACCOUNT,
        /** Not at all. */
        NOT
    }

    TrustReading {
        others = List.copyOf(others);
    }

    /** The statement that comes nearest to letting this caller in. */
    static TrustReading of(String policy, CallerIdentity caller, RoleRequest request) {
        return TrustPolicy.tryParse(policy).map(TrustPolicy::allowing).orElse(List.of()).stream()
                .filter(statement -> texts(statement.get("Action")).stream().anyMatch(ASSUMING::contains))
                .map(statement -> of(statement, caller, request)).filter(reading -> reading.named != Named.NOT)
                .min(Comparator.comparingInt(TrustReading::demands))
                .orElse(new TrustReading(Named.NOT, Optional.empty(), false, List.of()));
    }

    private int demands() {
        return (externalId.isPresent() ? 1 : 0) + (code ? 1 : 0) + others.size();
    }

    private static TrustReading of(Map<?, ?> statement, CallerIdentity caller, RoleRequest request) {
        Optional<String> externalId = Optional.empty();
        boolean code = false;
        List<String> others = new ArrayList<>();
        if (statement.get("Condition") instanceof Map<?, ?> operators) {
            for (Map.Entry<?, ?> operator : operators.entrySet()) {
                Map<?, ?> keys = operator.getValue() instanceof Map<?, ?> map ? map : Map.of();
                for (Map.Entry<?, ?> key : keys.entrySet()) {
                    List<String> values = texts(key.getValue());
                    switch (String.valueOf(key.getKey()).toLowerCase(Locale.ROOT)) {
                        case "sts:externalid" -> externalId = request.externalId().filter(values::contains).isPresent()
                                ? externalId
                                : values.stream().findFirst();
                        case "aws:multifactorauthpresent", "aws:multifactorauthage" -> code |= request.mfa().isEmpty();
                        case "aws:principalarn" -> {
                            if (!MATCHING.contains(String.valueOf(operator.getKey()).toLowerCase(Locale.ROOT))
                                    || values.stream().noneMatch(pattern -> matches(pattern, caller))) {
                                others.add(String.valueOf(key.getKey()));
                            }
                        }
                        default -> others.add(String.valueOf(key.getKey()));
                    }
                }
            }
        }
        return new TrustReading(named(statement.get("Principal"), caller), externalId, code, others);
    }

    /** A pattern of a role's ARN, whose path a session does not show. */
    private static boolean matches(String pattern, CallerIdentity caller) {
        if (pattern.contains(":role/aws-reserved/") && PermissionSet.of(caller).isEmpty()) {
            return false;
        }
        String withoutPath = pattern.replaceFirst(":role/.*/", ":role/");
        String regex = Arrays.stream(withoutPath.split("(?<=[*?])|(?=[*?])", -1)).map(part -> switch (part) {
            case "*" -> ".*";
            case "?" -> ".";
            default -> Pattern.quote(part);
        }).collect(Collectors.joining());
        return caller.canonicalArn().value().matches(regex);
    }

    private static Named named(@Nullable Object principal, CallerIdentity caller) {
        List<String> names = principal instanceof Map<?, ?> kinds ? texts(kinds.get("AWS")) : texts(principal);
        if (names.contains("*") || names.stream().anyMatch(name -> same(name, caller))) {
            return Named.DIRECTLY;
        }
        return names.stream()
                .anyMatch(name -> name.equals(caller.account()) || name.endsWith("::" + caller.account() + ":root"))
                        ? Named.BY_ACCOUNT
                        : Named.NOT;
    }

    /** A session is named by itself, or by its role, whose path it does not show. */
    private static boolean same(String name, CallerIdentity caller) {
        return name.equals(caller.arn().toString()) || name.equals(caller.canonicalArn().value())
                || Arn.tryParse(name).filter(arn -> arn.account().equals(caller.account())
                        && arn.resource().startsWith("role/") && caller.arn().resource().startsWith("assumed-role/")
                        && arn.resource().substring(arn.resource().lastIndexOf('/') + 1)
                                .equals(caller.arn().resource().split("/", -1)[1]))
                        .isPresent();
    }

    private static List<String> texts(@Nullable Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : value instanceof String text ? List.of(text) : List.of();
    }
}
