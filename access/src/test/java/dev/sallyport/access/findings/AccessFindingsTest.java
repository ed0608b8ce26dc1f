package dev.sallyport.access.findings;

import dev.sallyport.access.findings.AccessFindings.Scene;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.RulePlace;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
import dev.sallyport.rbac.whocan.ClusterTraits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class AccessFindingsTest {

    private static final MappingRule DEV = new MappingRule.Role("arn:aws:iam::123456789012:role/dev",
            "dev:{{SessionName}}", List.of("devs"), new RulePlace("aws-auth", "mapRoles", 1));
    private static final Optional<List<MappingRule>> MAP = Optional.of(List.of(DEV));
    private static final PolicyRule EVERYTHING = PolicyRule.resources(List.of("*"), List.of("*"), List.of("*"));

    private static Role role(String name, PolicyRule rule) {
        return new Role("", name, List.of(rule));
    }

    private static PolicyRule secrets(String verb) {
        return PolicyRule.resources(List.of(verb), List.of(""), List.of("secrets"));
    }

    private static Binding bound(String role, Subject... subjects) {
        return new Binding("", role, RoleRef.clusterRole(role), List.of(subjects));
    }

    private static List<String> found(Optional<List<MappingRule>> map, List<Role> roles, Binding... bindings) {
        return AccessFindings.of(new Scene(map, new RbacSnapshot(roles, List.of(bindings)), Optional.empty(),
                ClusterTraits.EKS)).stream().filter(finding -> finding.code() != AccessFindingCode.WILDCARD)
                .map(finding -> finding.code().code() + " " + finding.place()).toList();
    }

    private static List<String> administrators(Optional<List<MappingRule>> map, Subject... subjects) {
        return found(map, List.of(role("all", EVERYTHING)), bound("all", subjects));
    }

    @Test
    void anAdministratorWhomNoRuleLeadsToIsNobody() {
        assertThat(administrators(MAP, new Subject.Group("ops"), new Subject.User("joe")))
                .containsExactly("R-NOBODY ClusterRoleBinding all", "R-NOBODY ClusterRoleBinding all");
    }

    @Test
    void whereTheMapIsUnseenAnAdministratorIsNamedAsTheBindingNamesThem() {
        assertThat(administrators(Optional.empty(), new Subject.Group("ops"), new Subject.User("joe")))
                .containsExactly("R-ADMIN user joe", "R-ADMIN group ops");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eks:addon-manager", "system:serviceaccountant", "aws:something", "kubernetes-admin"})
    void anAdministratorByANameThatOthersKeepIsAnAdministrator(String name) {
        assertThat(administrators(MAP, new Subject.User(name))).containsExactly("R-ADMIN user " + name);
    }

    @Test
    void theCreatorsNameIsKeptForAUserAndNotForAGroup() {
        assertThat(administrators(MAP, new Subject.Group("kubernetes-admin")))
                .containsExactly("R-NOBODY ClusterRoleBinding all");
    }

    @Test
    void whatEverybodyMayIsFoundOnce() {
        assertThat(administrators(Optional.empty(), new Subject.User("system:anonymous")))
                .containsExactly("R-ANONYMOUS ClusterRoleBinding all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "list", "watch"})
    void eachWayOfReadingSecretsCounts(String verb) {
        assertThat(found(MAP, List.of(role("reader", secrets(verb))), bound("reader", new Subject.Group("devs"))))
                .containsExactly("R-SECRETS aws-auth mapRoles:1");
    }

    @Test
    void whoReadsSecretsInSeveralWaysIsNamedOnceInTheOrderOfTheMap() {
        assertThat(found(MAP, List.of(role("lister", secrets("list")), role("watcher", secrets("watch"))),
                bound("lister", new Subject.ServiceAccount("prod", "vault"), new Subject.User("dev:eve")),
                bound("watcher", new Subject.ServiceAccount("prod", "vault"), new Subject.Group("devs"))))
                .containsExactly("R-SECRETS aws-auth mapRoles:1", "R-SECRETS service account prod/vault");
    }
}
