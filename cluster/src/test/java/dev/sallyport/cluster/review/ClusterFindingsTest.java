package dev.sallyport.cluster.review;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.lint.FindingsDocument;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class ClusterFindingsTest {

    private static final RbacSnapshot CLUSTER = bindings(new Subject.Group("developers"), new Subject.User("ada"));

    private static RbacSnapshot bindings(Subject... subjects) {
        return new RbacSnapshot(List.of(), Stream.of(subjects)
                .map(subject -> new Binding("", "for-" + subject.name(), RoleRef.clusterRole("view"), List.of(subject)))
                .toList());
    }

    private static List<Finding> find(String roles, RbacSnapshot rbac) {
        return ClusterFindings.of(AwsAuth.parse(Map.of("mapRoles", roles)), rbac);
    }

    private static String role(String name, String username, String groups) {
        return "- rolearn: arn:aws:iam::123456789012:role/%s%n  username: \"%s\"%n  groups: [%s]%n"
                .formatted(name, username, groups);
    }

    static Stream<FindingsDocument.Section> documented() {
        return FindingsDocument.sections().stream().filter(section -> FindingCode.byCode(section.code()).orElseThrow()
                .asks() == FindingCode.Asks.CLUSTER);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documented")
    void theDocumentsExampleHasTheFindingAndItsRemedyNone(FindingsDocument.Section section) {
        List<Finding> before = ClusterFindings.of(AwsAuth.parseManifest("f", section.examples().getFirst()), CLUSTER);
        List<Finding> after = ClusterFindings.of(AwsAuth.parseManifest("f", section.examples().getLast()), CLUSTER);

        assertThat(before).extracting(Finding::code).containsExactly(section.code());
        assertThat(after).isEmpty();
    }

    @Test
    void aGroupOfManyEntriesIsFoundOnceAtTheFirst() {
        List<Finding> found = find(role("a", "a", "x") + role("b", "b", "x"), RbacSnapshot.empty());

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.place()).hasToString("aws-auth mapRoles:1");
            assertThat(finding.message())
                    .isEqualTo("no binding mentions the group \"x\", which 2 entries give, so it opens nothing");
        });
    }

    @Test
    void groupsOfTheSystemAndOnesThatTheSessionNamesAreNotLookedAt() {
        assertThat(find(role("n", "system:node:x", "system:nodes, \"team:{{SessionName}}\", \"eks:x\""),
                RbacSnapshot.empty())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"dev:ada, false", "ada, true", "dev:, false", "kubernetes-admin, false", "system:kube-proxy, false",
        "eks:node-manager, false", "arn:aws:iam::111122223333:user/x, false", "arn:aws:iam::9:user/x, true"})
    void aUserIsUnknownWhomNoEntryOrTemplateOrAccountProduces(String user, boolean found) {
        AwsAuth map = AwsAuth.parse(Map.of("mapRoles", role("dev", "dev:{{SessionName}}", ""), "mapAccounts",
                "- \"111122223333\"\n"));

        List<Finding> findings = ClusterFindings.of(map, bindings(new Subject.User(user)));

        assertThat(findings).hasSize(found ? 1 : 0);
        assertThat(findings).allSatisfy(
                finding -> assertThat(finding.place()).hasToString("ClusterRoleBinding for-" + user));
    }

    @Test
    void ofAMapWithAnUnreadableSectionNoUserIsCalledUnknown() {
        assertThat(find("-\tx", bindings(new Subject.User("ada")))).isEmpty();
    }
}
