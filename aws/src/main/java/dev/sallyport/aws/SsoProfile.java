package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.AwsCredentials;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A profile of IAM Identity Center: {@code sso_account_id} and {@code sso_role_name}, with an {@code sso-session}
 * section or, in the older form, with the start page in the profile itself. Whoever signed in with {@code aws sso login}
 * has a token in {@code ~/.aws/sso/cache}; it is exchanged for the role's keys.
 *
 * <p>Source: AWS SDKs and Tools Reference Guide, "IAM Identity Center credential provider"; botocore, {@code
 * SSOProvider}; IAM Identity Center Portal API Reference, {@code GetRoleCredentials}.
 */
final class SsoProfile {

    private final AwsSettings settings;
    private final Clock clock;

    SsoProfile(AwsSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The role's keys, where the profile is one of these. */
    Optional<SourcedCredentials> load(String profileName) throws AwsProblem {
        Map<String, String> profile = settings.profiles().profile(profileName).orElse(Map.of());
        if (!profile.containsKey("sso_role_name") && !profile.containsKey("sso_account_id")) {
            return Optional.empty();
        }
        Map<String, String> options = withSession(profileName, profile);
        for (String name : List.of("sso_role_name", "sso_account_id", "sso_start_url", "sso_region")) {
            if (!options.containsKey(name)) {
                throw invalid(profileName, "is one of IAM Identity Center and has no " + name,
                        "Complete it: aws configure sso --profile " + profileName);
            }
        }
        String role = options.getOrDefault("sso_role_name", "");
        String account = options.getOrDefault("sso_account_id", "");
        String source = "profile " + profileName + " in " + settings.profiles().configName()
                + " (IAM Identity Center, role "
                + PlainText.shown(role) + " of account " + PlainText.shown(account) + ")";
        Optional<AwsCredentials> cached = new CliCache(settings.environment(), clock)
                .compactSession(cacheKey(account, role, options));
        if (cached.isPresent()) {
            return Optional.of(new SourcedCredentials(cached.get(), source + " (cached by the AWS CLI)",
                    CredentialOrigin.IDENTITY_CENTER));
        }
        String token = new SsoTokens(settings, clock).accessToken(profileName, options);
        return Optional.of(new SourcedCredentials(keys(profileName, options, role, account, token), source,
                CredentialOrigin.IDENTITY_CENTER));
    }

    private Map<String, String> withSession(String profileName, Map<String, String> profile) throws AwsProblem {
        String name = profile.get("sso_session");
        if (name == null) {
            return profile;
        }
        Map<String, String> session = settings.profiles().ssoSession(name)
                .orElseThrow(() -> invalid(profileName,
                        "names sso_session = " + name + ", and there is no section [sso-session " + name + "]",
                        "Make it: aws configure sso-session"));
        Map<String, String> both = new LinkedHashMap<>(profile);
        for (Map.Entry<String, String> option : session.entrySet()) {
            String other = both.putIfAbsent(option.getKey(), option.getValue());
            if (other != null && !other.equals(option.getValue())) {
                throw invalid(profileName,
                        "and its section [sso-session " + name + "] differ in " + option.getKey(),
                        "Keep one of the two.");
            }
        }
        return both;
    }

    private AwsCredentials keys(String profileName, Map<String, String> options, String role, String account,
            String token) throws AwsProblem {
        ServiceEndpoint portal = AwsProblem
                .orThrow(settings.endpoint(AwsService.SSO, options.getOrDefault("sso_region", "")));
        WireValue keys;
        try {
            keys = SignedCalls.unsigned(portal, settings, clock)
                    .get("/federation/credentials",
                            "role_name=" + SignedCalls.encoded(role) + "&account_id=" + SignedCalls.encoded(account),
                            Map.of("x-amz-sso_bearer_token", token))
                    .at("roleCredentials");
        } catch (AwsProblem problem) {
            throw explained(problem.failure(), profileName, role, account, () -> assigned(portal, account, token));
        }
        Optional<String> id = keys.at("accessKeyId").some();
        Optional<String> secret = keys.at("secretAccessKey").some();
        if (id.isEmpty() || secret.isEmpty()) {
            throw new AwsProblem(Kind.NONSENSE, "IAM Identity Center answered without keys.",
                    "Is it AWS that answers there?");
        }
        return new AwsCredentials(id.get(), secret.get(), keys.at("sessionToken").some(),
                keys.at("expiration").some().flatMap(SsoProfile::millis));
    }

    /** The roles that the portal would give in an account; none where it does not say. */
    private List<String> assigned(ServiceEndpoint portal, String account, String token) {
        try {
            return SignedCalls.unsigned(portal, settings, clock)
                    .get("/assignment/roles", "account_id=" + SignedCalls.encoded(account) + "&max_result=50",
                            Map.of("x-amz-sso_bearer_token", token))
                    .at("roleList").items().stream().flatMap(one -> one.at("roleName").some().stream()).toList();
        } catch (AwsProblem unsaid) {
            return List.of();
        }
    }

    private static AwsProblem explained(AwsFailure failure, String profileName, String role, String account,
            Supplier<List<String>> assigned) {
        if (failure.reason().filter(reason -> reason instanceof AwsReason.Refused refused
                && refused.code().equals("UnauthorizedException")).isPresent()) {
            return new AwsProblem(Kind.EXPIRED, "The session of IAM Identity Center for profile " + profileName
                    + " has ended or was closed.", "Sign in again: aws sso login --profile " + profileName,
                    new AwsReason.SignedOut(profileName, true));
        }
        return switch (failure.kind()) {
            case DENIED, NOT_FOUND -> new AwsProblem(Kind.DENIED,
                    "IAM Identity Center does not give you the role " + PlainText.shown(role) + " of account "
                            + PlainText.shown(account) + ". " + failure.message(),
                    "Check both names in profile " + profileName + ", or ask for the assignment.",
                    new AwsReason.NotAssigned(profileName, account, role, assigned.get()));
            case CONFIGURATION, NO_CREDENTIALS, EXPIRED, KEYS_REFUSED, NO_REGION, THROTTLED, UNREACHABLE, NONSENSE,
                    REFUSED ->
                new AwsProblem(failure);
        };
    }

    private static Optional<Instant> millis(String text) {
        try {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> cacheKey(String account, String role, Map<String, String> options) {
        Map<String, Object> key = new LinkedHashMap<>();
        key.put("accountId", account);
        key.put("roleName", role);
        String session = options.get("sso_session");
        if (session == null) {
            key.put("startUrl", options.getOrDefault("sso_start_url", ""));
        } else {
            key.put("sessionName", session);
        }
        return key;
    }

    private AwsProblem invalid(String profile, String what, String remedy) {
        return new AwsProblem(Kind.CONFIGURATION,
                "The profile " + PlainText.shown(profile) + " in " + settings.profiles().configName() + " " + what
                        + ".",
                remedy);
    }
}
