package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.AwsCredentials;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A role for whoever holds a token of an identity provider, as pods do ("IAM roles for service accounts"): from {@code
 * AWS_WEB_IDENTITY_TOKEN_FILE}, {@code AWS_ROLE_ARN} and {@code AWS_ROLE_SESSION_NAME}, or the same in a profile.
 *
 * <p>Source: botocore, {@code AssumeRoleWithWebIdentityProvider}.
 */
final class WebIdentity {

    private final AwsSettings settings;
    private final Clock clock;

    WebIdentity(AwsSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The session's keys, where a token file is named.
     *
     * @param variables whether the environment counts; a profile that an option names, and a source profile, stand for
     *     themselves
     */
    Optional<SourcedCredentials> load(String profileName, boolean variables) throws AwsProblem {
        Map<String, String> options = settings.profiles().profile(profileName).orElse(Map.of());
        Optional<String> file = value(options, "web_identity_token_file", variables, "AWS_WEB_IDENTITY_TOKEN_FILE");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        boolean fromProfile = !variables || settings.environment().variable("AWS_WEB_IDENTITY_TOKEN_FILE").isEmpty();
        Optional<String> profile = fromProfile ? Optional.of(profileName) : Optional.empty();
        String where = fromProfile
                ? "profile " + profileName + " in " + settings.profiles().configName()
                : "environment (AWS_WEB_IDENTITY_TOKEN_FILE)";
        String role = value(options, "role_arn", variables, "AWS_ROLE_ARN")
                .orElseThrow(() -> new AwsProblem(Kind.CONFIGURATION,
                        "A web identity token is named by " + where + ", and no role for it.",
                        "Set AWS_ROLE_ARN, or role_arn in the profile."));
        Optional<String> session = value(options, "role_session_name", variables, "AWS_ROLE_SESSION_NAME");
        String source = where + ", role " + PlainText.shown(role);
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("RoleArn", role);
        session.ifPresent(name -> key.put("RoleSessionName", name));
        Optional<AwsCredentials> cached = new CliCache(settings.environment(), clock).session(key);
        if (cached.isPresent()) {
            return Optional.of(new SourcedCredentials(cached.get(), source + " (cached by the AWS CLI)",
                    CredentialOrigin.WEB_IDENTITY));
        }
        String name = session.orElseGet(() -> "sallyport-session-" + clock.instant().getEpochSecond());
        return Optional.of(new SourcedCredentials(
                RoleSessions.of(settings, clock).webIdentitySession(role, name, token(file.get(), where, profile),
                        profile),
                source, CredentialOrigin.WEB_IDENTITY));
    }

    private Optional<String> value(Map<String, String> options, String option, boolean variables, String variable) {
        Optional<String> set = variables ? settings.environment().variable(variable) : Optional.empty();
        return set.or(() -> Optional.ofNullable(options.get(option)).filter(value -> !value.isEmpty()));
    }

    private static String token(String file, String where, Optional<String> profile) throws AwsProblem {
        try {
            String token = Files.readString(Path.of(file), StandardCharsets.UTF_8);
            if (!token.isBlank()) {
                return token;
            }
        } catch (IOException e) {
            // told below
        }
        throw new AwsProblem(Kind.CONFIGURATION,
                "The web identity token file " + PlainText.quoted(file) + " (from " + where
                        + ") is empty or cannot be read.",
                "In a pod, its service account projects it.", new AwsReason.NoWebToken(Path.of(file), profile));
    }
}
