package dev.sallyport.conformance.tokens;

import dev.sallyport.conformance.peers.ApiClient;
import dev.sallyport.conformance.peers.AuthenticatorServer;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.ClusterToken;
import dev.sallyport.identity.HttpStsExchange;
import dev.sallyport.identity.Partition;
import dev.sallyport.identity.TokenInspection;
import dev.sallyport.identity.VerifierSettings;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.FixedMappingSource;
import dev.sallyport.mapping.MappingSettings;
import dev.sallyport.mapping.PrivateDnsNames;
import dev.sallyport.sandbox.aws.LocalAws;
import dev.sallyport.sandbox.aws.LocalAwsSettings;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.IamRole;
import dev.sallyport.webhook.CertificateAuthority;
import dev.sallyport.webhook.MappingTables;
import dev.sallyport.webhook.WebhookServer;
import dev.sallyport.webhook.WebhookSettings;
import io.vertx.core.Vertx;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sandbox's AWS with people of every kind in it, our webhook, and the authenticator's server with the same map. */
final class TokenWorld implements AutoCloseable {

    private static final String HOME = "123456789012";
    private static final String ABROAD = "210987654321";

    private static final VerifierSettings ACCEPTED = VerifierSettings.of(Signing.CLUSTER, Partition.AWS);

    private static final String ROLES = """
            - rolearn: arn:aws:iam::123456789012:role/dev
              username: dev:{{SessionName}}
              groups: [devs, "{{AccountID}}"]
            - rolearn: arn:aws:iam::123456789012:role/Raw
              username: "{{SessionNameRaw}}:{{AccountID}}:{{AccessKeyID}}"
            - rolearn: arn:aws:iam::123456789012:role/team/deep
              username: never
            """;
    private static final String USERS = """
            - userarn: arn:aws:iam::123456789012:user/alice
              username: alice
              groups: [system:masters, people]
            - userarn: arn:aws:iam::123456789012:user/team/carol
              username: carol
            - userarn: arn:aws:sts::123456789012:federated-user/Bob
              username: bob
              groups: [guests]
            - userarn: arn:aws:iam::123456789012:user/gone
              username: gone
            """;
    private static final String ACCOUNTS = "- \"210987654321\"\n";

    private final Vertx vertx = Vertx.vertx();
    private final CertificateAuthority authority = CertificateAuthority.create("A local AWS for tests",
            Clock.systemUTC());
    private final AwsWorld world = AwsWorld.create(Partition.AWS, Clock.systemUTC()).addAccount(HOME)
            .addAccount(ABROAD);
    private final Map<String, AwsCredentials> people = new LinkedHashMap<>();
    private final LocalAws aws;
    private final HttpClient sts;
    private final WebhookServer webhook;
    private final ApiClient ours;
    private final Optional<AuthenticatorServer> theirs;
    private final Optional<TheirChecks> theirChecks = TheirChecks.start(Signing.CLUSTER);

    TokenWorld() {
        populate();
        aws = LocalAws.start(vertx, LocalAwsSettings.of(authority), world, Clock.systemUTC());
        sts = aws.stsClient();
        FixedMappingSource map = FixedMappingSource.of(AwsAuth
                .parse(Map.of("mapRoles", ROLES, "mapUsers", USERS, "mapAccounts", ACCOUNTS)).referenceReading());
        webhook = WebhookServer.start(vertx,
                WebhookSettings.defaults(authority.issueServer("webhook", List.of("localhost"), List.of("127.0.0.1")))
                        .listeningOn("127.0.0.1", 0),
                ACCEPTED, new HttpStsExchange(sts),
                MappingTables.of(List.of(map), MappingSettings.DEFAULTS, PrivateDnsNames.NONE), Clock.systemUTC());
        ours = ApiClient.of(URI.create("https://127.0.0.1:" + webhook.port()), authority.certificatePem(), "");
        theirs = AuthenticatorServer.start("clusterID: " + Signing.CLUSTER + "\nserver:\n  mapRoles:\n"
                + ROLES.indent(2) + "  mapUsers:\n" + USERS.indent(2) + "  mapAccounts:\n" + ACCOUNTS.indent(2),
                List.of(), aws.proxy(), authority.certificatePem());
    }

    private void populate() {
        for (String user : List.of("alice", "stranger", "gone", "resting")) {
            world.users(HOME).create(user);
            people.put(user, world.users(HOME).createKey(user));
        }
        world.users(HOME).create("carol", "/team/", Map.of());
        people.put("carol", world.users(HOME).createKey("carol"));
        world.users(ABROAD).create("visitor");
        people.put("visitor", world.users(ABROAD).createKey("visitor"));
        people.put("root", world.createRootKey(HOME));
        people.put("root-abroad", world.createRootKey(ABROAD));
        IamRole dev = world.roles(HOME).create("dev", trust());
        IamRole raw = world.roles(HOME).create("Raw", trust());
        IamRole deep = world.roles(HOME).create("deep", "/team/", trust(), "", Duration.ofHours(1), Map.of());
        people.put("dev", session(dev, "alice@example.com"));
        people.put("raw", session(raw, "a=b,c.d_e-f@g"));
        people.put("deep", session(deep, "i-0123456789abcdef0"));
        var alice = world.signingKey(key("alice")).orElseThrow().caller();
        people.put("alice-for-a-day",
                world.sessions().sessionToken(alice, Optional.empty()).credentials());
        people.put("bob", world.sessions().federate(alice, "Bob", Optional.empty(), Optional.empty()).credentials());
        people.put("nobody", AwsCredentials.longLived("AKIANOBODYNOBODYNOBO", "a-key-that-nobody-has"));
        world.users(HOME).setKeyActive("resting", key("resting"), false);
        world.users(HOME).deleteKey("gone", key("gone"));
    }

    private String key(String who) {
        return keys(who).accessKeyId();
    }

    private AwsCredentials session(IamRole role, String name) {
        return world.sessions().ofRole(role, name, Duration.ofHours(1)).credentials();
    }

    private static String trust() {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\","
                + " \"Principal\": {\"AWS\": \"*\"}}]}";
    }

    /** Everybody who has keys, good or bad. */
    List<String> people() {
        return List.copyOf(people.keySet());
    }

    /** Somebody's keys. */
    AwsCredentials keys(String who) {
        return Optional.ofNullable(people.get(who)).orElseThrow(() -> new IllegalArgumentException("who is " + who));
    }

    /** The authenticator's version; empty when it is not built. */
    Optional<String> peer() {
        return theirs.filter(server -> theirChecks.isPresent()).map(AuthenticatorServer::version);
    }

    Judged ours(TokenQuestion question) {
        String check = !question.namesItsCheck()
                ? Judged.ANY
                : TokenInspection.of(ClusterToken.of(question.token()), ACCEPTED, Instant.now()).failure()
                        .map(failure -> failure.reason().label()).orElse(TheirChecks.NONE);
        return new Judged(check, AuthenticatorServer.review(ours, question.token()));
    }

    Judged theirs(TokenQuestion question) {
        String check = question.namesItsCheck()
                ? theirChecks.orElseThrow().of(question.token())
                : Judged.ANY;
        return new Judged(check, theirs.orElseThrow().review(question.token()));
    }

    @Override
    public void close() {
        theirChecks.ifPresent(TheirChecks::close);
        theirs.ifPresent(AuthenticatorServer::close);
        webhook.close();
        sts.close();
        aws.close();
        vertx.close().await();
    }
}
