package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.aws.RoleRequest.Mfa;
import dev.sallyport.identity.AwsCredentials;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Profiles with {@code role_arn}: the keys of {@code source_profile}, or of {@code credential_source}, assume the role.
 * A source profile may itself assume a role, and so on; a circle is an error, but for a profile that names itself and has
 * keys of its own.
 *
 * <p>Sessions that the AWS CLI keeps in its cache are used while they have a quarter of an hour left, so that somebody
 * who gave their device's code to {@code aws} is not asked again.
 *
 * <p>Source: botocore, {@code AssumeRoleProvider}; AWS CLI User Guide, "Using an IAM role in the AWS CLI".
 */
final class RoleProfile {

    private final AwsSettings settings;
    private final Clock clock;
    private final MfaCodes mfaCodes;
    private final CredentialSources sources;

    RoleProfile(AwsSettings settings, Clock clock, MfaCodes mfaCodes, CredentialSources sources) {
        this.settings = settings;
        this.clock = clock;
        this.mfaCodes = mfaCodes;
        this.sources = sources;
    }

    /** Whether a profile asks for this. One with a web identity token does not, whatever else it says. */
    static boolean applies(Map<String, String> profile) {
        return profile.containsKey("role_arn") && !profile.containsKey("web_identity_token_file");
    }

    /** The session's keys, where the profile asks for one. */
    Optional<SourcedCredentials> load(String profileName) throws AwsProblem {
        if (!applies(options(profileName))) {
            return Optional.empty();
        }
        return Optional.of(assume(profileName, new ArrayList<>(List.of(profileName))));
    }

    private Map<String, String> options(String profileName) {
        return settings.profiles().profile(profileName).orElse(Map.of());
    }

    private SourcedCredentials assume(String name, List<String> visited) throws AwsProblem {
        Map<String, String> profile = options(name);
        Optional<String> sourceProfile = Optional.ofNullable(profile.get("source_profile"));
        Optional<String> credentialSource = Optional.ofNullable(profile.get("credential_source"));
        if (sourceProfile.isPresent() == credentialSource.isPresent()) {
            throw invalid(name, sourceProfile.isPresent()
                    ? "has both source_profile and credential_source"
                    : "has role_arn and neither source_profile nor credential_source", "It needs one of the two.",
                    Optional.empty());
        }
        // validated before the cache is believed, as in botocore: what it says must make sense in any case
        String source = "profile " + name + " in " + settings.profiles().configName() + ", role "
                + PlainText.shown(profile.getOrDefault("role_arn", ""));
        if (sourceProfile.isPresent()) {
            checkSource(name, sourceProfile.get(), visited);
        }
        SourcedCredentials base = sourceProfile.isPresent()
                ? ofProfile(sourceProfile.get(), visited)
                : sources.named(credentialSource.get(), name);
        Optional<AwsCredentials> cached = new CliCache(settings.environment(), clock).session(cacheKey(profile));
        if (cached.isPresent()) {
            return new SourcedCredentials(cached.get(), source + " (cached by the AWS CLI)",
                    CredentialOrigin.ROLE);
        }
        return new SourcedCredentials(RoleSessions.of(settings, clock).session(base, request(name, profile),
                Optional.of(name)), source, CredentialOrigin.ROLE);
    }

    private void checkSource(String name, String source, List<String> visited) throws AwsProblem {
        if (settings.profiles().profile(source).isEmpty()) {
            throw invalid(name, "names source_profile = " + source + ", and there is no such profile",
                    "Known: " + String.join(", ", settings.profiles().names()) + ".",
                    Optional.of(new AwsReason.BadSource(name, source, false)));
        }
        boolean itself = source.equals(name);
        if (visited.contains(source) && !(itself && hasKeys(options(source)))) {
            throw invalid(name, "leads in a circle: " + String.join(" -> ", visited) + " -> " + source,
                    "One of them needs keys of its own.", Optional.of(new AwsReason.BadSource(name, source, true)));
        }
    }

    private SourcedCredentials ofProfile(String name, List<String> visited) throws AwsProblem {
        visited.add(name);
        Map<String, String> profile = options(name);
        if (!hasKeys(profile) && applies(profile)) {
            return assume(name, visited);
        }
        return sources.ofProfile(name).orElseThrow(
                () -> invalid(name, "is a source_profile and has no credentials",
                        "Add some: aws configure --profile " + name,
                        Optional.of(new AwsReason.BadSource(visited.get(visited.size() - 2), name, false))));
    }

    private static boolean hasKeys(Map<String, String> profile) {
        return profile.containsKey("aws_access_key_id") || profile.containsKey("aws_secret_access_key");
    }

    private RoleRequest request(String name, Map<String, String> profile) throws AwsProblem {
        String session = Optional.ofNullable(profile.get("role_session_name"))
                .orElseGet(() -> "sallyport-session-" + clock.instant().getEpochSecond());
        Optional<Mfa> mfa = Optional.empty();
        Optional<String> serial = Optional.ofNullable(profile.get("mfa_serial"));
        if (serial.isPresent()) {
            String code = mfaCodes.codeFor(serial.get())
                    .orElseThrow(() -> invalid(name,
                            "asks for a code of the device " + PlainText.shown(serial.get())
                                    + ", and nobody is there to type it",
                            "Run this first, and the session is used from the AWS CLI's cache: "
                                    + "aws sts get-caller-identity --profile " + name,
                            Optional.of(new AwsReason.CodeNeeded(name, serial.get()))));
            mfa = Optional.of(new Mfa(serial.get(), code));
        }
        return new RoleRequest(profile.getOrDefault("role_arn", ""), session,
                Optional.ofNullable(profile.get("external_id")), duration(profile), mfa);
    }

    /** Seconds; what is no number counts as not said, as in botocore. */
    private static Optional<Duration> duration(Map<String, String> profile) {
        try {
            return Optional.ofNullable(profile.get("duration_seconds"))
                    .map(text -> Duration.ofSeconds(Long.parseLong(text)));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> cacheKey(Map<String, String> profile) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        duration(profile).ifPresent(time -> arguments.put("DurationSeconds", time.toSeconds()));
        Optional.ofNullable(profile.get("external_id")).ifPresent(id -> arguments.put("ExternalId", id));
        arguments.put("RoleArn", profile.getOrDefault("role_arn", ""));
        Optional.ofNullable(profile.get("role_session_name")).ifPresent(it -> arguments.put("RoleSessionName", it));
        Optional.ofNullable(profile.get("mfa_serial")).ifPresent(it -> arguments.put("SerialNumber", it));
        return arguments;
    }

    private AwsProblem invalid(String profile, String what, String remedy, Optional<AwsReason> reason) {
        return new AwsProblem(Kind.CONFIGURATION,
                "The profile " + PlainText.shown(profile) + " in " + settings.profiles().configName() + " " + what
                        + ".",
                remedy, reason);
    }
}
