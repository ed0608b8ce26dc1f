package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The API over HTTPS, as clients see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalKubernetesTest {

    private static final String TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io";
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
}
