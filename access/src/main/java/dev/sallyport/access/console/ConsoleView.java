package dev.sallyport.access.console;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.List;

/**
 * The Kubernetes half: what the console must be able to read to show nodes, namespaces and workloads.
 *
 * <p>AWS's own manifest {@code eks-console-full-access.yaml} gives much more, Secrets, ConfigMaps and roles among it. This
 * leaves out whatever may hold a secret: the console then shows those pages empty.
 */
public final class ConsoleView {

    /** What the ClusterRole, its binding and the group are called. */
    public static final String NAME = "eks-console-viewer";

    private static final List<String> VERBS = List.of("get", "list");

    private static final List<PolicyRule> RULES = List.of(
            rule("", "nodes", "namespaces", "pods", "services", "events"), rule("events.k8s.io", "events"),
            rule("apps", "deployments", "daemonsets", "statefulsets", "replicasets"),
            rule("batch", "jobs", "cronjobs"));

    private ConsoleView() {}

    private static PolicyRule rule(String group, String... resources) {
        return PolicyRule.resources(VERBS, List.of(group), List.of(resources));
    }

    /** The role, which reads these and nothing else. */
    public static Role role() {
        return new Role("", NAME, RULES);
    }

    /** The role bound to the group of the same name. */
    public static Binding binding() {
        return new Binding("", NAME, RoleRef.clusterRole(NAME), List.of(new Subject.Group(NAME)));
    }

    /** All that the console asks, in all namespaces at once. */
    public static List<AccessRequest.Resource> requests() {
        List<AccessRequest.Resource> requests = new ArrayList<>();
        for (PolicyRule rule : RULES) {
            rule.resources().forEach(resource -> VERBS.forEach(verb -> requests.add(new AccessRequest.Resource(verb,
                    rule.apiGroups().getFirst(), resource, "", "", ""))));
        }
        return requests;
    }
}
