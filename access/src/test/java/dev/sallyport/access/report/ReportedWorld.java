package dev.sallyport.access.report;

import dev.sallyport.access.findings.AccessFindings.Scene;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.access.world.AuthenticationMode;
import dev.sallyport.cluster.snapshot.ClusterSnapshot;
import dev.sallyport.cluster.snapshot.ServiceAccountName;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
import dev.sallyport.rbac.whocan.ClusterTraits;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small world to be reported on, put together in a few words. */
final class ReportedWorld {

    static final PolicyRule EVERYTHING = PolicyRule.resources(List.of("*"), List.of("*"), List.of("*"));

    private final List<Role> roles = new ArrayList<>();
    private final List<Binding> bindings = new ArrayList<>();
    private final List<ServiceAccountName> accounts = new ArrayList<>();
    private String mapRoles = "";
    private AuthenticationMode mode = AuthenticationMode.CONFIG_MAP;

    ReportedWorld mapping(String arn, String username, String group) {
        mapRoles += "- {rolearn: \"" + arn + "\", username: \"" + username + "\", groups: [\"" + group + "\"]}\n";
        return this;
    }

    ReportedWorld mapText(String text) {
        mapRoles += text;
        return this;
    }

    ReportedWorld role(String name, PolicyRule... rules) {
        roles.add(new Role("", name, List.of(rules)));
        return this;
    }

    /** Binds a ClusterRole; in the whole cluster where the namespace is empty. The binding is named after the role. */
    ReportedWorld bind(String namespace, String role, Subject... subjects) {
        bindings.add(new Binding(namespace, role, RoleRef.clusterRole(role), List.of(subjects)));
        return this;
    }

    ReportedWorld account(String namespace, String name) {
        accounts.add(new ServiceAccountName(namespace, name));
        return this;
    }

    ReportedWorld mode(AuthenticationMode word) {
        mode = word;
        return this;
    }

    static PolicyRule reading(String resource) {
        return PolicyRule.resources(List.of("get"), List.of(""), List.of(resource));
    }

    AccessReport report() {
        return report("a cluster");
    }

    AccessReport report(String name) {
        ClusterSnapshot plain = ClusterSnapshot.of(name, AwsAuth.parse(Map.of("mapRoles", mapRoles)),
                new RbacSnapshot(roles, bindings));
        ClusterSnapshot cluster = new ClusterSnapshot(plain.name(), plain.awsAuth(), plain.identityMappings(),
                plain.rbac(), plain.places(), List.of(), accounts, List.of(), List.of(), List.of());
        AccessWorld world = AccessWorld.of(cluster, mode);
        boolean none = mode == AuthenticationMode.API;
        return AccessReport.of(world,
                new Scene(Optional.of(none ? List.of() : world.table().rules()), cluster.rbac(), Optional.empty(),
                        ClusterTraits.EKS),
                Instant.parse("2026-11-26T02:39:00Z"));
    }

    static ReportEntry entry(AccessReport report, String name) {
        return report.entries().stream().filter(entry -> entry.somebody().name().equals(name)).findFirst()
                .orElseThrow(() -> new AssertionError("no entry " + name));
    }
}
