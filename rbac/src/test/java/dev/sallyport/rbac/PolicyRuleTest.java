package dev.sallyport.rbac;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What one rule allows: the table of {@code evaluation_helpers.go}, row by row. */
class PolicyRuleTest {

    @ParameterizedTest(name = "a rule for {0} speaks of {1}/{2}: {3}")
    @CsvSource({
        "pods,      pods,        '',     true",
        "pods,      pods,        log,    false",
        "pods/log,  pods,        log,    true",
        "pods/log,  pods,        '',     false",
        "*,         pods,        '',     true",
        "*,         pods,        log,    true",
        "*/scale,   deployments, scale,  true",
        "*/scale,   replicasets, scale,  true",
        "*/scale,   deployments, '',     false",
        "*/scale,   deployments, status, false",
        "*/scale,   deployments, xscale, false",
        "pods/*,    pods,        log,    false",
        "pods/*,    pods,        *,      true",
        "*/*,       pods,        log,    false",
        "Pods,      pods,        '',     false",
    })
    void resourcesAndSubresources(String ruled, String resource, String subresource, boolean allowed) {
        PolicyRule rule = PolicyRule.resources(List.of("get"), List.of("*"), List.of(ruled));

        assertThat(rule.allows(new AccessRequest.Resource("get", "", resource, subresource, "x", "ns")))
                .isEqualTo(allowed);
    }

    @Test
    void aReviewMayWriteTheSubresourceIntoTheResource() {
        PolicyRule rule = PolicyRule.resources(List.of("get"), List.of(""), List.of("pods/log"));

        assertThat(rule.allows(new AccessRequest.Resource("get", "", "pods/log", "", "x", "ns"))).isTrue();
    }

    @ParameterizedTest(name = "a rule for the groups {0} speaks of group {1}: {2}")
    @CsvSource({"'', '', true", "'', apps, false", "apps, apps, true", "apps, '', false", "*, '', true",
        "*, apps, true", "APPS, apps, false", "a*, apps, false"})
    void groups(String ruled, String group, boolean allowed) {
        PolicyRule rule = PolicyRule.resources(List.of("get"), List.of(ruled), List.of("things"));

        assertThat(rule.allows(new AccessRequest.Resource("get", group, "things", "", "", ""))).isEqualTo(allowed);
    }

    @ParameterizedTest(name = "a rule for the verb {0} allows {1}: {2}")
    @CsvSource({"get, get, true", "get, list, false", "*, deletecollection, true", "*, anything, true",
        "GET, get, false", "'', '', true"})
    void verbs(String ruled, String verb, boolean allowed) {
        PolicyRule rule = PolicyRule.resources(List.of(ruled), List.of(""), List.of("pods"));

        assertThat(rule.allows(new AccessRequest.Resource(verb, "", "pods", "", "", ""))).isEqualTo(allowed);
    }

    @Test
    void aResourceNameNarrowsToThatObjectAndSoRefusesTheCollection() {
        PolicyRule rule = new PolicyRule(List.of("*"), List.of(""), List.of("configmaps"), List.of("aws-auth", "b"),
                List.of());

        assertThat(rule.allows(configMaps("get", "aws-auth"))).isTrue();
        assertThat(rule.allows(configMaps("get", "b"))).isTrue();
        assertThat(rule.allows(configMaps("get", "other"))).isFalse();
        assertThat(rule.allows(configMaps("list", ""))).isFalse();
        assertThat(rule.allows(configMaps("create", ""))).isFalse();
    }

    @Test
    void aStarAmongResourceNamesIsAName() {
        PolicyRule rule = new PolicyRule(List.of("get"), List.of(""), List.of("configmaps"), List.of("*"), List.of());

        assertThat(rule.allows(configMaps("get", "aws-auth"))).isFalse();
        assertThat(rule.allows(configMaps("get", "*"))).isTrue();
    }

    @ParameterizedTest(name = "a rule for {0} speaks of the path {1}: {2}")
    @CsvSource({
        "/metrics,   /metrics,       true",
        "/metrics,   /metrics/,      false",
        "/metrics,   /metrics/slis,  false",
        "/metrics/*, /metrics/slis,  true",
        "/metrics/*, /metrics/a/b,   true",
        "/metrics/*, /metrics,       false",
        "/metrics*,  /metricsabc,    true",
        "/healthz**, /healthz/etcd,  true",
        "*,          /anything,      true",
        "/a*c,       /abc,           false",
        "/*/c,       /b/c,           false",
    })
    void paths(String ruled, String path, boolean allowed) {
        PolicyRule rule = PolicyRule.nonResources(List.of("get"), List.of(ruled));

        assertThat(rule.allows(new AccessRequest.NonResource("get", path))).isEqualTo(allowed);
    }

    @Test
    void aRuleAboutPathsSaysNothingAboutResourcesNorTheOtherWayRound() {
        PolicyRule everyPath = PolicyRule.nonResources(List.of("*"), List.of("*"));
        PolicyRule everyResource = PolicyRule.resources(List.of("*"), List.of("*"), List.of("*"));

        assertThat(everyPath.allows(configMaps("get", "x"))).isFalse();
        assertThat(everyResource.allows(new AccessRequest.NonResource("get", "/metrics"))).isFalse();
    }

    @Test
    void theCompactFormLeavesOutWhatIsEmpty() {
        PolicyRule rule = new PolicyRule(List.of("update", "get"), List.of("apps"), List.of("deployments"),
                List.of("web"), List.of());

        assertThat(rule.compact()).isEqualTo(
                "{APIGroups:[\"apps\"], Resources:[\"deployments\"], ResourceNames:[\"web\"], Verbs:[\"update\" \"get\"]}");
        assertThat(PolicyRule.nonResources(List.of("get"), List.of("/a")).compact())
                .isEqualTo("{NonResourceURLs:[\"/a\"], Verbs:[\"get\"]}");
    }

    private static AccessRequest configMaps(String verb, String name) {
        return new AccessRequest.Resource(verb, "", "configmaps", "", name, "kube-system");
    }
}
