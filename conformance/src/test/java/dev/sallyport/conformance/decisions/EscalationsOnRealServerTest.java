package dev.sallyport.conformance.decisions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sallyport.conformance.Checkout;
import dev.sallyport.conformance.Skipped;
import dev.sallyport.conformance.peers.ApiAnswer;
import dev.sallyport.conformance.peers.ApiClient;
import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.conformance.peers.RealCluster;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The cases of docs/access.md on a real API server. Each right that a way needs is there by the server's own review; and
 * somebody who may delete no Secret goes the way, as far as it leads without a node. A case that leads nowhere is tried
 * too, and must not lead there.
 */
@Tag("conformance")
final class EscalationsOnRealServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60); // a loaded machine
    private static final Pattern CASE = Pattern.compile("### (\\d+)\\. (.*)\\n\\n(?:.+\\n)+\\n```yaml\\n"
            + "# held by the group deployers in (.*)\\n((?:.+\\n)+)```\\n```text\\n((?:.+\\n)+)```\\n");
    private static final Pattern NEED = Pattern
            .compile(" +may (\\S+) ([^\\s:/]+)(?:/([^\\s:]+))?(?: (?!in )([^\\s:]+))?(?: in namespace ([^\\s:]+))?:.*");
    private static final Map<String, String> GROUPS = Map.of("rolebindings", "rbac.authorization.k8s.io",
            "clusterroles",
            "rbac.authorization.k8s.io", "deployments", "apps", "certificatesigningrequests", "certificates.k8s.io",
            "signers", "certificates.k8s.io");
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
    private static final String SECRET = "/api/v1/namespaces/prod/secrets/db?dryRun=All";
    private static final String POD = "{metadata: {name: p}, spec: {serviceAccountName: %s, containers: [{name: c, image: x}]}}";
    private static final String ALL = "{rules: [{apiGroups: ['*'], resources: ['*'], verbs: ['*']}]}";
    private static final ObjectMapper YAML = new YAMLMapper();

    private static final Map<String, String> CLUSTER = Map.ofEntries(
            Map.entry(RBAC + "clusterroles/secret-keeper",
                    "{rules: [{apiGroups: [''], resources: [secrets], verbs: [delete]}]}"),
            Map.entry(RBAC + "clusterroles/starter",
                    "{rules: [{apiGroups: [''], resources: [pods], verbs: [create]}]}"),
            Map.entry(RBAC + "namespaces/prod/rolebindings/vault", binding("secret-keeper",
                    "{kind: ServiceAccount, name: vault, namespace: prod}, {kind: User, name: dba},"
                            + " {kind: Group, name: keepers}")),
            Map.entry(RBAC + "namespaces/prod/rolebindings/builder",
                    binding("starter", "{kind: ServiceAccount, name: builder, namespace: dev}")),
            Map.entry("/api/v1/namespaces/prod/serviceaccounts/vault", "{}"),
            Map.entry("/api/v1/namespaces/dev/serviceaccounts/builder", "{}"),
            Map.entry("/api/v1/namespaces/prod/secrets/db", "{stringData: {a: b}}"),
            Map.entry("/api/v1/namespaces/prod/secrets/vault-token", "{type: kubernetes.io/service-account-token,"
                    + " metadata: {annotations: {kubernetes.io/service-account.name: vault}}}"),
            Map.entry("/api/v1/namespaces/kube-system/configmaps/aws-auth", "{data: {}}"),
            Map.entry("/apis/apps/v1/namespaces/prod/deployments/web",
                    "{spec: {selector: {matchLabels: {a: b}}, template:"
                            + " {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: x}]}}}}"));

    private record Case(int number, String title, String place, String rules, String answer) {
        static Case of(MatchResult found) {
            return new Case(Integer.parseInt(found.group(1)), found.group(2), found.group(3), found.group(4),
                    found.group(5));
        }

        String bindingPath() {
            return place.equals("the whole cluster")
                    ? RBAC + "clusterrolebindings/case"
                    : RBAC + "namespaces/" + place.replace("namespace ", "") + "/rolebindings/case";
        }

        /** A right that nothing else gives: who has it has the case's others. */
        Matcher effect() {
            Matcher effect = NEED.matcher(" may get effects case-" + number
                    + (place.equals("the whole cluster") ? "" : " in " + place) + ":");
            assertThat(effect.matches()).isTrue();
            return effect;
        }

        boolean leadsNowhere() {
            return answer.startsWith("role/ci cannot.");
        }
    }

    /** One server, and somebody without any right but those of a case. */
    private record Stage(ApiClient admin, ApiClient somebody, String name) {

        /** Writes an object, whether it is there or not. */
        void put(String path, String yaml) {
            String collection = path.substring(0, path.lastIndexOf('/'));
            ObjectNode object = json(yaml);
            object.withObject("/metadata").put("name", path.substring(path.lastIndexOf('/') + 1));
            ApiAnswer made = admin.post(collection, object.toString());
            if (made.status() == 409) {
                made = admin.send("PUT", path, Map.of("Content-Type", "application/json"), object.toString());
            }
            made.succeeds();
        }

        /** Whether the server's own review says yes to somebody. */
        boolean may(Matcher need) {
            ObjectNode review = json("{spec: {groups: ['system:authenticated'], resourceAttributes: {}}}");
            ((ObjectNode) review.path("spec")).put("user", name);
            ObjectNode asked = (ObjectNode) review.at("/spec/resourceAttributes");
            asked.put("verb", need.group(1)).put("resource", need.group(2))
                    .put("group", GROUPS.getOrDefault(need.group(2), ""));
            asked.put("subresource", Optional.ofNullable(need.group(3)).orElse(""));
            asked.put("name", Optional.ofNullable(need.group(4)).orElse(""));
            asked.put("namespace", Optional.ofNullable(need.group(5)).orElse(""));
            return admin.post("/apis/authorization.k8s.io/v1/subjectaccessreviews", review.toString()).succeeds().json()
                    .at("/status/allowed").asBoolean();
        }

        ApiAnswer post(String path, String yaml) {
            return somebody.post(path, json(yaml).toString());
        }

        ApiAnswer replace(String path, String yaml) {
            ObjectNode object = json(yaml);
            object.withObject("/metadata").put("name", path.substring(path.lastIndexOf('/') + 1));
            return somebody.send("PUT", path, Map.of("Content-Type", "application/json"), object.toString());
        }

        ApiAnswer patch(String path, String yaml) {
            return somebody.send("PATCH", path, Map.of("Content-Type", "application/merge-patch+json"),
                    json(yaml).toString());
        }

        boolean deletesAs(String... impersonation) {
            Map<String, String> headers = impersonation.length == 1
                    ? Map.of("Impersonate-User", impersonation[0])
                    : Map.of("Impersonate-User", impersonation[0], "Impersonate-Group", impersonation[1]);
            return somebody.send("DELETE", SECRET, headers, "").status() == 200;
        }

        boolean deletesWith(String token) {
            return somebody.as(token).delete(SECRET).status() == 200;
        }

        boolean deletes() {
            return somebody.delete(SECRET).status() == 200;
        }

        /** The server reads roles back by a watch. */
        boolean deletesSoon() {
            await("the new right").atMost(PATIENCE).until(this::deletes);
            return true;
        }

        Optional<String> token(String namespace, String account) {
            return Optional.of(post("/api/v1/namespaces/" + namespace + "/serviceaccounts/" + account + "/token", "{}"))
                    .filter(answer -> answer.status() == 201).map(answer -> answer.json().at("/status/token").asText());
        }
    }

    @TestFactory
    Stream<DynamicTest> eachWayIsThereAndLeadsWhereTheDocumentSays() throws IOException {
        List<Case> cases = CASE.matcher(Files.readString(Checkout.root().resolve("docs/access.md"))).results()
                .map(Case::of).toList();
        assertThat(cases).hasSize(23);
        RealCluster cluster = RealCluster.start("1.34", true, Map.of()).orElseThrow(() -> Skipped
                .because("escalations, for want of kube-apiserver 1.34. " + PeerCommand.REMEDY));
        try {
            Stage stage = stage(cluster);
            return cases.stream().map(each -> DynamicTest.dynamicTest(each.number() + ". " + each.title(),
                    () -> hold(stage, each))).onClose(cluster::close);
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
    }

    private static Stage stage(RealCluster cluster) {
        ApiClient somebody = cluster.nobody();
        String name = somebody.post("/apis/authentication.k8s.io/v1/selfsubjectreviews",
                json("{apiVersion: authentication.k8s.io/v1, kind: SelfSubjectReview}").toString()).succeeds().json()
                .at("/status/userInfo/username").asText();
        Stage stage = new Stage(cluster.admin(), somebody, name);
        List.of("prod", "dev").forEach(namespace -> stage.put("/api/v1/namespaces/" + namespace, "{}"));
        return stage;
    }

    private static void hold(Stage stage, Case each) {
        CLUSTER.forEach(stage::put);
        stage.put(RBAC + "clusterroles/case", "{rules: [" + String.join(",", each.rules().lines()
                .map(rule -> rule.replaceFirst("^- ", "")).toList())
                + ", {apiGroups: [''], resources: [effects], verbs:"
                + " [get], resourceNames: [case-" + each.number() + "]}]}");
        await("the last case's rights to be gone").atMost(PATIENCE).until(() -> !stage.deletes());
        stage.put(each.bindingPath(), binding("case", "{kind: User, name: " + stage.name() + "}"));
        try {
            await("the case's effect").atMost(PATIENCE).until(() -> stage.may(each.effect()));
            List<Matcher> needs = each.answer().lines().takeWhile(line -> !line.startsWith("    then "))
                    .map(NEED::matcher).filter(Matcher::matches).toList();
            assertThat(needs.isEmpty()).isEqualTo(each.leadsNowhere());
            assertThat(needs).allMatch(stage::may);
            assertThat(stage.deletes()).as("before they go the way").isFalse();
            if (!each.leadsNowhere()) {
                assertThat(goes(stage, each.number())).isTrue();
            } else {
                leadsNowhere(stage, each.number());
                assertThat(stage.deletes()).isFalse();
            }
        } finally {
            stage.admin().delete(each.bindingPath());
            stage.admin().delete(RBAC + "namespaces/prod/rolebindings/mine");
            List.of("prod", "dev").forEach(namespace -> stage.admin().delete("/api/v1/namespaces/" + namespace
                    + "/pods/p?gracePeriodSeconds=0"));
        }
    }

    /** Goes the way; a Pod is started and not run, for there is no node. */
    private static boolean goes(Stage stage, int number) {
        String mine = "{kind: User, name: " + stage.name() + "}";
        return switch (number) {
            case 1 -> stage.deletesAs("dba");
            case 2 -> stage.deletesAs("system:serviceaccount:prod:vault");
            case 4 -> stage.deletesAs("nobody-special", "keepers");
            case 5 -> stage.deletesAs("x", "keepers") && stage.deletesAs("x", "system:masters");
            case 6 -> stage.post(RBAC + "namespaces/prod/rolebindings", named(binding("secret-keeper", mine)))
                    .status() == 201 && stage.deletesSoon();
            case 9 -> stage.patch(RBAC + "namespaces/prod/rolebindings/vault", "{subjects: [" + mine + "]}")
                    .status() == 200 && stage.deletesSoon();
            case 10 -> stage.replace(RBAC + "clusterroles/case", ALL).status() == 200 && stage.deletesSoon();
            case 12 -> stage.token("prod", "vault").filter(stage::deletesWith).isPresent();
            case 13 -> stage.post("/api/v1/namespaces/prod/pods", POD.formatted("vault")).status() == 201;
            case 14 -> stage.patch("/apis/apps/v1/namespaces/prod/deployments/web",
                    "{spec: {template: {spec: {serviceAccountName: vault}}}}").status() == 200;
            case 16 -> {
                await("the token").atMost(PATIENCE).until(() -> tokenInSecret(stage).isPresent());
                yield stage.deletesWith(tokenInSecret(stage).orElseThrow());
            }
            case 19 -> stage.patch("/api/v1/namespaces/kube-system/configmaps/aws-auth", "{data: {mapUsers: '[]'}}")
                    .status() == 200;
            case 23 -> stage.token("dev", "builder").map(token -> stage.somebody().as(token)
                    .post("/api/v1/namespaces/prod/pods", json(POD.formatted("vault")).toString()).status())
                    .equals(Optional.of(201));
            case 15, 18, 21 -> true; // the rights were seen; the way ends at a kubelet or a signer, which are not here
            default -> throw new IllegalStateException("a new case: say how its way is gone");
        };
    }

    /** What somebody would try. */
    private static void leadsNowhere(Stage stage, int number) {
        String grant = named(binding("secret-keeper", "{kind: User, name: " + stage.name() + "}"));
        switch (number) {
            case 3 -> assertThat(stage.deletesAs("dba", "keepers")).isFalse();
            case 7 -> assertThat(stage.post(RBAC + "namespaces/prod/rolebindings", grant).status()).isEqualTo(403);
            case 8 -> assertThat(stage.post(RBAC + "namespaces/prod/rolebindings", grant).body())
                    .contains("attempting to grant RBAC");
            case 11 -> assertThat(stage.replace(RBAC + "clusterroles/secret-keeper", ALL).status()).isEqualTo(200);
            case 17 -> assertThat(stage.somebody().get("/api/v1/namespaces/prod/secrets/db").status()).isEqualTo(200);
            case 20 -> {
                // as case 21; that nobody comes in by what is signed is EKS's, not this server's
            }
            case 22 -> {
                assertThat(stage.post("/api/v1/namespaces/dev/pods", POD.formatted("builder")).status()).isEqualTo(201);
                assertThat(stage.post("/api/v1/namespaces/prod/pods", POD.formatted("vault")).status()).isEqualTo(403);
            }
            default -> throw new IllegalStateException("a new case: say what is tried");
        }
    }

    private static Optional<String> tokenInSecret(Stage stage) {
        for (JsonNode secret : stage.somebody().get("/api/v1/namespaces/prod/secrets").succeeds().json()
                .path("items")) {
            String token = secret.at("/data/token").asText();
            if (!token.isEmpty()) {
                return Optional.of(new String(Base64.getDecoder().decode(token), StandardCharsets.US_ASCII));
            }
        }
        return Optional.empty();
    }

    private static String binding(String role, String subjects) {
        return "{roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: " + role + "}, subjects: ["
                + subjects + "]}";
    }

    private static String named(String yaml) {
        return yaml.replaceFirst("\\{", "{metadata: {name: mine}, ");
    }

    private static ObjectNode json(String yaml) {
        try {
            return (ObjectNode) YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(yaml, e);
        }
    }
}
