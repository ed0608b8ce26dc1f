package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens that {@code aws sso login} leaves in {@code ~/.aws/sso/cache}. One of an sso-session is renewed when less
 * than a quarter of an hour is left of it, and written back as the AWS CLI would: a refresh token may be good once, so
 * keeping the new one to ourselves would sign everybody else out.
 *
 * <p>Source: botocore, {@code SSOTokenProvider}, {@code SSOTokenLoader}; IAM Identity Center OIDC API Reference, {@code
 * CreateToken}.
 */
final class SsoTokens {

    private static final Duration RENEW_WITHIN = Duration.ofMinutes(15);

    private final AwsSettings settings;
    private final Clock clock;

    SsoTokens(AwsSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The access token of a profile's session; secret. */
    String accessToken(String profileName, Map<String, String> options) throws AwsProblem {
        Optional<String> session = Optional.ofNullable(options.get("sso_session"));
        String name = session.orElse(options.getOrDefault("sso_start_url", ""));
        String file = "sso/cache/" + CliCache.sha1(name) + ".json";
        WireValue token = new CliCache(settings.environment(), clock).read(file)
                .filter(found -> found.at("accessToken").some().isPresent())
                .orElseThrow(() -> signIn(profileName, "Nobody is signed in to IAM Identity Center for profile ",
                        false));
        Instant end = token.at("expiresAt").some().flatMap(StaticKeys::instant).orElse(Instant.EPOCH);
        if (session.isPresent() && end.isBefore(clock.instant().plus(RENEW_WITHIN))) {
            Optional<String> renewed = renew(token, options, file);
            if (renewed.isPresent()) {
                return renewed.get();
            }
        }
        if (!end.isAfter(clock.instant())) {
            throw signIn(profileName, "The session of IAM Identity Center has ended for profile ", true);
        }
        return token.at("accessToken").text();
    }

    private static AwsProblem signIn(String profileName, String what, boolean ever) {
        return new AwsProblem(Kind.EXPIRED, what + profileName + ".",
                "Sign in: aws sso login --profile " + profileName, new AwsReason.SignedOut(profileName, ever));
    }

    /** A new token for the old one's refresh token; empty when it has none, or it is no longer good. */
    private Optional<String> renew(WireValue old, Map<String, String> options, String file) throws AwsProblem {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("grantType", "refresh_token");
        for (String name : new String[]{"clientId", "clientSecret", "refreshToken"}) {
            request.put(name, old.at(name).text());
        }
        Instant registered = old.at("registrationExpiresAt").some().flatMap(StaticKeys::instant).orElse(Instant.EPOCH);
        if (request.containsValue("") || !registered.isAfter(clock.instant())) {
            return Optional.empty();
        }
        ServiceEndpoint oidc = AwsProblem
                .orThrow(settings.endpoint(AwsService.SSO_OIDC, options.getOrDefault("sso_region", "")));
        WireValue answer;
        try {
            answer = SignedCalls.unsigned(oidc, settings, clock).postJson("/token", json(request));
        } catch (AwsProblem refused) {
            return Optional.empty(); // the old token may be good for some minutes still
        }
        Optional<String> token = answer.at("accessToken").some();
        if (token.isPresent()) {
            Map<String, String> kept = new LinkedHashMap<>();
            kept.put("startUrl", options.getOrDefault("sso_start_url", ""));
            kept.put("region", options.getOrDefault("sso_region", ""));
            kept.put("accessToken", token.get());
            kept.put("expiresAt",
                    clock.instant().plusSeconds(seconds(answer)).truncatedTo(ChronoUnit.SECONDS).toString());
            kept.put("clientId", old.at("clientId").text());
            kept.put("clientSecret", old.at("clientSecret").text());
            kept.put("registrationExpiresAt", old.at("registrationExpiresAt").text());
            answer.at("refreshToken").some().ifPresent(refresh -> kept.put("refreshToken", refresh));
            keep(file, json(kept));
        }
        return token;
    }

    private static long seconds(WireValue answer) {
        try {
            return Long.parseLong(answer.at("expiresIn").text());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Whole or not at all; where it cannot be kept, the token is good for this once. */
    private void keep(String file, String json) {
        Optional<Path> home = settings.environment().home();
        if (home.isEmpty()) {
            return;
        }
        Path target = home.get().resolve(".aws").resolve(file);
        try {
            Path fresh = Files.createTempFile(target.getParent(), ".sso", ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(fresh, json, StandardCharsets.UTF_8);
                Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException | UnsupportedOperationException e) {
            // a read-only home: the AWS CLI will ask to sign in
        }
    }

    private static String json(Map<String, String> members) {
        StringBuilder json = new StringBuilder("{");
        members.forEach((name, value) -> json.append(json.length() == 1 ? "" : ", ").append(CliCache.quoted(name))
                .append(": ").append(CliCache.quoted(value)));
        return json.append('}').toString();
    }
}
