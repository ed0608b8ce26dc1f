package dev.sallyport.cluster.snapshot;

import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Dumps and manifests, read as the cluster that they came from, or that they are meant for. */
final class ManifestTextTest {

    private static final String ROLE = """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata:
              name: reader
            rules:
            - apiGroups: [""]
              resources: [pods]
              verbs: [get]
            """;
    private static final String MAP = """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: aws-auth
              namespace: kube-system
            data:
              mapUsers: |
                - userarn: arn:aws:iam::123456789012:user/ana
                  username: ana
            """;

    @Test
    void severalDocumentsKeepTheLineWhereEachBegins() {
        ClusterSnapshot snapshot = snapshot(ROLE + "---\n" + ROLE.replace("reader", "other"));

        assertThat(snapshot.rbac().roles()).extracting(Role::name).containsExactly("reader", "other");
        assertThat(snapshot.places()).containsEntry(new ObjectKey("ClusterRole", "", "other"), "f.yaml:10");
    }

    @Test
    void aListOfKubectlIsItsItems() {
        ClusterSnapshot snapshot = snapshot("""
                apiVersion: v1
                kind: List
                items:
                - apiVersion: rbac.authorization.k8s.io/v1
                  kind: RoleBinding
                  metadata: {name: readers, namespace: dev}
                  roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
                  subjects: [{kind: Group, name: readers}]
                """);

        assertThat(snapshot.rbac().bindings()).extracting(Binding::namespace).containsExactly("dev");
        assertThat(snapshot.places()).containsValue("f.yaml:4");
    }

    @Test
    void aTypedListGivesItsItemsTheirKind() {
        ClusterSnapshot snapshot = snapshot("""
                {"apiVersion": "v1", "kind": "ServiceAccountList",
                 "items": [{"metadata": {"name": "robot", "namespace": "ci"}}]}
                """);

        assertThat(snapshot.serviceAccounts()).containsExactly(new ServiceAccountName("ci", "robot"));
    }

    @Test
    void aMapAloneKeepsTheLinesOfItsFile() {
        List<MappingRule> rules = snapshot(MAP).table().rules();

        assertThat(rules).extracting(rule -> rule.place().toString()).containsExactly("f.yaml mapUsers:8");
    }

    @Test
    void aMapAmongOtherObjectsIsFoundToo() {
        assertThat(snapshot(ROLE + "---\n" + MAP).table().size()).isEqualTo(1);
    }

    @Test
    void aConfigMapOfThatNameElsewhereIsNotTheMap() {
        assertThat(snapshot(MAP.replace("kube-system", "dev")).awsAuth()).isEmpty();
    }

    @Test
    void whatIsNoYamlIsBrokenAtItsLine() {
        assertThat(ManifestText.read("f.yaml", "kind: [\n}\n")).isInstanceOfSatisfying(ManifestOutcome.Broken.class,
                broken -> assertThat(broken.place()).isEqualTo("f.yaml:2"));
    }

    @Test
    void anchorsThatMultiplyAreRefused() {
        String bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
        for (char name = 'b'; name < 'k'; name++) {
            char before = (char) (name - 1);
            bomb += name + ": &" + name + " [" + ("*" + before + " , ").repeat(9) + "*" + before + " ]\n";
        }

        assertThat(ManifestText.read("f.yaml", bomb)).isInstanceOf(ManifestOutcome.Broken.class);
    }

    @Test
    void aRoleThatGathersHasTheRulesThatTheControllerWouldWrite() {
        ClusterSnapshot snapshot = snapshot(ROLE.replace("name: reader", "name: reader\n  labels: {to: all}") + """
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: all}
                aggregationRule: {clusterRoleSelectors: [{matchLabels: {to: all}}]}
                rules: []
                """);

        assertThat(snapshot.rbac().roles().getLast().rules())
                .containsExactly(PolicyRule.resources(List.of("get"), List.of(""), List.of("pods")));
    }

    @Test
    void anObjectWithoutTheFormOfItsKindIsNotSeenAndTheOthersAre() {
        ClusterSnapshot snapshot = snapshot(ROLE + "---\n" + ROLE.replace("reader", "bad").replace("[get]", "{a: b}"));

        assertThat(snapshot.rbac().roles()).extracting(Role::name).contains("reader");
        assertThat(snapshot.unseen()).extracting(Unseen::what).containsExactly("ClusterRole bad (f.yaml:10)");
    }

    @Test
    void whatIsLaidOverAnObjectTakesItsPlace() {
        ClusterObjects now = objects(ROLE + "---\n" + MAP);
        ClusterObjects then = objects(ROLE.replace("[pods]", "[nodes]")).over(now);

        ClusterSnapshot snapshot = ClusterSnapshot.of("test", then, List.of());
        assertThat(snapshot.rbac().roles()).singleElement()
                .satisfies(role -> assertThat(role.rules().getFirst().resources()).containsExactly("nodes"));
        assertThat(snapshot.awsAuth()).isPresent();
    }

    @Test
    void anotherMapTakesThePlaceOfAMapThatIsAFileOfItsOwn() {
        ClusterObjects then = objects(ROLE + "---\n" + MAP.replace("user/ana", "user/bob")).over(objects(MAP));

        assertThat(ClusterSnapshot.of("test", then, List.of()).table().rules()).extracting(MappingRule::subject)
                .containsExactly("arn:aws:iam::123456789012:user/bob");
    }

    @Test
    void aFolderIsReadAndABrokenFileInItIsSaid(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("rbac"));
        Files.writeString(folder.resolve("rbac/role.yaml"), ROLE);
        Files.writeString(folder.resolve("bad.yml"), "{");
        Files.writeString(folder.resolve("notes.txt"), "{");

        ManifestFolder read = ManifestFolder.read(folder);

        assertThat(read.objects().objects()).extracting(ClusterObject::place).containsExactly("rbac/role.yaml:1");
        assertThat(read.unseen()).extracting(Unseen::what).containsExactly("the file bad.yml:1");
    }

    @Test
    void aFolderInItThatCannotBeListedIsAnIoException() {
        Stream<Path> walk = Stream.of("locked").map(name -> {
            throw new UncheckedIOException(new AccessDeniedException(name)); // as Files.walk does
        });

        assertThatThrownBy(() -> ManifestFolder.manifests(walk)).isInstanceOf(AccessDeniedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "- ", "{a: ", "? ", "a: ["})
    void aTextThatIsNestedWithoutEndIsBroken(String opening) {
        assertThat(ManifestText.read("f.yaml", opening.repeat(100_000))).isInstanceOf(ManifestOutcome.Broken.class);
    }

    @Test
    void listsAHundredDeepAreRead() {
        assertThat(ManifestText.read("f.yaml", "[".repeat(101) + "]".repeat(101)))
                .isInstanceOf(ManifestOutcome.Read.class);
        assertThat(ManifestText.read("f.yaml", "[".repeat(102) + "]".repeat(102)))
                .isEqualTo(new ManifestOutcome.Broken("f.yaml", "this is no YAML: it is nested more than 100 deep"));
    }

    private static ClusterSnapshot snapshot(String text) {
        return ClusterSnapshot.of("test", objects(text), List.of());
    }

    private static ClusterObjects objects(String text) {
        return switch (ManifestText.read("f.yaml", text)) {
            case ManifestOutcome.Read(ClusterObjects objects) -> objects;
            case ManifestOutcome.Broken broken -> throw new AssertionError(broken.toString());
        };
    }
}
