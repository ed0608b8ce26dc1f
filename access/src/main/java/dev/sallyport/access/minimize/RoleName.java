package dev.sallyport.access.minimize;

import dev.sallyport.identity.Principal;
import dev.sallyport.rbac.Subject;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The name that objects get: {@code least-user-ana}, {@code least-role-ci}. Where somebody's own name has to be changed for
 * it, a few digits of its digest are added, so that two of them never share one.
 */
public final class RoleName {

    private static final int LONGEST = 200; // names may have 253 characters; numbers and words are added

    private RoleName() {}

    /** For somebody. */
    public static String of(LogSubject subject) {
        return switch (subject) {
            case LogSubject.Group(String name) -> named("group", name);
            case LogSubject.Iam(Principal principal, String _) -> switch (principal) {
                case Principal.Role role -> named("role", role.name());
                case Principal.AssumedRoleSession session ->
                    named("session", session.roleName() + "/" + session.sessionName());
                case Principal.User user -> named("iam-user", user.name());
                case Principal.FederatedUser user -> named("federated-user", user.name());
                case Principal.Root root -> named("root", root.arn().account());
            };
            case LogSubject.User(String name) -> switch (Subject.ofUser(name)) {
                case Subject.ServiceAccount(String namespace, String account) ->
                    named("sa", namespace + "/" + account);
                case Subject.User _,Subject.Group _ -> named("user", name);
            };
        };
    }

    /** Whether Kubernetes takes a name for a role: {@code apimachinery/pkg/api/validation/path}. */
    public static boolean isValid(String name) {
        return !name.isEmpty() && name.length() <= LONGEST && !name.equals(".") && !name.equals("..")
                && name.chars().allMatch(each -> each > ' ' && each < 0x7f && each != '/' && each != '%');
    }

    private static String named(String kind, String name) {
        String valid = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
        String fitting = valid.length() > LONGEST - 40 ? valid.substring(0, LONGEST - 40) : valid;
        String changed = fitting.equals(name) ? "" : (fitting.isEmpty() ? "" : "-") + digest(name);
        return "least-" + kind + "-" + fitting + changed;
    }

    private static String digest(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
