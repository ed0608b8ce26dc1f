package dev.sallyport.sandbox.kubernetes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A role that gathers the rules of others, over its life. */
class AggregationTest {

    private static final String ROLES = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TestCluster kube = new TestCluster();

    @BeforeEach
    void aRoleWithARuleOfItsOwn() {
        kube.post("admin", ROLES, """
                {"metadata": {"name": "all"},
                 "aggregationRule": {"clusterRoleSelectors": [{"matchLabels": {"part-of": "all"}}]},
                 "rules": [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}]}""");
    }

    @AfterEach
    void stop() {
        kube.close();
    }

    @Test
    void rulesWrittenByHandStayUntilSomethingIsGatheredAndDoNotComeBack() {
        gather("one");

        await().atMost(PATIENCE).until(() -> resource(), "secrets"::equals);
        assertThat(kube.get("admin", ROLES + "/all").json().at("/metadata/managedFields/0/operation").asText())
                .isEqualTo("Apply");

        kube.send("admin", "DELETE", ROLES + "/one", "");
        await().atMost(PATIENCE).until(() -> resource(), ""::equals);
    }

    @Test
    void rulesWrittenByHandStayWhereNothingIsGathered() {
        kube.post("admin", ROLES, """
                {"metadata": {"name": "other", "labels": {"part-of": "other"}}, "rules": []}""");
        gather("unrelated", "somewhere");

        kube.post("admin", ROLES, """
                {"metadata": {"name": "witness"},
                 "aggregationRule": {"clusterRoleSelectors": [{"matchLabels": {"part-of": "somewhere"}}]}}""");
        await().atMost(PATIENCE).until(() -> resource("witness"), "secrets"::equals);

        assertThat(resource()).isEqualTo("pods");
    }

    private void gather(String name) {
        gather(name, "all");
    }

    private void gather(String name, String partOf) {
        kube.post("admin", ROLES, """
                {"metadata": {"name": "%s", "labels": {"part-of": "%s"}},
                 "rules": [{"apiGroups": [""], "resources": ["secrets"], "verbs": ["list"]}]}"""
                .formatted(name, partOf));
    }

    private String resource() {
        return resource("all");
    }

    private String resource(String role) {
        return kube.get("admin", ROLES + "/" + role).json().at("/rules/0/resources/0").asText();
    }
}
