package dev.sallyport.access.doctor;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.cluster.connection.TestAuthority;
import dev.sallyport.cluster.probe.ServerProbe;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

class ClusterCheckTest {

    private static final String SERVER = "https://127.0.0.1:1"; // nobody listens at port 1
    private static final String PEM = new TestAuthority().pem();
    private static final String OTHER_PEM = new TestAuthority().pem();

    private final Map<String, ClusterFacts> clusters = new TreeMap<>();
    private Optional<AwsFailure> refusal = Optional.empty();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @SuppressWarnings("NullAway.Init")
    private Patient patient;

    @BeforeEach
    void somebody() {
        patient = new Patient(home);
    }

    @Test
    void whatEksSaysAsWellIsInOrder() {
        exists(Patient.cluster(SERVER, PEM));

        Check.Seen seen = look(patient.kubeconfig(SERVER, PEM, "demo").signedIn("ap-northeast-2"));

        assertThat(seen.observations()).singleElement().satisfies(one -> {
            assertThat(one.level()).isEqualTo(Level.OK);
            assertThat(one.evidence()).isEqualTo("demo in ap-northeast-2, ACTIVE, Kubernetes 1.34");
        });
        assertThat(seen.facts().cluster()).contains(Patient.cluster(SERVER, PEM));
    }

    @Test
    void aClusterThatWasMadeAgainHasAnotherAddress() {
        exists(Patient.cluster("https://127.0.0.1:2", OTHER_PEM));

        Observation fault = fault(patient.kubeconfig(SERVER, PEM, "demo").signedIn("ap-northeast-2"),
                CheckCode.C_ENDPOINT);

        assertThat(fault.evidence()).contains(SERVER).contains("https://127.0.0.1:2");
        assertThat(fault.cures().getFirst().commands())
                .containsExactly("aws eks update-kubeconfig --name demo --region ap-northeast-2");
        assertThat(fault.cures().get(1).commands())
                .containsExactly("kubectl config set-cluster " + Patient.ARN + " --server=https://127.0.0.1:2");
    }

    @Test
    void theRightAddressWithAnotherAuthority() {
        exists(Patient.cluster(SERVER, OTHER_PEM));

        assertThat(fault(patient.kubeconfig(SERVER, PEM, "demo").signedIn("ap-northeast-2"), CheckCode.C_CA)
                .evidence()).contains("authority");
    }

    @Test
    void aSchemeWithoutTlsIsTheNetworksAffair() {
        exists(Patient.cluster(SERVER, PEM));

        assertThat(look(patient.kubeconfig("http://127.0.0.1:1", PEM, "demo").signedIn("ap-northeast-2"))
                .observations()).extracting(Observation::level).containsExactly(Level.OK);
    }

    @Test
    void aNameThatIsNotTheServersIsFoundByTheClustersThereAre() {
        exists(Patient.cluster(SERVER, PEM));

        Observation fault = fault(patient.kubeconfig(SERVER, PEM, "dmeo").signedIn("ap-northeast-2"),
                CheckCode.C_OTHER_NAME);

        assertThat(fault.evidence()).contains("signs the name dmeo").contains("demo's in ap-northeast-2");
        assertThat(fault.cures().getFirst().commands())
                .containsExactly("aws eks update-kubeconfig --name demo --region ap-northeast-2");
        assertThat(fault.cures().get(1).commands()).singleElement().asString()
                .endsWith("--exec-arg=--cluster-name --exec-arg=demo");
    }

    @Test
    void theNameOfAClusterThatIsThereAndIsAnother() {
        exists(Patient.cluster(SERVER, PEM));
        exists(Patient.cluster("prod", "ap-northeast-2", "https://127.0.0.1:3", OTHER_PEM));

        fault(patient.kubeconfig(SERVER, PEM, "prod").signedIn("ap-northeast-2"), CheckCode.C_OTHER_NAME);
    }

    @Test
    void aProfileInTheArgumentsIsKept() {
        exists(Patient.cluster(SERVER, PEM));
        patient.kubeconfig(SERVER, PEM, "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: aws, args:"
                + " [eks, get-token, --cluster-name, dmeo, --profile, mine]}", Patient.ARN, "");

        Observation fault = fault(patient.signedIn("ap-northeast-2"), CheckCode.C_OTHER_NAME);

        assertThat(fault.cures().getFirst().commands()).singleElement().asString()
                .contains("--exec-arg=demo --exec-arg=--profile --exec-arg=mine");
    }

    @Test
    void withoutAKubeconfigANameNearlyTheSameIsOffered() {
        exists(Patient.cluster(SERVER, PEM));

        Observation fault = first(look(patient.signedIn("eu-south-1"), "dmeo"));
        assertThat(fault.code()).contains(CheckCode.C_NOT_FOUND);
        assertThat(fault.cures()).isEmpty();

        Observation near = first(look(patient.signedIn("ap-northeast-2"), "dmeo"));
        assertThat(near.code()).contains(CheckCode.C_NOT_FOUND);
        assertThat(near.cures().getFirst().commands())
                .containsExactly("aws eks update-kubeconfig --name demo --region ap-northeast-2");
    }

    @Test
    void theOtherRegionsAreAsked() {
        exists(Patient.cluster(SERVER, PEM));

        Observation fault = first(look(patient.signedIn("us-east-1"), "demo"));

        assertThat(fault.code()).contains(CheckCode.C_REGION);
        assertThat(fault.evidence()).isEqualTo("demo is in ap-northeast-2, not in us-east-1");
        assertThat(fault.cures().getFirst().commands())
                .containsExactly("aws eks update-kubeconfig --name demo --region ap-northeast-2");
    }

    @Test
    void aRegionThatIsWrongBesideAServerThatIsRightIsNoFault() {
        exists(Patient.cluster(SERVER, PEM));

        assertThat(first(look(patient.kubeconfig(SERVER, PEM, "demo").signedIn("us-east-1")))).satisfies(one -> {
            assertThat(one.level()).isEqualTo(Level.LOOK);
            assertThat(one.code()).contains(CheckCode.C_REGION);
        });
    }

    @Test
    void anotherAccountsClusterIsNotMissed() {
        patient.kubeconfig(SERVER, PEM, "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: aws, args:"
                + " [eks, get-token, --cluster-name, demo]}", Patient.ARN.replace("123456789012", "999999999999"), "");

        assertThat(first(look(patient.signedIn("ap-northeast-2")))).satisfies(one -> {
            assertThat(one.level()).isEqualTo(Level.UNSEEN);
            assertThat(one.evidence()).contains("999999999999");
        });
    }

    @Test
    void aClusterThatIsGone() {
        assertThat(fault(patient.kubeconfig(SERVER, PEM, "demo").signedIn("ap-northeast-2"), CheckCode.C_NOT_FOUND)
                .evidence()).isEqualTo("there is no cluster demo in ap-northeast-2");
    }

    @Test
    void aClusterThatIsBeingMade() {
        ClusterFacts made = Patient.cluster(SERVER, PEM);
        exists(new ClusterFacts(made.name(), made.arn(), "CREATING", "", "", "", "CONFIG_MAP", Optional.empty()));

        assertThat(first(look(patient.signedIn("ap-northeast-2"), "demo")).cures().getFirst().commands())
                .containsExactly("aws eks wait cluster-active --name demo --region ap-northeast-2");
    }

    @Test
    void withACompleteKubeconfigDescribingIsNoNeed() {
        refusal = Optional.of(new AwsFailure(AwsFailure.Kind.DENIED, "EKS says: AccessDeniedException.", ""));

        assertThat(first(look(patient.kubeconfig(SERVER, PEM, "demo").signedIn("ap-northeast-2"))).level())
                .isEqualTo(Level.LOOK);
    }

    @Test
    void withoutAKubeconfigTheRightToDescribeComesFirst() {
        refusal = Optional.of(new AwsFailure(AwsFailure.Kind.DENIED, "EKS says: AccessDeniedException.", ""));

        Observation fault = first(look(patient.signedIn("ap-northeast-2"), "demo"));

        assertThat(fault.level()).isEqualTo(Level.FAULT);
        assertThat(fault.cures()).singleElement().satisfies(cure -> {
            assertThat(cure.by()).isEqualTo(Cure.By.ACCOUNT_ADMINISTRATOR);
            assertThat(cure.commands()).singleElement().asString()
                    .startsWith("aws iam put-user-policy --user-name dev ")
                    .contains("eks:DescribeCluster").contains(Patient.ARN);
        });
    }

    @Test
    void anExplicitDenyIsNotMendedByAnotherAllow() {
        refusal = Optional.of(new AwsFailure(AwsFailure.Kind.DENIED, "… with an explicit deny in a policy", ""));

        assertThat(first(look(patient.signedIn("ap-northeast-2"), "demo")).cures()).isEmpty();
    }

    @Test
    void inModeApiNobodyLooksAtAwsAuth() {
        ClusterFacts made = Patient.cluster(SERVER, PEM);
        exists(new ClusterFacts(made.name(), made.arn(), "ACTIVE", "1.34", SERVER, made.certificateAuthorityData(),
                "API", Optional.empty()));

        assertThat(look(patient.kubeconfig(SERVER, PEM, "demo").signedIn("ap-northeast-2")).observations().get(1))
                .satisfies(one -> {
                    assertThat(one.level()).isEqualTo(Level.LOOK);
                    assertThat(one.code()).contains(CheckCode.C_MODE_API);
                });
    }

    @Test
    void withoutCredentialsNothingIsAsked() {
        assertThat(first(look(patient.kubeconfig(SERVER, PEM, "demo"))).level()).isEqualTo(Level.UNSEEN);
    }

    @Test
    void eksctlsNamesSayWhichClusterIsMeant() {
        patient.kubeconfig(SERVER, PEM, "token: t", "me@demo.eu-west-1.eksctl.io", "");

        assertThat(ClusterSigns.of(patient.place(), patient.facts).entry())
                .contains(new ClusterSigns.Named("demo", "eu-west-1", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gr7.eu-west-1.eks.amazonaws.com", "gr7.eks-cluster.eu-west-1.api.aws",
        "gr7.eks-cluster.eu-west-1.api.amazonwebservices.com.cn"})
    void theServersNameSaysItsRegion(String end) {
        patient.kubeconfig("https://ABCDEF0123." + end, PEM, "demo");

        assertThat(ClusterSigns.of(patient.place(), patient.facts).hostRegion()).contains("eu-west-1");
    }

    private void exists(ClusterFacts cluster) {
        clusters.put(cluster.region() + " " + cluster.name(), cluster);
    }

    private Observation fault(Patient who, CheckCode code) {
        Observation one = first(look(who));
        assertThat(one.level()).isEqualTo(Level.FAULT);
        assertThat(one.code()).contains(code);
        return one;
    }

    private static Observation first(Check.Seen seen) {
        return seen.observations().getFirst();
    }

    private Check.Seen look(Patient who) {
        return check().look(who.place(), who.facts);
    }

    private Check.Seen look(Patient who, String clusterName) {
        return check().look(who.place(Optional.of(clusterName)), who.facts);
    }

    private ClusterCheck check() {
        EksView eks = new EksView() {
            @Override
            public AwsAnswer<ClusterFacts> describe(String region, String name) {
                if (refusal.isPresent()) {
                    return new AwsAnswer.Failed<>(refusal.get());
                }
                ClusterFacts found = clusters.get(region + " " + name);
                return found == null
                        ? new AwsAnswer.Failed<>(new AwsFailure(AwsFailure.Kind.NOT_FOUND, "There is none.", ""))
                        : new AwsAnswer.Got<>(found);
            }

            @Override
            public AwsAnswer<List<String>> names(String region) {
                return new AwsAnswer.Got<>(clusters.values().stream().filter(one -> one.region().equals(region))
                        .map(ClusterFacts::name).toList());
            }
        };
        return new ClusterCheck((settings, credentials, clock) -> eks,
                clock -> new ServerProbe(Duration.ofMillis(500), clock));
    }
}
