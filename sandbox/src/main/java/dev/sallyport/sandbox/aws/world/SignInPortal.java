package dev.sallyport.sandbox.aws.world;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The portal of IAM Identity Center: who is signed in, which roles they may take, and keys for one of them. The one owner
 * of the access tokens.
 *
 * <p>A permission set that is assigned in an account is there as a role, {@code AWSReservedSSO_NAME_…}; whoever signs in by
 * themselves may take each of these. Source: IAM Identity Center Portal API Reference, and its User Guide, "Permission
 * sets".
 */
public final class SignInPortal {

    private static final Duration KEYS = Duration.ofHours(1);
    private static final String RESERVED = "AWSReservedSSO_";

    /**
     * A role in an account that somebody may take.
     *
     * @param account twelve digits
     * @param roleName the permission set's name, as the portal shows it
     */
    public record Assignment(String account, String roleName) {}

    /** Somebody with an access token; without assignments of their own, every permission set is theirs. */
    private record SignedIn(String person, Optional<Set<Assignment>> assignments, Instant until) {}

    private final AwsWorld world;
    private final Map<String, SignedIn> sessions = new ConcurrentHashMap<>();

    SignInPortal(AwsWorld world) {
        this.world = world;
    }

    /** Signs a person in. The result is the access token, which is secret. */
    public String signIn(String person, Duration duration, Set<Assignment> assignments) {
        return signIn(person, duration, Optional.of(Set.copyOf(assignments)));
    }

    /** Signs a person in who may take each permission set that there is, also one that is made later. */
    public String signIn(String person, Duration duration) {
        return signIn(person, duration, Optional.empty());
    }

    private String signIn(String person, Duration duration, Optional<Set<Assignment>> assignments) {
        Instant now = world.now();
        sessions.values().removeIf(old -> !now.isBefore(old.until()));
        String token = world.ids().secret();
        sessions.put(token, new SignedIn(person, assignments, now.plus(duration)));
        return token;
    }

    /** Ends the session of an access token. */
    public void signOut(String accessToken) {
        session(accessToken);
        sessions.remove(accessToken);
    }

    /** What a signed-in person may take, by account and name. */
    public List<Assignment> assignments(String accessToken) {
        return session(accessToken).assignments().map(own -> own.stream()).orElseGet(this::permissionSets).sorted(
                java.util.Comparator.comparing(Assignment::account).thenComparing(Assignment::roleName)).toList();
    }

    /** Keys for an assigned role, which is either of the very name or {@code AWSReservedSSO_NAME_…}. */
    public SigningKey roleCredentials(String accessToken, String account, String roleName) {
        SignedIn session = session(accessToken);
        if (!assignments(accessToken).contains(new Assignment(account, roleName))) {
            throw noAccess();
        }
        IamRole role = world.account(account).roles().values().stream()
                .filter(one -> one.name().equals(roleName) || one.name().startsWith(RESERVED + roleName + "_"))
                .findFirst().orElseThrow(SignInPortal::noAccess);
        return world.sessions().ofRole(role, session.person(), KEYS);
    }

    private SignedIn session(String accessToken) {
        SignedIn session = sessions.get(accessToken);
        if (session == null || !world.now().isBefore(session.until())) {
            throw new AwsFault(401, "UnauthorizedException", "Session token not found or invalid");
        }
        return session;
    }

    private Stream<Assignment> permissionSets() {
        return world.accounts().stream().flatMap(account -> account.roles().values().stream()
                .filter(role -> role.name().matches(RESERVED + ".+_.+"))
                .map(role -> new Assignment(account.id(),
                        role.name().substring(RESERVED.length(), role.name().lastIndexOf('_')))));
    }

    private static AwsFault noAccess() {
        return new AwsFault(403, "ForbiddenException", "No access");
    }
}
