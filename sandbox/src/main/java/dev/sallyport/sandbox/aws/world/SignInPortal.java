package dev.sallyport.sandbox.aws.world;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The portal of IAM Identity Center, as far as clients need it that already hold an access token: which roles a signed-in
 * person may take, and keys for one of them. The one owner of the access tokens.
 *
 * <p>Source: IAM Identity Center Portal API Reference.
 */
public final class SignInPortal {

    private static final Duration SESSION = Duration.ofHours(1);

    /**
     * A role in an account that somebody may take.
     *
     * @param account twelve digits
     * @param roleName the permission set's name, as the portal shows it
     */
    public record Assignment(String account, String roleName) {}

    private record SignedIn(String person, Set<Assignment> assignments, Instant until) {}

    private final AwsWorld world;
    private final Map<String, SignedIn> sessions = new ConcurrentHashMap<>();

    SignInPortal(AwsWorld world) {
        this.world = world;
    }

    /** Signs a person in. The result is the access token, which is secret. */
    public String signIn(String person, Duration duration, Set<Assignment> assignments) {
        Instant now = world.now();
        sessions.values().removeIf(old -> !now.isBefore(old.until()));
        String token = world.ids().secret();
        sessions.put(token, new SignedIn(person, Set.copyOf(assignments), now.plus(duration)));
        return token;
    }

    /** Keys for an assigned role, which is either of the very name or {@code AWSReservedSSO_NAME_…}. */
    public SigningKey roleCredentials(String accessToken, String account, String roleName) {
        SignedIn session = sessions.get(accessToken);
        if (session == null || !world.now().isBefore(session.until())) {
            throw new AwsFault(401, "UnauthorizedException", "Session token not found or invalid");
        }
        if (!session.assignments().contains(new Assignment(account, roleName))) {
            throw new AwsFault(403, "ForbiddenException", "No access");
        }
        IamRole role = world.account(account).roles().values().stream()
                .filter(one -> one.name().equals(roleName) || one.name().startsWith("AWSReservedSSO_" + roleName + "_"))
                .findFirst().orElseThrow(() -> new AwsFault(403, "ForbiddenException", "No access"));
        return world.sessions().ofRole(role, session.person(), SESSION);
    }
}
