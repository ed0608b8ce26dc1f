package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.aws.HttpExchange.NoReplyException;
import dev.sallyport.aws.HttpExchange.Reply;
import dev.sallyport.aws.HttpExchange.Request;
import dev.sallyport.identity.AwsCredentials;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The role of an EC2 instance, from its metadata service: version 2 with a session token, and version 1 where a host
 * knows no other and nobody forbade it.
 *
 * <p>Outside of EC2 nobody listens at that address, and often packets to it vanish: each step waits for a second at
 * most, and where no connection comes about, that was the only one.
 *
 * <p>Source: Amazon EC2 User Guide, "Use the Instance Metadata Service"; botocore, {@code InstanceMetadataFetcher}.
 */
final class InstanceMetadata {

    private static final String ROLES = "latest/meta-data/iam/security-credentials/";

    private final AwsSettings settings;

    private final ProxyChoice proxies;

    InstanceMetadata(AwsSettings settings) {
        this(settings, ProxyChoice.NONE);
    }

    InstanceMetadata(AwsSettings settings, ProxyChoice proxies) {
        this.settings = settings;
        this.proxies = proxies;
    }

    /** What the service had to say. */
    sealed interface Outcome {

        /** The instance's role has credentials. */
        record Role(SourcedCredentials credentials) implements Outcome {}

        /** It has none, or the service is away; the reason is a sentence. */
        record None(MetadataState state, String reason) implements Outcome {}
    }

    Outcome ask() throws AwsProblem {
        AwsEnvironment environment = settings.environment();
        if (environment.flag("AWS_EC2_METADATA_DISABLED")) {
            return new Outcome.None(MetadataState.SWITCHED_OFF,
                    "the metadata service is not asked (AWS_EC2_METADATA_DISABLED)");
        }
        String root = root();
        Duration patience = patience();
        HttpExchange http = new HttpExchange(patience, patience, proxies, Optional.empty());
        try {
            return roleAt(root, http);
        } catch (NoReplyException e) {
            return new Outcome.None(MetadataState.AWAY,
                    "the metadata service " + root + " does not answer: " + e.reason());
        }
    }

    private Outcome roleAt(String root, HttpExchange http) throws NoReplyException, AwsProblem {
        Optional<String> token;
        boolean unheard = false;
        try {
            token = sessionToken(root, http);
        } catch (NoReplyException e) {
            if (!e.sent()) {
                throw e;
            }
            unheard = true;
            token = Optional.empty(); // connected and no answer: too many hops for the token, version 1 may work
        }
        if (token.isEmpty() && version1Forbidden()) {
            return new Outcome.None(MetadataState.V1_FORBIDDEN, "the metadata service " + root
                    + " gives no session token, and version 1 is forbidden (AWS_EC2_METADATA_V1_DISABLED)");
        }
        Map<String, String> headers = token.map(value -> Map.of("x-aws-ec2-metadata-token", value)).orElse(Map.of());
        Reply roles = http.send(Request.get(URI.create(root + ROLES), headers));
        String role = roles.body().strip();
        if (roles.status() == 404) {
            return new Outcome.None(MetadataState.NO_ROLE,
                    "no role is attached to this instance (the metadata service says 404)");
        }
        if (roles.status() != 200 || role.isEmpty()) {
            MetadataState state = roles.status() != 401
                    ? roles.status() == 403 ? MetadataState.FORBIDDEN : MetadataState.REFUSES
                    : unheard ? MetadataState.TOO_FAR : MetadataState.TOKEN_ASKED;
            return new Outcome.None(state, "the metadata service " + root + " answers HTTP " + roles.status()
                    + (roles.status() == 401 ? ": it asks for a session token" : ""));
        }
        if (!role.matches("[\\w+=,.@/-]{1,512}")) {
            return new Outcome.None(MetadataState.REFUSES,
                    "the metadata service " + root + " names no role that could be one");
        }
        Reply reply = http.send(Request.get(URI.create(root + ROLES + role), headers));
        WireValue answer = WireValue.json(reply.body()).filter(found -> reply.status() == 200)
                .orElseGet(() -> WireValue.json("{}").orElseThrow());
        Optional<String> id = answer.at("AccessKeyId").some();
        Optional<String> secret = answer.at("SecretAccessKey").some();
        Optional<String> session = answer.at("Token").some();
        if (id.isEmpty() || secret.isEmpty() || session.isEmpty()) {
            return new Outcome.None(MetadataState.KEYLESS, "the metadata service gives no keys for the role "
                    + PlainText.shown(role)
                    + answer.at("Message").some().map(said -> " and says: " + PlainText.shown(said)).orElse(""));
        }
        return new Outcome.Role(new SourcedCredentials(
                new AwsCredentials(id.get(), secret.get(), session,
                        answer.at("Expiration").some().flatMap(StaticKeys::instant)),
                "instance role " + PlainText.shown(role) + " (metadata service)", CredentialOrigin.INSTANCE));
    }

    private static Optional<String> sessionToken(String root, HttpExchange http) throws NoReplyException {
        Reply reply = http.send(new Request("PUT", URI.create(root + "latest/api/token"),
                Map.of("x-aws-ec2-metadata-token-ttl-seconds", "21600"), ""));
        return Optional.of(reply.body().strip()).filter(token -> reply.status() == 200 && !token.isEmpty());
    }

    /** Where it is asked, with a slash at the end. */
    String root() throws AwsProblem {
        Optional<Setting> named = settings.environment().variable("AWS_EC2_METADATA_SERVICE_ENDPOINT")
                .map(url -> new Setting(url, "AWS_EC2_METADATA_SERVICE_ENDPOINT"))
                .or(() -> settings.option("ec2_metadata_service_endpoint")
                        .map(url -> new Setting(url, "ec2_metadata_service_endpoint in the profile")));
        String mode = settings.environment().variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE")
                .or(() -> settings.option("ec2_metadata_service_endpoint_mode")).orElse("ipv4");
        if (!mode.equalsIgnoreCase("ipv4") && !mode.equalsIgnoreCase("ipv6")) {
            throw new AwsProblem(Kind.CONFIGURATION,
                    PlainText.quoted(mode) + " is no mode of the metadata service's endpoint.", "It is ipv4 or ipv6.");
        }
        String url = named.isPresent()
                ? EndpointHost.checkedUrl(named.get()).toString()
                : mode.equalsIgnoreCase("ipv6") ? "http://[fd00:ec2::254]/" : "http://169.254.169.254/";
        return url.endsWith("/") ? url : url + "/";
    }

    private boolean version1Forbidden() {
        return settings.environment().variable("AWS_EC2_METADATA_V1_DISABLED")
                .or(() -> settings.option("ec2_metadata_v1_disabled")).filter(value -> value.equalsIgnoreCase("true"))
                .isPresent();
    }

    private Duration patience() {
        try {
            return settings.environment().variable("AWS_METADATA_SERVICE_TIMEOUT")
                    .or(() -> settings.option("metadata_service_timeout"))
                    .map(text -> Duration.ofSeconds(Math.clamp(Long.parseLong(text.strip()), 1, 60)))
                    .orElse(Duration.ofSeconds(1));
        } catch (NumberFormatException e) {
            return Duration.ofSeconds(1);
        }
    }
}
