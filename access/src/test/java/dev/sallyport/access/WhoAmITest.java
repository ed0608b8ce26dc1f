package dev.sallyport.access;

import dev.sallyport.access.Identification.Cluster;
import dev.sallyport.access.Identification.Iam;
import dev.sallyport.access.Identification.Mapping;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.SourcedCredentials;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.StandInApi;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.identity.Partition;
import dev.sallyport.identity.StsAnswer;
import dev.sallyport.identity.StsEndpoint;
import dev.sallyport.identity.TokenMinter;
import dev.sallyport.identity.TokenVerifier;
import dev.sallyport.identity.VerifierSettings;
import dev.sallyport.mapping.KubernetesUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Who one is on both sides, whatever one may see of it. */
class WhoAmITest {

    private static final String REVIEWS = "/apis/authentication.k8s.io/v1/selfsubjectreviews";
    private static final String CONFIG_MAPS = "/api/v1/namespaces/kube-system/configmaps";
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final AwsCredentials KEYS = AwsCredentials.longLived("AKIAEXAMPLEONE", "s3cret");
    private static final AwsCredentials OTHER_KEYS = AwsCredentials.temporary("ASIAEXAMPLETWO", "s3cret", "session");
    private static final String EKS_TEST = "arn:aws:iam::123456789012:user/eks-test";
    private static final String SESSION = "arn:aws:sts::123456789012:assumed-role/testrole/ci";
    private static final ClusterAnswer<ClusterConnection> NO_CLUSTER = new ClusterAnswer.Failed<>(
            new ClusterFailure(ClusterFailure.Kind.CONFIGURATION, "There is no kubeconfig.", "Write one."));

    private static final TokenOwner NOT_ASKED = (token, clusterId) -> {
        throw new AssertionError("STS was asked about a token without need");
    };

    private final StandInApi api = StandInApi.started();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void bothDoorsOpenWithTheRuleAndItsLine() {
        mapUsers("- userarn: " + EKS_TEST + "\n  username: eks-test\n  groups: [node-viewers]\n");
        reviewedAs("eks-test", Map.of());

        Identification who = ask(KEYS, iamToken(KEYS));

        assertThat(arn(who.iam())).isEqualTo(EKS_TEST);
        assertThat(who.mapping()).isInstanceOfSatisfying(Mapping.ByRule.class, by -> {
            assertThat(by.rule().place()).hasToString("aws-auth mapUsers:1");
            assertThat(by.user().username()).isEqualTo("eks-test");
        });
        assertThat(who.cluster()).isEqualTo(new Cluster.Known(
                new KubernetesUser("eks-test", "", List.of("node-viewers"), Map.of())));
        assertThat(who.isInside()).isTrue();
        assertThat(who.remarks()).isEmpty();
    }

    @Test
    void theSecondDoorClosed() {
        api.refuse(request -> Optional.of(401));

        Identification who = ask(KEYS, iamToken(KEYS));

        assertThat(arn(who.iam())).isEqualTo(EKS_TEST);
        assertThat(who.mapping()).isEqualTo(new Mapping.Inferred(false,
                "the API server answers 401; aws-auth cannot be read without signing in"));
        assertThat(who.cluster()).isInstanceOf(Cluster.Nobody.class);
        assertThat(who.isInside()).isFalse();
        assertThat(who.remarks()).containsExactly("IAM knows who you are; the cluster has no name for you.");
        assertThat(api.requests()).as("one 401 is enough").hasSize(1);
    }

    @Test
    void theFirstDoorClosed() {
        api.refuse(request -> Optional.of(401));
        AwsFailure expired = new AwsFailure(AwsFailure.Kind.EXPIRED, "The keys are over.", "Get new ones.");

        Identification who = who(sts(new StsAnswer.Refused(403, "ExpiredToken")), new AwsAnswer.Failed<>(expired))
                .ask(connect(iamToken(KEYS, "eks-cluster")));

        assertThat(who.cluster()).isInstanceOf(Cluster.Nobody.class);
        assertThat(who.remarks()).containsExactly(
                "The first door is closed already, so the cluster cannot know you.");
    }

    @Test
    void whatIamWouldSayIsOpenWhenStsCannotBeReached() {
        api.refuse(request -> Optional.of(401));
        AwsFailure unreachable = new AwsFailure(AwsFailure.Kind.UNREACHABLE, "STS could not be reached.", "");

        Identification who = who(sts(new StsAnswer.Unreachable("refused")), new AwsAnswer.Failed<>(unreachable))
                .ask(connect(iamToken(KEYS, "eks-cluster")));

        assertThat(who.remarks()).containsExactly(
                "Who you are to IAM is not known, so either door may be the one that is closed.");
    }

    @Test
    void whoMayNotReadTheMapGetsAnInference() {
        reviewedAs("eks-test", Map.of());
        api.say("GET", CONFIG_MAPS + "/aws-auth", 403, status(403, "configmaps \"aws-auth\" is forbidden"));

        Identification who = ask(KEYS, iamToken(KEYS));

        assertThat(who.mapping()).isEqualTo(
                new Mapping.Inferred(true, "the API server has a name for you; you may not read aws-auth"));
        assertThat(who.isInside()).isTrue();
    }

    @Test
    void somebodyWithoutARuleWhoIsKnownAllTheSame() {
        mapUsers("- userarn: arn:aws:iam::123456789012:user/other\n  username: other\n");
        reviewedAs("kubernetes-admin", Map.of());

        Identification who = ask(KEYS, iamToken(KEYS));

        assertThat(who.mapping()).isEqualTo(new Mapping.NoRule(1));
        assertThat(who.remarks()).containsExactly("aws-auth has no rule for you and the cluster knows you all the same:"
                + " by an access entry, as its creator, or by another authenticator.");
    }

    @Test
    void aRuleThatAnotherMapOverrules() {
        mapUsers("- userarn: " + EKS_TEST + "\n  username: eks-test\n");
        reviewedAs("access-entry-name", Map.of());

        assertThat(ask(KEYS, iamToken(KEYS)).remarks()).singleElement().asString()
                .startsWith("By aws-auth you would be eks-test, and the cluster takes you for access-entry-name");
    }

    @Test
    void aNodesRuleIsNotFilledHere() {
        api.put(CONFIG_MAPS, "aws-auth", Map.of("data", Map.of("mapRoles",
                "- rolearn: arn:aws:iam::123456789012:role/testrole\n  username: system:node:{{EC2PrivateDNSName}}\n")));
        reviewedAs("system:node:x", Map.of());

        assertThat(who(NOT_ASKED, found(OTHER_KEYS)).ask(connect(iamToken(OTHER_KEYS))).mapping())
                .isInstanceOf(Mapping.Unfilled.class);
    }

    @Test
    void theKubeconfigSignsAsSomebodyElseAndStsSaysAsWhom() {
        reviewedAs("testuser", Map.of());
        TokenOwner sts = sts(new StsAnswer.Identified(SESSION, "123456789012", "AROAEXAMPLE:ci"));

        Identification who = who(sts, found(KEYS)).ask(connect(iamToken(OTHER_KEYS, "eks-cluster")));

        assertThat(who.iam()).isInstanceOfSatisfying(Iam.Known.class, known -> {
            assertThat(known.identity().arn()).hasToString(SESSION);
            assertThat(known.source()).isEqualTo("the kubeconfig's own credentials (key ASIAEXAMPLETWO)");
        });
        assertThat(who.elsewhere()).hasValueSatisfying(here -> assertThat(arn(here)).isEqualTo(EKS_TEST));
        assertThat(who.remarks()).contains("Your environment's credentials are not those that the kubeconfig signs in"
                + " with: they belong to " + EKS_TEST + ".");
    }

    @Test
    void withoutAClusterIdTheApiServersReviewSaysAsWhom() {
        reviewedAs("testuser", Map.of("arn", List.of(SESSION), "sessionName", List.of("ci"), "principalId",
                List.of("AROAEXAMPLE"), "accessKeyId", List.of("ASIAEXAMPLETWO")));

        Identification who = ask(KEYS, iamToken(OTHER_KEYS));

        assertThat(arn(who.iam())).isEqualTo(SESSION);
        assertThat(who.elsewhere()).isPresent();
    }

    @Test
    void withoutEitherItIsNotKnownWhoseTheTokenIs() {
        api.refuse(request -> Optional.of(401));

        Identification who = ask(KEYS, iamToken(OTHER_KEYS));

        assertThat(who.iam()).isInstanceOfSatisfying(Iam.Unknown.class, unknown -> assertThat(unknown.failure()
                .message()).contains("key ASIAEXAMPLETWO").contains("whose they are is not known"));
        assertThat(who.mapping()).isInstanceOf(Mapping.Inferred.class);
    }

    @Test
    void aTokenThatStsRefusesIsSaidToBeNoGood() {
        api.refuse(request -> Optional.of(401));
        TokenOwner sts = sts(new StsAnswer.Refused(403, "SignatureDoesNotMatch"));

        Identification who = who(sts, found(KEYS)).ask(connect(iamToken(OTHER_KEYS, "eks-cluster")));

        assertThat(who.iam()).isInstanceOfSatisfying(Iam.Unknown.class, unknown -> assertThat(unknown.failure()
                .message()).contains("SignatureDoesNotMatch"));
    }

    @Test
    void anotherSessionOfTheSameRoleIsTheSamePerson() {
        reviewedAs("testuser", Map.of("arn", List.of(SESSION.replace("/ci", "/other")), "sessionName",
                List.of("other"), "principalId", List.of("AROAEXAMPLE")));
        AwsCredentials third = AwsCredentials.temporary("ASIAEXAMPLETHREE", "s3cret", "session");

        assertThat(who(NOT_ASKED, found(OTHER_KEYS)).ask(connect(iamToken(third))).elsewhere()).isEmpty();
    }

    @Test
    void aCertificateHasNothingToDoWithIam() {
        reviewedAs("kubernetes-admin", Map.of());

        Identification who = ask(KEYS, new ClusterLogin.Anonymous());

        assertThat(who.iam()).isEqualTo(new Iam.NotAsked("no credential at all"));
        assertThat(who.elsewhere()).isPresent();
        assertThat(who.mapping()).isEqualTo(
                new Mapping.Unknown("one signs in with no credential at all, which is not mapped"));
    }

    @Test
    void anApiServerThatServesNoReviewLetsTheNameSlipWhereItRefuses() {
        api.say("GET", CONFIG_MAPS + "/aws-auth", 403, status(403, "configmaps \"aws-auth\" is forbidden: User"
                + " \"eks-test\" cannot get resource \"configmaps\" in API group \"\" in the namespace \"kube-system\""));

        Identification who = ask(KEYS, iamToken(KEYS));

        assertThat(who.cluster()).isInstanceOfSatisfying(Cluster.NameOnly.class,
                slipped -> assertThat(slipped.username()).isEqualTo("eks-test"));
        assertThat(who.mapping()).isEqualTo(
                new Mapping.Inferred(true, "the API server knows whom it refuses; you may not read aws-auth"));
    }

    @Test
    void anApiServerThatServesNoReviewAndShowsTheMapLeavesAnExpectation() {
        mapUsers("- userarn: " + EKS_TEST + "\n  username: eks-test\n");

        assertThat(ask(KEYS, iamToken(KEYS)).cluster()).isInstanceOfSatisfying(Cluster.Expected.class,
                expected -> assertThat(expected.user().username()).isEqualTo("eks-test"));
    }

    @Test
    void withoutAClusterTheFirstDoorIsToldAllTheSame() {
        Identification who = who(NOT_ASKED, found(KEYS)).ask(NO_CLUSTER);

        assertThat(arn(who.iam())).isEqualTo(EKS_TEST);
        assertThat(who.cluster()).isInstanceOf(Cluster.Unknown.class);
        assertThat(who.mapping()).isEqualTo(new Mapping.Unknown("the cluster could not be asked"));
    }

    @Test
    void aPluginThatGivesNothingIsTheClustersFailure() {
        ClusterFailure failure = new ClusterFailure(ClusterFailure.Kind.NO_CREDENTIALS, "The plugin is gone.", "");
        ClusterLogin login = new ClusterLogin.BearerToken(new ClusterLogin.TokenSource() {
            @Override
            public String token() {
                throw new ClusterLogin.NoCredentialsException(failure);
            }

            @Override
            public void refused() {
                // never sent
            }
        });

        assertThat(ask(KEYS, login).cluster()).isEqualTo(new Cluster.Unknown(failure));
    }

    @Test
    void sectionsThatNobodyCanReadAreRemarkedUpon() {
        mapUsers("\t- broken");
        reviewedAs("eks-test", Map.of());

        assertThat(ask(KEYS, iamToken(KEYS)).remarks()).last().asString().contains("mapUsers");
    }

    private Identification ask(AwsCredentials here, ClusterLogin login) {
        return who(NOT_ASKED, found(here)).ask(connect(login));
    }

    private static TokenOwner sts(StsAnswer answer) {
        return (token, clusterId) -> new TokenVerifier(VerifierSettings.of(clusterId, Partition.AWS),
                (presigned, cluster) -> answer, NOON).verify(token);
    }

    private static WhoAmI who(TokenOwner owner, AwsAnswer<SourcedCredentials> found) {
        return new WhoAmI(() -> found, keys -> new AwsAnswer.Got<>(keys.accessKeyId().equals("AKIAEXAMPLEONE")
                ? CallerIdentity.of(Arn.parse(EKS_TEST), "123456789012", "AIDAEXAMPLE", keys.accessKeyId())
                : CallerIdentity.of(Arn.parse(SESSION), "123456789012", "AROAEXAMPLE:ci", keys.accessKeyId())),
                owner, NOON);
    }

    private static AwsAnswer<SourcedCredentials> found(AwsCredentials keys) {
        return new AwsAnswer.Got<>(new SourcedCredentials(keys, "environment (AWS_ACCESS_KEY_ID)"));
    }

    private ClusterAnswer<ClusterConnection> connect(ClusterLogin login) {
        return ClusterClients.open(api.target(login));
    }

    private static ClusterLogin iamToken(AwsCredentials keys) {
        return ClusterLogin.BearerToken.fixed(new TokenMinter(NOON).mint("eks-cluster", "ap-northeast-2",
                StsEndpoint.regional("ap-northeast-2"), keys).token().reveal());
    }

    private static ClusterLogin iamToken(AwsCredentials keys, String clusterId) {
        return switch (iamToken(keys)) {
            case ClusterLogin.BearerToken plain -> new ClusterLogin.BearerToken(new ClusterLogin.TokenSource() {
                @Override
                public String token() {
                    return plain.source().token();
                }

                @Override
                public Optional<String> clusterId() {
                    return Optional.of(clusterId);
                }

                @Override
                public void refused() {
                    // there is no other
                }
            });
            case ClusterLogin other -> other;
        };
    }

    private void mapUsers(String text) {
        api.put(CONFIG_MAPS, "aws-auth", Map.of("kind", "ConfigMap", "apiVersion", "v1", "data",
                Map.of("mapUsers", text)));
    }

    private void reviewedAs(String username, Map<String, Object> extra) {
        api.say("POST", REVIEWS, 201, Map.of("kind", "SelfSubjectReview", "status", Map.of("userInfo", Map.of(
                "username", username, "groups", List.of("node-viewers", "system:authenticated"), "extra", extra))));
    }

    private static Map<String, Object> status(int code, String message) {
        return Map.of("kind", "Status", "apiVersion", "v1", "status", "Failure", "code", code, "message", message);
    }

    private static String arn(Iam iam) {
        return switch (iam) {
            case Iam.Known known -> known.identity().arn().toString();
            case Iam.Unknown unknown -> "unknown: " + unknown.failure().sentence();
            case Iam.NotAsked other -> other.how();
        };
    }
}
