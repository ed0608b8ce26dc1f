package dev.sallyport.cluster;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.Subject;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;

/**
 * Writes roles and bindings of the whole cluster, by server-side apply: what is there already and says the same stays, and
 * what somebody else wrote otherwise is a {@code CONFLICT} and stays too. Needs {@code patch} on them, and the rights that
 * they give.
 */
public final class RbacWriter {

    private static final String MANAGER = "sallyport";
    private static final String GROUP = "rbac.authorization.k8s.io";

    private final ClusterConnection cluster;

    private RbacWriter(ClusterConnection cluster) {
        this.cluster = cluster;
    }

    /** Writes to this cluster. */
    public static RbacWriter of(ClusterConnection cluster) {
        return new RbacWriter(cluster);
    }

    /**
     * Writes a ClusterRole.
     *
     * @return its name
     */
    public ClusterAnswer<String> apply(Role role) {
        return apply("ClusterRole " + role.name(), new ClusterRoleBuilder().withNewMetadata()
                .withName(role.name()).endMetadata().withRules(role.rules().stream().map(RbacWriter::rule).toList())
                .build());
    }

    /**
     * Writes a ClusterRoleBinding.
     *
     * @return its name
     */
    public ClusterAnswer<String> apply(Binding binding) {
        return apply("ClusterRoleBinding " + binding.name(),
                new ClusterRoleBindingBuilder().withNewMetadata().withName(binding.name()).endMetadata()
                        .withNewRoleRef(GROUP, "ClusterRole", binding.role().name())
                        .withSubjects(binding.subjects().stream().map(RbacWriter::subject).toList()).build());
    }

    private ClusterAnswer<String> apply(String what, HasMetadata object) {
        ClusterAnswer<String> answer = cluster.ask("write the " + what,
                () -> cluster.client().resource(object).fieldManager(MANAGER).serverSideApply().getMetadata()
                        .getName());
        // To try again would end so again: the API server keeps what another manager wrote.
        return answer instanceof ClusterAnswer.Failed<String>(ClusterFailure failure)
                && failure.kind() == ClusterFailure.Kind.CONFLICT
                        ? new ClusterAnswer.Failed<>(new ClusterFailure(ClusterFailure.Kind.CONFLICT,
                                "There is a " + what + " already that somebody else wrote otherwise, and it is left as"
                                        + " it is.",
                                "See it with kubectl get -o yaml; delete it if nobody needs it, and run this again."))
                        : answer;
    }

    private static io.fabric8.kubernetes.api.model.rbac.PolicyRule rule(PolicyRule rule) {
        return new io.fabric8.kubernetes.api.model.rbac.PolicyRule(rule.apiGroups(), rule.nonResourceUrls(),
                rule.resourceNames(), rule.resources(), rule.verbs());
    }

    private static io.fabric8.kubernetes.api.model.rbac.Subject subject(Subject subject) {
        return switch (subject) {
            case Subject.User(String name) -> named("User", name);
            case Subject.Group(String name) -> named("Group", name);
            case Subject.ServiceAccount(String namespace, String name) ->
                new SubjectBuilder().withKind("ServiceAccount").withNamespace(namespace).withName(name).build();
        };
    }

    private static io.fabric8.kubernetes.api.model.rbac.Subject named(String kind, String name) {
        return new SubjectBuilder().withApiGroup(GROUP).withKind(kind).withName(name).build();
    }
}
