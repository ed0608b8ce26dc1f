package dev.sallyport.cluster.export;

import dev.sallyport.mapping.AwsAuth;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

final class MapExportTest {

    private static final String ARN = "arn:aws:iam::123456789012:";

    @Test
    void aRuleBecomesAResourceNamedAfterIt() {
        MapExport export = MapExport.identityMappings(AwsAuth.parse(Map.of("mapRoles",
                "- rolearn: " + ARN + "role/dev\n  username: dev:{{SessionName}}\n  groups: [edit]\n")));

        assertThat(export.documents()).containsExactly(Map.of("apiVersion", "iamauthenticator.k8s.aws/v1alpha1",
                "kind", "IAMIdentityMapping", "metadata", Map.of("name", "role-dev"), "spec",
                Map.of("arn", ARN + "role/dev", "username", "dev:{{SessionName}}", "groups", List.of("edit"))));
        assertThat(export.leftOut()).isEmpty();
    }

    @Test
    void whatHasNoWordThereIsNamed() {
        MapExport export = MapExport.identityMappings(AwsAuth.parse(Map.of("mapAccounts", "- \"111122223333\"\n",
                "mapUsers", "- userarn: " + ARN + "user/ana\n")));

        assertThat(export.documents()).isEmpty();
        assertThat(export.leftOut()).hasSize(2).anyMatch(each -> each.contains("the account 111122223333"))
                .anyMatch(each -> each.contains("user/ana has no user name"));
    }

    @Test
    void namesAreValidAndUniqueWhateverTheArnsSay() {
        MapExport export = MapExport.identityMappings(AwsAuth.parse(Map.of("mapRoles",
                roles("role/dev", "role/team/dev", "role/Dev_Ops+1", "role/dev-ops-1", "role/a..b", "role/-x-",
                        "role/" + "n".repeat(300), "role/x=@,._", "role/é"))));

        List<String> names = export.documents().stream().map(MapExportTest::name).toList();
        assertThat(names).hasSize(9).doesNotHaveDuplicates().allMatch(name -> name.length() <= 253 && name
                .matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*"));
    }

    @Test
    void aNameDependsOnNoOrder() {
        AwsAuth one = AwsAuth.parse(Map.of("mapRoles", roles("role/a/dev", "role/b/dev")));
        AwsAuth other = AwsAuth.parse(Map.of("mapRoles", roles("role/b/dev", "role/a/dev")));

        assertThat(MapExport.identityMappings(one).documents())
                .containsExactlyInAnyOrderElementsOf(MapExport.identityMappings(other).documents());
    }

    @Test
    void ofTwoEntriesForOneArnTheOneThatCountsIsCarriedOver() {
        MapExport export = MapExport.identityMappings(AwsAuth.parse(Map.of("mapRoles", "- rolearn: " + ARN
                + "role/dev\n  username: first\n- rolearn: " + ARN + "role/dev\n  username: last\n")));

        assertThat(export.documents()).singleElement().extracting(document -> document.get("spec"))
                .isEqualTo(Map.of("arn", ARN + "role/dev", "username", "last", "groups", List.of()));
    }

    @Test
    void aSectionThatCannotBeReadIsNamed() {
        MapExport export = MapExport.eksctl(AwsAuth.parse(Map.of("mapRoles", "\t- rolearn: x\n")), "demo", "eu-west-1");

        assertThat(export.leftOut()).singleElement().asString().contains("A-TAB");
    }

    @Test
    void eksctlGetsAccountsToo() {
        MapExport export = MapExport.eksctl(AwsAuth.parse(Map.of("mapAccounts", "- \"012345678901\"\n", "mapUsers",
                "- userarn: " + ARN + "user/ana\n  username: ana\n")), "demo", "eu-west-1");

        assertThat(export.documents()).containsExactly(Map.of("apiVersion", "eksctl.io/v1alpha5", "kind",
                "ClusterConfig", "metadata", Map.of("name", "demo", "region", "eu-west-1"), "iamIdentityMappings",
                List.of(Map.of("arn", ARN + "user/ana", "username", "ana", "noDuplicateARNs", true),
                        Map.of("account", "012345678901"))));
    }

    private static String roles(String... resources) {
        StringBuilder text = new StringBuilder();
        for (String resource : resources) {
            text.append("- rolearn: \"").append(ARN).append(resource).append("\"\n  username: u\n");
        }
        return text.toString();
    }

    private static String name(Map<String, Object> document) {
        return ((Map<?, ?>) document.getOrDefault("metadata", Map.of())).get("name") instanceof String name ? name : "";
    }
}
