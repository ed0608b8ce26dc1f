package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.schema.Shape;
import dev.sallyport.sandbox.kubernetes.store.Metadata;
import dev.sallyport.webhook.CertificateAuthority;
import dev.sallyport.webhook.TlsIdentity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The API over HTTPS, as clients see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalKubernetesTest {

    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";
    private static final String CONFIG_MAPS = "/api/v1/namespaces/kube-system/configmaps";

    private final TestCluster kube = new TestCluster();

    @BeforeAll
    void populate() {
        kube.cluster.create(TestCluster.parse("""
                {"apiVersion": "v1", "kind": "Node", "metadata": {"name": "ip-192-168-1-1.ec2.internal"},
                 "status": {"conditions": [{"type": "Ready", "status": "True"}],
                            "nodeInfo": {"kubeletVersion": "v1.34.4-eks-ecaa3a6"}}}"""));
        kube.cluster.create(TestCluster.parse("""
                {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "aws-auth", "namespace": "kube-system"},
                 "data": {"mapRoles": "[]"}}"""));
    }

    @AfterAll
    void stop() {
        kube.close();
    }

    @Test
    void whoShowsNoCredentialIsUnauthorized() {
        TestCluster.Reply reply = kube.get("", "/api/v1/nodes");

        assertThat(reply.code()).isEqualTo(401);
        assertThat(reply.json()).isEqualTo(TestCluster.parse("""
                {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
                 "message": "Unauthorized", "reason": "Unauthorized", "code": 401}"""));
    }

    @Test
    void aWriteThatEndsInAnErrorOfOursIsAnsweredAllTheSame() {
        TestCluster.Reply reply;
        try (var _ = kube.cluster.store().watchAll(change -> {
            if (Metadata.name(change.object()).equals("unlucky")) {
                throw new AssertionError("somebody who is told of a change fails");
            }
        })) {
            reply = kube.post("admin", CONFIG_MAPS, "{\"metadata\": {\"name\": \"unlucky\"}}");
        }

        assertThat(reply.code()).isEqualTo(500);
        assertThat(reply.message()).isEqualTo("Internal error occurred: AssertionError");
        kube.delete("admin", CONFIG_MAPS + "/unlucky", "");
    }

    @Test
    void healthIsToldToAnybody() {
        assertThat(kube.get("", "/readyz").text()).isEqualTo("ok");
    }

    @Test
    void aRefusalSaysWhoMayNotDoWhatWhere() {
        assertThat(kube.get("nobody", "/api/v1/nodes").message()).isEqualTo(
                "nodes is forbidden: User \"nobody\" cannot list resource \"nodes\" in API group \"\" at the cluster "
                        + "scope");
        assertThat(kube.get("nobody", CONFIG_MAPS + "/aws-auth").message()).isEqualTo(
                "configmaps \"aws-auth\" is forbidden: User \"nobody\" cannot get resource \"configmaps\" in API group "
                        + "\"\" in the namespace \"kube-system\"");
    }

    @Test
    void nodesAreListedAsATable() {
        JsonNode table = kube.get("admin", "/api/v1/nodes", "Accept", TABLE).json();

        assertThat(table.at("/rows/0/cells/0").asText()).isEqualTo("ip-192-168-1-1.ec2.internal");
        assertThat(table.at("/rows/0/cells/1").asText()).isEqualTo("Ready");
        assertThat(table.at("/rows/0/cells/4").asText()).isEqualTo("v1.34.4-eks-ecaa3a6");
    }

    @Test
    void aChangeIsRefusedWhenSomebodyElseWasFaster() {
        JsonNode before = kube.get("admin", CONFIG_MAPS + "/aws-auth").json();
        kube.patch("admin", CONFIG_MAPS + "/aws-auth", "application/merge-patch+json",
                "{\"data\": {\"mapUsers\": \"[]\"}}");

        TestCluster.Reply late = kube.put("admin", CONFIG_MAPS + "/aws-auth", before.toString());

        assertThat(late.code()).isEqualTo(409);
        assertThat(late.message()).startsWith(
                "Operation cannot be fulfilled on configmaps \"aws-auth\": the object has been modified");
    }

    @Test
    void aWatchResumesAfterTheVersionItNames() {
        String version = kube.get("admin", CONFIG_MAPS).json().at("/metadata/resourceVersion").asText();
        kube.post("admin", CONFIG_MAPS, "{\"metadata\": {\"name\": \"seen\"}}");
        kube.delete("admin", CONFIG_MAPS + "/seen", "");

        List<JsonNode> events = kube.watch("admin",
                CONFIG_MAPS + "?watch=1&timeoutSeconds=1&fieldSelector=metadata.name%3Dseen&resourceVersion="
                        + version);

        assertThat(events).extracting(event -> event.path("type").asText()).containsExactly("ADDED", "DELETED");
    }

    @Test
    void discoveryKnowsTheShortNames() {
        JsonNode resources = kube.get("nobody", "/api/v1").json().path("resources");

        assertThat(resources).anySatisfy(resource -> {
            assertThat(resource.path("name").asText()).isEqualTo("configmaps");
            assertThat(resource.at("/shortNames/0").asText()).isEqualTo("cm");
        });
    }

    @Test
    void aListIsPagedAsOfOneMoment() {
        kube.post("admin", "/api/v1/namespaces", "{\"metadata\": {\"name\": \"paged\"}}");
        String maps = "/api/v1/namespaces/paged/configmaps";
        for (String name : List.of("a", "b", "c")) {
            kube.post("admin", maps, "{\"metadata\": {\"name\": \"" + name + "\", \"labels\": {\"p\": \"\"}}}");
        }

        JsonNode first = kube.get("admin", maps + "?limit=2&labelSelector=p").json();
        kube.delete("admin", maps + "/c", "");
        JsonNode second = kube.get("admin", maps + "?limit=2&labelSelector=p&continue="
                + first.at("/metadata/continue").asText()).json();

        assertThat(names(first)).containsExactly("a", "b");
        assertThat(names(second)).containsExactly("c");
        assertThat(second.at("/metadata/resourceVersion")).isEqualTo(first.at("/metadata/resourceVersion"));
    }

    private static List<String> names(JsonNode list) {
        return list.path("items").valueStream().map(item -> item.at("/metadata/name").asText()).toList();
    }

    @Test
    void aNamespaceTakesItsContentAlong() {
        kube.post("admin", "/api/v1/namespaces", "{\"metadata\": {\"name\": \"gone\"}}");
        kube.post("admin", "/api/v1/namespaces/gone/configmaps", "{\"metadata\": {\"name\": \"x\"}}");

        JsonNode marked = kube.delete("admin", "/api/v1/namespaces/gone", "").json();

        assertThat(marked.at("/status/phase").asText()).isEqualTo("Terminating");
        await().atMost(PATIENCE).until(() -> kube.get("admin", "/api/v1/namespaces/gone").code() == 404);
        assertThat(kube.get("admin", "/api/v1/namespaces/gone/configmaps").json().path("items")).isEmpty();
    }

    @Test
    void everyNamespaceHasAServiceAccountAndTheClustersCertificate() {
        kube.post("admin", "/api/v1/namespaces", "{\"metadata\": {\"name\": \"filled\"}}");

        await().atMost(PATIENCE).until(() -> kube.get("admin", "/api/v1/namespaces/filled/configmaps/kube-root-ca.crt")
                .code() == 200);
        assertThat(kube.get("admin", "/api/v1/namespaces/filled/serviceaccounts/default").code()).isEqualTo(200);
    }

    @Test
    void whoIsBoundIsLetInAtOnce() {
        assertThat(kube.get("viewer", "/api/v1/nodes").code()).isEqualTo(403);

        kube.post("admin", RBAC + "/clusterroles", """
                {"metadata": {"name": "node-viewer"},
                 "rules": [{"apiGroups": [""], "resources": ["nodes"], "verbs": ["get", "list"]}]}""");
        kube.post("admin", RBAC + "/clusterrolebindings", """
                {"metadata": {"name": "node-viewers"}, "subjects": [{"kind": "Group", "name": "node-viewers"}],
                 "roleRef": {"kind": "ClusterRole", "name": "node-viewer"}}""");

        assertThat(kube.get("viewer", "/api/v1/nodes").code()).isEqualTo(200);
    }

    @Test
    void nobodyGrantsWhatTheyDoNotHave() {
        kube.post("admin", RBAC + "/clusterroles",
                """
                {"metadata": {"name": "role-writer"}, "rules": [
                  {"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["clusterroles"], "verbs": ["create"]}]}""");
        kube.post("admin", RBAC + "/clusterrolebindings", """
                {"metadata": {"name": "role-writers"}, "subjects": [{"kind": "User", "name": "writer"}],
                 "roleRef": {"kind": "ClusterRole", "name": "role-writer"}}""");

        TestCluster.Reply reply = kube.post("admin", RBAC + "/clusterroles", """
                {"metadata": {"name": "more"},
                 "rules": [{"apiGroups": [""], "resources": ["secrets"], "verbs": ["get"]}]}""",
                "Impersonate-User", "writer");

        assertThat(reply.code()).isEqualTo(403);
        assertThat(reply.message()).isEqualTo("clusterroles.rbac.authorization.k8s.io \"more\" is forbidden: user "
                + "\"writer\" (groups=[\"system:authenticated\"]) is attempting to grant RBAC permissions not currently "
                + "held:\n{APIGroups:[\"\"], Resources:[\"secrets\"], Verbs:[\"get\"]}");
    }

    @Test
    void onlyWhoMayImpersonateMay() {
        assertThat(kube.get("nobody", "/api/v1/nodes", "Impersonate-User", "admin").message()).isEqualTo(
                "users \"admin\" is forbidden: User \"nobody\" cannot impersonate resource \"users\" in API group \"\" "
                        + "at the cluster scope");
    }

    @Test
    void aClientCertificateIsAUserAndItsGroups() {
        TlsIdentity node = kube.authority.issueClient("system:node:n1", List.of("system:nodes"));

        JsonNode review = kube.as(node).post("", "/apis/authentication.k8s.io/v1/selfsubjectreviews", "{}").json();

        assertThat(review.at("/status/userInfo/username").asText()).isEqualTo("system:node:n1");
        assertThat(review.at("/status/userInfo/groups")).extracting(JsonNode::asText).containsExactly("system:nodes",
                "system:authenticated");
    }

    @Test
    void aForeignClientCertificateIsNobody() {
        TlsIdentity foreign = CertificateAuthority.create("other", Clock.systemUTC()).issueClient("admin",
                List.of("system:masters"));

        assertThat(kube.as(foreign).get("", "/api/v1/nodes").code()).isEqualTo(401);
    }

    @Test
    void aFieldThatTheKindDoesNotHaveIsWarnedOfOrRefused() {
        String body = "{\"metadata\": {\"name\": \"odd\"}, \"dota\": {}}";

        TestCluster.Reply warned = kube.post("admin", CONFIG_MAPS + "?dryRun=All", body);
        TestCluster.Reply refused = kube.post("admin", CONFIG_MAPS + "?dryRun=All&fieldValidation=Strict", body);

        assertThat(warned.code()).isEqualTo(201);
        assertThat(warned.http().headers().firstValue("Warning")).contains("299 - \"unknown field \\\"dota\\\"\"");
        assertThat(refused.message()).isEqualTo("ConfigMap in version \"v1\" cannot be handled as a ConfigMap: strict "
                + "decoding error: unknown field \"dota\"");
    }

    @Test
    void aDryRunChangesNothing() {
        kube.post("admin", CONFIG_MAPS + "?dryRun=All", "{\"metadata\": {\"name\": \"dry\"}}");

        assertThat(kube.get("admin", CONFIG_MAPS + "/dry").code()).isEqualTo(404);
    }

    @Test
    void aCustomResourceDefinitionAddsAKindAndTakesItAway() {
        String definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
        kube.post("admin", definitions, """
                {"metadata": {"name": "iamusergroups.octank.com"}, "spec": {"group": "octank.com", "scope": "Namespaced",
                 "names": {"kind": "IamUserGroup", "plural": "iamusergroups", "shortNames": ["ig"]},
                 "versions": [{"name": "v1", "served": true, "storage": true,
                   "additionalPrinterColumns": [{"name": "User", "type": "string", "jsonPath": ".spec.iamUser"}],
                   "schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": {"type": "object",
                     "required": ["iamUser"], "properties": {"iamUser": {"type": "string"}}}}}}}]}}""");
        String resources = "/apis/octank.com/v1/namespaces/kube-system/iamusergroups";
        await().atMost(PATIENCE).until(() -> kube.get("admin", resources).code() == 200);

        TestCluster.Reply made = kube.post("admin", resources,
                "{\"metadata\": {\"name\": \"alice\"}, \"spec\": {\"iamUser\": \"arn:x\", \"foo\": 1}}");
        TestCluster.Reply wrong = kube.post("admin", resources, "{\"metadata\": {\"name\": \"bob\"}, \"spec\": {}}");

        assertThat(made.json().path("spec")).isEqualTo(TestCluster.parse("{\"iamUser\": \"arn:x\"}"));
        assertThat(wrong.message()).isEqualTo(
                "IamUserGroup.octank.com \"bob\" is invalid: spec.iamUser: Required value");
        assertThat(kube.get("admin", resources, "Accept", TABLE).json().at("/rows/0/cells"))
                .isEqualTo(TestCluster.parse("[\"alice\", \"arn:x\"]"));

        kube.delete("admin", definitions + "/iamusergroups.octank.com", "");
        await().atMost(PATIENCE).until(() -> kube.get("admin", resources).code() == 404);
    }

    @Test
    void anEventIsTheSameUnderBothItsNames() {
        kube.post("admin", "/api/v1/namespaces/default/events", """
                {"metadata": {"name": "e1"}, "message": "hello", "involvedObject": {"kind": "Pod", "name": "p"}}""");

        JsonNode other = kube.get("admin", "/apis/events.k8s.io/v1/namespaces/default/events/e1").json();

        assertThat(other.path("note").asText()).isEqualTo("hello");
        assertThat(other.at("/regarding/name").asText()).isEqualTo("p");
    }

    @Test
    void belongingsGoWithTheirOwner() {
        JsonNode owner = kube.post("admin", CONFIG_MAPS, "{\"metadata\": {\"name\": \"owner\"}}").json();
        kube.post("admin", CONFIG_MAPS, "{\"metadata\": {\"name\": \"owned\", \"ownerReferences\": [{\"apiVersion\": "
                + "\"v1\", \"kind\": \"ConfigMap\", \"name\": \"owner\", \"uid\": \""
                + owner.at("/metadata/uid").asText()
                + "\"}]}}");

        kube.delete("admin", CONFIG_MAPS + "/owner", "");

        await().atMost(PATIENCE).until(() -> kube.get("admin", CONFIG_MAPS + "/owned").code() == 404);
    }

    @Test
    void aFinalizerHoldsADeletionUp() {
        kube.post("admin", CONFIG_MAPS,
                "{\"metadata\": {\"name\": \"held\", \"finalizers\": [\"example.com/hold\"]}}");

        JsonNode marked = kube.delete("admin", CONFIG_MAPS + "/held", "").json();
        kube.patch("admin", CONFIG_MAPS + "/held", "application/merge-patch+json",
                "{\"metadata\": {\"finalizers\": null}}");

        assertThat(marked.at("/metadata/deletionTimestamp").isTextual()).isTrue();
        assertThat(kube.get("admin", CONFIG_MAPS + "/held").code()).isEqualTo(404);
    }

    @Test
    void aWatchMayBeginWithWhatIsThere() {
        List<JsonNode> events = kube.watch("admin", CONFIG_MAPS + "?watch=1&timeoutSeconds=1&sendInitialEvents=true"
                + "&allowWatchBookmarks=true&resourceVersionMatch=NotOlderThan&fieldSelector=metadata.name%3Daws-auth");

        assertThat(events.getFirst().at("/object/metadata/name").asText()).isEqualTo("aws-auth");
        assertThat(events.get(1).at("/object/metadata/annotations/k8s.io~1initial-events-end").asText())
                .isEqualTo("true");
    }

    @Test
    void openApiTellsThatPatchesAreValidated() {
        JsonNode index = kube.get("nobody", "/openapi/v3").json();
        String apps = index.at("/paths/apis~1apps~1v1/serverRelativeURL").asText();

        JsonNode document = kube.get("nobody", apps).json();

        assertThat(document.path("paths").path("/apis/apps/v1/namespaces/{namespace}/deployments/{name}")
                .at("/patch/parameters").findValuesAsText("name")).contains("fieldValidation");
        assertThat(document.at("/components/schemas").has("io.k8s.api.apps.v1.Deployment")).isTrue();
    }

    @Test
    void everyKindHasASchemaAndNoTwoShareAName() {
        List<Kind> kinds = KindRegistry.standard().all();

        assertThat(kinds).allSatisfy(kind -> assertThat(kind.shape().get()).isInstanceOf(Shape.Struct.class));
        assertThat(kinds).extracting(kind -> kind.apiVersion() + "/" + kind.plural()).doesNotHaveDuplicates();
    }
}
