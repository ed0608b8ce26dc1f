package dev.sallyport.access.findings;

import dev.sallyport.cluster.snapshot.ObjectKey;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges roles by themselves: those that somebody is bound to, but for Kubernetes' own. */
final class RoleJudge {

    private static final Set<String> FOR_PEOPLE = Set.of("cluster-admin", "admin", "edit", "view");

    private RoleJudge() {}

    static List<AccessFinding> judge(RbacSnapshot rbac) {
        RbacAuthorizer authorizer = RbacAuthorizer.over(rbac);
        Set<Role> bound = new HashSet<>();
        for (Binding binding : rbac.bindings()) {
            if (!binding.subjects().isEmpty()) {
                authorizer.resolve(binding.role(), binding.namespace()).ifPresent(bound::add);
            }
        }
        return rbac.roles().stream().filter(bound::contains)
                .filter(role -> !role.name().startsWith("system:") && !FOR_PEOPLE.contains(role.name()))
                .flatMap(role -> role.rules().stream().filter(RoleJudge::hasStar).limit(1)
                        .map(rule -> finding(role, rule)))
                .toList();
    }

    private static boolean hasStar(PolicyRule rule) {
        return rule.verbs().contains("*") || rule.resources().contains("*");
    }

    private static AccessFinding finding(Role role, PolicyRule rule) {
        String what = rule.resources().isEmpty()
                ? String.join(", ", rule.nonResourceUrls())
                : String.join(", ", rule.resources()) + groups(rule);
        return new AccessFinding(AccessFindingCode.WILDCARD,
                new About.Thing(ObjectKey.of(role)),
                "it allows " + String.join(", ", rule.verbs()) + " on " + what,
                "Write out what is needed: a star also stands for what does not exist yet.");
    }

    private static String groups(PolicyRule rule) {
        String groups = rule.apiGroups().stream().map(group -> group.isEmpty() ? "the core group" : group)
                .collect(Collectors.joining(", "));
        return rule.apiGroups().contains("*") ? " of every group" : " of " + groups;
    }
}
