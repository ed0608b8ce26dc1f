package dev.sallyport.rbac;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * RBAC with the API server's semantics over one snapshot. Immutable; safe to share between threads.
 *
 * <p>The group {@code system:masters} may do everything. Then the ClusterRoleBindings are asked, then, for a request
 * in a namespace, that namespace's RoleBindings; rules only ever add. Nodes' own authorizer is not here: what the
 * kubelets of a real cluster may do is more than what this says of them.
 *
 * <p>Among bindings of one kind the API server knows no order; here it is the snapshot's.
 *
 * <p>Source: Kubernetes, {@code plugin/pkg/auth/authorizer/rbac} and {@code pkg/registry/rbac/validation}.
 */
public final class RbacAuthorizer implements Authorizer {

    static final String MASTERS = "system:masters";

    private record RoleKey(String namespace, String name) {}

    private final Map<RoleKey, Role> roles = new HashMap<>();
    private final BindingIndex clusterWide = new BindingIndex();
    private final Map<String, BindingIndex> byNamespace = new HashMap<>();

    private RbacAuthorizer(RbacSnapshot snapshot) {
        for (Role role : snapshot.roles()) {
            roles.putIfAbsent(new RoleKey(role.namespace(), role.name()), role);
        }
        for (Binding binding : snapshot.bindings()) {
            BindingIndex scope = binding.isClusterRoleBinding()
                    ? clusterWide
                    : byNamespace.computeIfAbsent(binding.namespace(), absent -> new BindingIndex());
            scope.add(binding, resolve(binding.role(), binding.namespace()));
        }
    }

    /** Builds the index over a snapshot. */
    public static RbacAuthorizer over(RbacSnapshot snapshot) {
        return new RbacAuthorizer(snapshot);
    }

    @Override
    public Decision decide(RbacUser user, AccessRequest request) {
        List<Decision.Chain> chains = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        if (user.groups().contains(MASTERS)) {
            chains.add(new Decision.Chain.ByMasters());
        }
        Dangling dangling = new Dangling(problems);
        String namespace = request instanceof AccessRequest.Resource resource ? resource.namespace() : "";
        visit(user, namespace, grant -> {
            if (grant.role().isEmpty()) {
                dangling.report(grant);
                return;
            }
            Role role = grant.role().get();
            for (int i = 0; i < role.rules().size(); i++) {
                PolicyRule rule = role.rules().get(i);
                if (rule.allows(request)) {
                    chains.add(new Decision.Chain.ByBinding(grant.binding(), grant.subject(), role, i, rule));
                }
            }
        });
        return new Decision(!chains.isEmpty(), chains, problems);
    }

    /**
     * All rules that hold for a user: those of the ClusterRoleBindings, then those of the namespace's RoleBindings.
     *
     * @param namespace empty for what holds cluster-wide
     */
    public EffectiveRules rulesFor(RbacUser user, String namespace) {
        List<PolicyRule> rules = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Dangling dangling = new Dangling(problems);
        OncePerBinding once = new OncePerBinding();
        visit(user, namespace, grant -> {
            if (grant.role().isEmpty()) {
                dangling.report(grant);
            } else if (once.isNew(grant)) {
                rules.addAll(grant.role().get().rules());
            }
        });
        return new EffectiveRules(rules, problems);
    }

    /**
     * The role that a binding's reference leads to; empty when there is none.
     *
     * @param bindingNamespace the binding's; a Role is looked for there
     */
    public Optional<Role> resolve(RoleRef reference, String bindingNamespace) {
        return Optional.ofNullable(switch (reference.kind()) {
            case CLUSTER_ROLE -> roles.get(new RoleKey("", reference.name()));
            // A Role has a namespace: with none to look in, nothing is found, and surely no ClusterRole.
            case ROLE ->
                bindingNamespace.isEmpty() ? null : roles.get(new RoleKey(bindingNamespace, reference.name()));
        });
    }

    private void visit(RbacUser user, String namespace, Consumer<BindingIndex.Grant> visitor) {
        clusterWide.grantsOf(user).forEach(visitor);
        if (!namespace.isEmpty()) {
            BindingIndex scope = byNamespace.get(namespace);
            if (scope != null) {
                scope.grantsOf(user).forEach(visitor);
            }
        }
    }

    /** Lets a binding through once, though several of its subjects speak of the same user. */
    private static final class OncePerBinding {
        private Optional<Binding> last = Optional.empty();

        @SuppressWarnings("ReferenceEquality") // one binding of the snapshot, not one that equals it
        boolean isNew(BindingIndex.Grant grant) {
            if (last.isPresent() && last.get() == grant.binding()) {
                return false;
            }
            last = Optional.of(grant.binding());
            return true;
        }
    }

    /** Reports each binding without a role once. */
    private static final class Dangling {
        private final List<String> problems;
        private final OncePerBinding once = new OncePerBinding();

        Dangling(List<String> problems) {
            this.problems = problems;
        }

        void report(BindingIndex.Grant grant) {
            if (once.isNew(grant)) {
                problems.add(Problems.notFound(grant.binding().role()));
            }
        }
    }
}
