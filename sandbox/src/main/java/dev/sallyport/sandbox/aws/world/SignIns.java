package dev.sallyport.sandbox.aws.world;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Signing in to IAM Identity Center from a terminal, by device code. Nobody types a password here: a code counts as
 * approved from the beginning, by the person whom the start URL names, {@code jane} for
 * {@code https://jane.awsapps.com/start}. The one owner of clients, device codes and refresh tokens.
 *
 * <p>Source: IAM Identity Center OIDC API Reference.
 */
public final class SignIns {

    /** How long an access token is good. */
    public static final Duration SESSION = Duration.ofHours(8);
    /** How long a device code is. */
    public static final Duration CODE = Duration.ofMinutes(10);
    /** How long a client's registration is. */
    public static final Duration REGISTRATION = Duration.ofDays(90);

    /**
     * A registered client.
     *
     * @param id what it is called
     * @param secret proves it
     * @param since when it was registered
     */
    public record Client(String id, String secret, Instant since) {
        @Override
        public String toString() {
            return "Client[" + id + "]";
        }
    }

    /**
     * Two tokens, both secret.
     *
     * @param access for the portal
     * @param refresh for the next one
     */
    public record Tokens(String access, String refresh) {
        @Override
        public String toString() {
            return "Tokens[redacted]";
        }
    }

    private record Asked(String person, Instant until) {}

    private final AwsWorld world;
    private final Map<String, Client> clients = new ConcurrentHashMap<>();
    private final Map<String, Asked> codes = new ConcurrentHashMap<>();
    private final Map<String, String> refreshers = new ConcurrentHashMap<>();

    SignIns(AwsWorld world) {
        this.world = world;
    }

    /** Registers a client. */
    public Client register() {
        Client client = new Client(world.ids().secret(), world.ids().secret(), world.now());
        clients.put(client.id(), client);
        return client;
    }

    /** A device code, for whom the start URL names. */
    public String begin(String clientId, String clientSecret, String startUrl) {
        check(clientId, clientSecret);
        String code = world.ids().secret();
        codes.put(code, new Asked(person(startUrl), world.now().plus(CODE)));
        return code;
    }

    /** Tokens for a device code, which is good once. */
    public Tokens byCode(String clientId, String clientSecret, String code) {
        check(clientId, clientSecret);
        Asked asked = Optional.ofNullable(codes.remove(code)).orElseThrow(SignIns::invalidGrant);
        if (!world.now().isBefore(asked.until())) {
            throw new AwsFault(400, "ExpiredTokenException", "expired_token");
        }
        return issue(asked.person());
    }

    /** Tokens for a refresh token, which is good once. */
    public Tokens byRefreshToken(String clientId, String clientSecret, String refreshToken) {
        check(clientId, clientSecret);
        return issue(Optional.ofNullable(refreshers.remove(refreshToken)).orElseThrow(SignIns::invalidGrant));
    }

    private Tokens issue(String person) {
        Tokens tokens = new Tokens(world.portal().signIn(person, SESSION), world.ids().secret());
        refreshers.put(tokens.refresh(), person);
        return tokens;
    }

    private void check(String id, String secret) {
        if (Optional.ofNullable(clients.get(id)).filter(client -> client.secret().equals(secret))
                .filter(client -> world.now().isBefore(client.since().plus(REGISTRATION))).isEmpty()) {
            throw new AwsFault(401, "InvalidClientException", "invalid_client");
        }
    }

    private static String person(String startUrl) {
        try {
            String host = Optional.ofNullable(URI.create(startUrl).getHost()).orElse("");
            if (host.matches("[\\w-]+\\.awsapps\\.com")) {
                return host.substring(0, host.indexOf('.'));
            }
        } catch (IllegalArgumentException notAUrl) {
            // said below, together with a URL of somebody else's
        }
        throw new AwsFault(400, "InvalidRequestException", "invalid_request");
    }

    private static AwsFault invalidGrant() {
        return new AwsFault(400, "InvalidGrantException", "invalid_grant");
    }
}
