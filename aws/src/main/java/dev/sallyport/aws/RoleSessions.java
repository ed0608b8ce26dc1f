package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.AwsCredentials;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Assumes roles: asks STS for the temporary keys of a session.
 *
 * <p>Source: AWS STS API Reference, {@code AssumeRole}, {@code AssumeRoleWithWebIdentity}.
 */
public final class RoleSessions {

    private final AwsSettings settings;
    private final Clock clock;

    private RoleSessions(AwsSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Sessions from the STS of these settings. */
    public static RoleSessions of(AwsSettings settings, Clock clock) {
        return new RoleSessions(settings, clock);
    }

    /**
     * The keys of a role's session.
     *
     * @param base who assumes it
     * @param request which role, and how
     */
    public AwsAnswer<SourcedCredentials> assume(SourcedCredentials base, RoleRequest request) {
        return AwsProblem.caught(() -> new SourcedCredentials(session(base, request, Optional.empty()),
                "role " + PlainText.shown(request.roleArn()) + ", assumed by " + base.source(),
                CredentialOrigin.ROLE));
    }

    /** The same for the profile that asks for it. */
    AwsCredentials session(SourcedCredentials base, RoleRequest request, Optional<String> profile)
            throws AwsProblem {
        Map<String, String> form = form("AssumeRole", request);
        request.externalId().ifPresent(id -> form.put("ExternalId", id));
        request.duration().ifPresent(time -> form.put("DurationSeconds", Long.toString(time.toSeconds())));
        request.mfa().ifPresent(mfa -> {
            form.put("SerialNumber", mfa.serial());
            form.put("TokenCode", mfa.code());
        });
        try {
            return keys(SignedCalls.to(AwsService.STS, settings, base.credentials(), clock).form(form)
                    .at("AssumeRoleResult", "Credentials"));
        } catch (AwsProblem problem) {
            throw explained(problem, request.roleArn(), base.source(),
                    Optional.of(new AwsReason.RoleRefused(profile, base, request)));
        }
    }

    /** The keys of a role's session for somebody whom an identity provider vouches for; nobody signs. */
    AwsCredentials webIdentitySession(String roleArn, String sessionName, String token,
            Optional<String> profile) throws AwsProblem {
        Map<String, String> form = form("AssumeRoleWithWebIdentity", RoleRequest.forToken(roleArn).named(sessionName));
        form.put("WebIdentityToken", token);
        try {
            return keys(SignedCalls.unsigned(AwsProblem.orThrow(settings.endpoint(AwsService.STS)), settings, clock)
                    .form(form).at("AssumeRoleWithWebIdentityResult", "Credentials"));
        } catch (AwsProblem problem) {
            AwsFailure failure = problem.failure();
            Optional<AwsReason> reason = failure.reason().map(why -> why instanceof AwsReason.Refused refused
                    ? new AwsReason.WebTokenRefused(roleArn, refused.code(), WebToken.end(token), profile)
                    : why);
            throw explained(new AwsProblem(failure.kind(), failure.message(), failure.remedy(), reason), roleArn,
                    "the web identity token", reason);
        }
    }

    private static Map<String, String> form(String action, RoleRequest request) throws AwsProblem {
        Optional<AwsFailure> mistake = request.mistake();
        if (mistake.isPresent()) {
            throw new AwsProblem(mistake.get());
        }
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Action", action);
        form.put("Version", "2011-06-15");
        form.put("RoleArn", request.roleArn());
        form.put("RoleSessionName", request.sessionName());
        return form;
    }

    private static AwsProblem explained(AwsProblem problem, String roleArn, String who,
            Optional<AwsReason> refused) {
        AwsFailure failure = problem.failure();
        String role = PlainText.shown(roleArn);
        return switch (failure.kind()) {
            case DENIED -> new AwsProblem(Kind.DENIED, "The role " + role + " cannot be assumed by " + who + ". "
                    + failure.message(),
                    "The role's trust policy must name who asks (and its external id, if it demands one), and who asks "
                            + "needs sts:AssumeRole for it. A role that does not exist gives the same answer.",
                    refused);
            case EXPIRED, KEYS_REFUSED -> new AwsProblem(failure.kind(),
                    "The role " + role + " cannot be assumed: the keys of " + who + " are refused. "
                            + failure.message(),
                    failure.remedy(), failure.reason());
            case CONFIGURATION, NO_CREDENTIALS, NOT_FOUND, NO_REGION, THROTTLED, UNREACHABLE, NONSENSE, REFUSED ->
                new AwsProblem(failure.kind(), "The role " + role + " could not be assumed. " + failure.message(),
                        failure.remedy(), failure.reason());
        };
    }

    private static AwsCredentials keys(WireValue credentials) throws AwsProblem {
        Optional<String> id = credentials.at("AccessKeyId").some();
        Optional<String> secret = credentials.at("SecretAccessKey").some();
        Optional<String> token = credentials.at("SessionToken").some();
        Optional<Instant> end = credentials.at("Expiration").some().flatMap(StaticKeys::instant);
        if (id.isEmpty() || secret.isEmpty() || token.isEmpty()) {
            throw new AwsProblem(Kind.NONSENSE, "STS answered without the keys of a session.",
                    "Is it AWS that answers there?");
        }
        return new AwsCredentials(id.get(), secret.get(), token, end);
    }
}
