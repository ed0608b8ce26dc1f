package dev.sallyport.conformance;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the creator does in the cluster with the oldest and the newest kubectl that are held against us. The token is one
 * of {@code aws eks get-token}, made once; each test works on objects of its own, so that they need no order. The
 * sentences are those that kubectl prints in front of a real API server 1.34.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class KubectlWalk {

    @Parameter(0)
    String minor = "";
    @Parameter(1)
    String apiserver = "";
    private @Nullable Stage opened;
    private @Nullable Shell signedIn;

    @BeforeParameterizedClassInvocation
    void open() throws IOException {
        opened = Stage.open(minor, apiserver, "warn");
        Shell creator = opened.creator();
        String token = creator
                .run("aws", "eks", "get-token", "--cluster-name", Stage.CLUSTER, "--query", "status.token",
                        "--output", "text")
                .succeeds().out().strip();
        Path kubeconfig = creator.home().resolve("kubeconfig");
        Files.writeString(kubeconfig, """
                apiVersion: v1
                kind: Config
                current-context: it
                clusters: [{name: it, cluster: {server: "%s", certificate-authority: "%s"}}]
                users: [{name: it, user: {token: "%s"}}]
                contexts: [{name: it, context: {cluster: it, user: it, namespace: walk}}]
                """.formatted(opened.sandbox().address("cluster"), opened.variable("AWS_CA_BUNDLE"), token));
        signedIn = creator.with("KUBECONFIG", kubeconfig.toString());
        kubectl("create", "namespace", "walk").succeeds().printsExactly("namespace/walk created");
    }

    @AfterParameterizedClassInvocation
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void create() {
        kubectl("create", "configmap", "made", "--from-literal=color=red").succeeds()
                .printsExactly("configmap/made created");
        kubectl("create", "configmap", "made", "--from-literal=color=red").exits(1)
                .complainsExactly("error: failed to create configmap: configmaps \"made\" already exists");
        kubectl("create", "secret", "generic", "made", "--from-literal=a=b").succeeds()
                .printsExactly("secret/made created");
        kubectl("create", "serviceaccount", "made").succeeds().printsExactly("serviceaccount/made created");
        kubectl("create", "deployment", "made", "--image=nginx", "--replicas=2").succeeds()
                .printsExactly("deployment.apps/made created");
        kubectl("create", "role", "made", "--verb=get", "--resource=pods,pods/log").succeeds()
                .printsExactly("role.rbac.authorization.k8s.io/made created");
        kubectl("create", "rolebinding", "made", "--role=made", "--user=somebody").succeeds()
                .printsExactly("rolebinding.rbac.authorization.k8s.io/made created");
    }

    @Test
    void applyAndDiff() throws IOException {
        String file = configMap("applied", "red");
        apply(file).succeeds().printsExactly("configmap/applied created");
        apply(file).succeeds().printsExactly("configmap/applied unchanged");
        kubectl("diff", "-f", file).succeeds().printsExactly("");

        String changed = configMap("applied", "blue");
        kubectl("diff", "-f", changed).exits(1).matches("^-  color: red$").matches("^\\+  color: blue$");
        apply(changed, "--dry-run=server").succeeds().printsExactly("configmap/applied configured (server dry run)");
        apply(changed).succeeds().printsExactly("configmap/applied configured");
        color("applied").printsExactly("blue");
    }

    @Test
    void applyRefusesAFieldThatDoesNotExist() throws IOException {
        String file = file("mistyped.yaml", """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: mistyped
                dat:
                  color: red
                """);

        apply(file).exits(1).complains("strict decoding error: unknown field \"dat\"");
        kubectl("get", "configmap", "mistyped").exits(1)
                .complainsExactly("Error from server (NotFound): configmaps \"mistyped\" not found");
    }

    @Test
    void applyOnTheServersSide() throws IOException {
        apply(configMap("shared", "red"), "--server-side").succeeds()
                .printsExactly("configmap/shared serverside-applied");

        String changed = configMap("shared", "blue");
        apply(changed, "--server-side", "--field-manager=somebody-else").exits(1)
                .complains("Apply failed with 1 conflict: conflict with \"kubectl\"", ".data.color");
        color("shared").printsExactly("red");
        apply(changed, "--server-side", "--field-manager=somebody-else", "--force-conflicts").succeeds();
        color("shared").printsExactly("blue");
    }

    @Test
    void patchOfEachType() throws IOException {
        apply(configMap("patched", "red")).succeeds();
        patch("configmap", "patched", "json", "[{\"op\":\"replace\",\"path\":\"/data/color\",\"value\":\"green\"}]")
                .succeeds().printsExactly("configmap/patched patched");
        patch("configmap", "patched", "merge", "{\"data\":{\"color\":null,\"shape\":\"round\"}}").succeeds()
                .printsExactly("configmap/patched patched");
        kubectl("get", "configmap", "patched", "-o", "jsonpath={.data}").succeeds()
                .printsExactly("{\"shape\":\"round\"}");
        patch("configmap", "patched", "merge", "{\"data\":{\"shape\":\"round\"}}").succeeds()
                .printsExactly("configmap/patched patched (no change)");
        patch("configmap", "patched", "json", "[{\"op\":\"test\",\"path\":\"/data/shape\",\"value\":\"square\"}]")
                .exits(1);

        kubectl("create", "deployment", "patched", "--image=nginx").succeeds();
        // A strategic patch merges containers by their names, where a merge patch would replace the list.
        patch("deployment", "patched", "strategic",
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"second\",\"image\":\"redis\"}]}}}}")
                .succeeds();
        kubectl("get", "deployment", "patched", "-o", "jsonpath={.spec.template.spec.containers[*].image}").succeeds()
                .matches("^(redis nginx|nginx redis)$");
    }

    @Test
    void replace() throws IOException {
        apply(configMap("replaced", "red")).succeeds();
        String stale = file("stale.yaml", kubectl("get", "configmap", "replaced", "-o", "yaml").succeeds().out());
        kubectl("replace", "-f", configMap("replaced", "blue")).succeeds().printsExactly("configmap/replaced replaced");
        color("replaced").printsExactly("blue");

        kubectl("replace", "-f", stale).exits(1).complains("Error from server (Conflict): ",
                "Operation cannot be fulfilled on configmaps \"replaced\": the object has been modified; please apply your"
                        + " changes to the latest version and try again");
    }

    @Test
    void deleteAndWait() throws IOException {
        apply(configMap("deleted", "red")).succeeds();
        kubectl("delete", "configmap", "deleted", "--wait").succeeds().prints("configmap \"deleted\" deleted");
        kubectl("delete", "configmap", "deleted").exits(1)
                .complainsExactly("Error from server (NotFound): configmaps \"deleted\" not found");

        kubectl("create", "namespace", "gone").succeeds();
        kubectl("create", "configmap", "inside", "-n", "gone").succeeds();
        kubectl("delete", "namespace", "gone", "--wait").succeeds().prints("namespace \"gone\" deleted");
        kubectl("get", "namespace", "gone").exits(1).complains("namespaces \"gone\" not found");
    }

    @Test
    void labelAndAnnotate() throws IOException {
        apply(configMap("labeled", "red")).succeeds();
        kubectl("label", "configmap", "labeled", "team=a").succeeds().printsExactly("configmap/labeled labeled");
        kubectl("label", "configmap", "labeled", "team=b").exits(1).complains("--overwrite is false");
        kubectl("get", "configmap", "-l", "team=a", "-o", "name").succeeds().printsExactly("configmap/labeled");
        kubectl("label", "configmap", "labeled", "team-").succeeds().printsExactly("configmap/labeled unlabeled");
        kubectl("annotate", "configmap", "labeled", "note=read me").succeeds()
                .matches("^configmap/labeled annotated?$");
        kubectl("get", "configmap", "labeled", "-o", "jsonpath={.metadata.annotations.note}").succeeds()
                .printsExactly("read me");
    }

    @Test
    void getAndWatch() throws IOException {
        Shell shell = Objects.requireNonNull(signedIn);
        Path seen = shell.home().resolve("watched");
        Process watch = shell
                .builder("kubectl", "get", "configmaps", "-w", "--output-watch-events", "-l", "watched=yes")
                .redirectOutput(seen.toFile()).redirectError(shell.home().resolve("watched.err").toFile()).start();
        try {
            kubectl("create", "configmap", "first-watched").succeeds();
            kubectl("label", "configmap", "first-watched", "watched=yes").succeeds();
            await().atMost(Duration.ofSeconds(20)).until(() -> Files.readString(seen).contains("first-watched"));
            kubectl("delete", "configmap", "first-watched").succeeds();
            await().atMost(Duration.ofSeconds(20)).until(() -> Files.readString(seen).contains("DELETED"));
            assertThat(Files.readString(seen).lines()).satisfiesExactly(
                    header -> assertThat(header).matches("EVENT +NAME +DATA +AGE"),
                    added -> assertThat(added).matches("ADDED +first-watched +0 +\\S+"),
                    deleted -> assertThat(deleted).matches("DELETED +first-watched +0 +\\S+"));
        } finally {
            watch.destroy();
        }
    }

    @Test
    void outputInEachForm() throws IOException {
        apply(configMap("shown", "red")).succeeds();
        get("shown", "yaml").matches("^apiVersion: v1$").matches("^data:$").matches("^  color: red$")
                .matches("^kind: ConfigMap$").matches("^  resourceVersion: \"\\d+\"$");
        get("shown", "json").prints("\"kind\": \"ConfigMap\"", "\"color\": \"red\"");
        get("shown", "wide").matches("^NAME +DATA +AGE$").matches("^shown +1 +\\S+$");
        get("shown", "name").printsExactly("configmap/shown");
        get("shown", "custom-columns=NAME:.metadata.name,COLOR:.data.color").matches("^NAME +COLOR$")
                .matches("^shown +red$");
        kubectl("create", "deployment", "shown", "--image=nginx", "--replicas=2").succeeds();
        kubectl("get", "deployment", "shown", "-o", "wide").succeeds()
                .matches("^NAME +READY +UP-TO-DATE +AVAILABLE +AGE +CONTAINERS +IMAGES +SELECTOR$")
                .matches("^shown +0/2 +\\d +0 +\\S+ +nginx +nginx +app=shown$");
    }

    @Test
    void describe() throws IOException {
        apply(configMap("described", "red")).succeeds();

        kubectl("describe", "configmap", "described").succeeds().matches("^Name: +described$")
                .matches("^Namespace: +walk$").prints("\nData\n====\ncolor:\n----\nred\n", "\nBinaryData\n====\n",
                        "\nEvents:  <none>\n");
    }

    @Test
    void whatOneMayDo() {
        kubectl("auth", "can-i", "delete", "nodes").succeeds().printsExactly("yes");
        kubectl("auth", "can-i", "create", "pods/exec", "--as=somebody").exits(1).printsExactly("no");
        kubectl("auth", "can-i", "--list").succeeds().matches("^Resources +Non-Resource URLs +Resource Names +Verbs$")
                .matches("^\\*\\.\\* +\\[\\] +\\[\\] +\\[\\*\\]$")
                .matches("^selfsubjectreviews\\.authentication\\.k8s\\.io +\\[\\] +\\[\\] +\\[create\\]$")
                .matches("^ +\\[/api/\\*\\] +\\[\\] +\\[get\\]$");
    }

    @Test
    void whoOneIs() {
        if (minor.equals("1.27")) {
            // It asks for versions of the review that 1.34 no longer serves: a real server refuses it as well.
            kubectl("auth", "whoami").exits(1).complainsExactly("""
                    error: the selfsubjectreviews API is not enabled in the cluster
                    enable APISelfSubjectReview feature gate and authentication.k8s.io/v1alpha1 or authentication.k8s.io/v1beta1 API
                    """);
        } else {
            kubectl("auth", "whoami").succeeds().matches("^ATTRIBUTE +VALUE$").matches("^Username +kubernetes-admin$")
                    .matches("^Groups +\\[system:masters system:authenticated\\]$")
                    .matches("^Extra: arn +\\[arn:aws:iam::123456789012:user/cluster-creator\\]$");
        }
    }

    @Test
    void whatTheServerHas() {
        kubectl("api-resources").succeeds().matches("^NAME +SHORTNAMES +APIVERSION +NAMESPACED +KIND$")
                .matches("^configmaps +cm +v1 +true +ConfigMap$").matches("^nodes +no +v1 +false +Node$")
                .matches("^deployments +deploy +apps/v1 +true +Deployment$")
                .matches("^clusterrolebindings +rbac.authorization.k8s.io/v1 +false +ClusterRoleBinding$");
        kubectl("version").succeeds().matches("Server Version: .*v1\\.34\\.");
        kubectl("explain", "rolebinding.subjects").succeeds().prints("apiGroup", "namespace");
    }

    @Test
    void pages() throws IOException {
        StringBuilder seven = new StringBuilder();
        for (int i = 1; i <= 7; i++) {
            seven.append("---\n")
                    .append(text("page-" + i, "red").replace("metadata:", "metadata:\n  labels: {in: pages}"));
        }
        apply(file("seven.yaml", seven.toString())).succeeds();

        Ran paged = kubectl("get", "configmap", "-l", "in=pages", "--chunk-size=3", "-o", "name", "-v=6").succeeds();

        paged.printsExactly("""
                configmap/page-1
                configmap/page-2
                configmap/page-3
                configmap/page-4
                configmap/page-5
                configmap/page-6
                configmap/page-7
                """);
        assertThat(paged.err().lines().filter(line -> line.contains("limit=3"))).hasSize(3);
        assertThat(paged.err().lines().filter(line -> line.contains("continue="))).hasSize(2);
    }

    private Ran kubectl(String... words) {
        String[] command = new String[words.length + 1];
        command[0] = "kubectl";
        System.arraycopy(words, 0, command, 1, words.length);
        return Objects.requireNonNull(signedIn).run(command);
    }

    private Ran apply(String file, String... more) {
        String[] words = new String[more.length + 3];
        words[0] = "apply";
        words[1] = "-f";
        words[2] = file;
        System.arraycopy(more, 0, words, 3, more.length);
        return kubectl(words);
    }

    private Ran patch(String kind, String name, String type, String patch) {
        return kubectl("patch", kind, name, "--type", type, "-p", patch);
    }

    private Ran get(String name, String form) {
        return kubectl("get", "configmap", name, "-o", form).succeeds();
    }

    private Ran color(String name) {
        return kubectl("get", "configmap", name, "-o", "jsonpath={.data.color}").succeeds();
    }

    private String configMap(String name, String color) throws IOException {
        return file(name + "-" + color + ".yaml", text(name, color));
    }

    private static String text(String name, String color) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %s
                data:
                  color: %s
                """.formatted(name, color);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(Objects.requireNonNull(signedIn).home().resolve(name), text).toString();
    }
}
