package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.NameRule;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import static dev.sallyport.sandbox.kubernetes.kinds.Column.AGE;
import static dev.sallyport.sandbox.kubernetes.kinds.Column.CREATED_AT;
import static dev.sallyport.sandbox.kubernetes.kinds.Column.NAME;
import static dev.sallyport.sandbox.kubernetes.kinds.Column.text;

/** Who somebody is and what they may do: the groups authentication, authorization and rbac. */
final class AccessKinds {

    private static final String RBAC = "rbac.authorization.k8s.io/v1";
    private static final String AUTHORIZATION = "authorization.k8s.io/v1";
    private static final String AUTHENTICATION = "authentication.k8s.io/v1";

    private AccessKinds() {}

    static List<Kind.Builder> all() {
        return List.of(
                review(AUTHENTICATION, "SelfSubjectReview").clusterScoped(),
                review(AUTHENTICATION, "TokenReview").clusterScoped(),
                review(AUTHORIZATION, "LocalSubjectAccessReview"),
                review(AUTHORIZATION, "SelfSubjectAccessReview").clusterScoped(),
                review(AUTHORIZATION, "SelfSubjectRulesReview").clusterScoped(),
                review(AUTHORIZATION, "SubjectAccessReview").clusterScoped(),
                Kind.named(RBAC, "ClusterRoleBinding", "clusterrolebindings").clusterScoped()
                        .names(NameRule.PATH_SEGMENT).traits(Trait.CREATE_ON_UPDATE).columns(bindingColumns()),
                Kind.named(RBAC, "ClusterRole", "clusterroles").clusterScoped().names(NameRule.PATH_SEGMENT)
                        .traits(Trait.CREATE_ON_UPDATE).columns(NAME, CREATED_AT),
                Kind.named(RBAC, "RoleBinding", "rolebindings").names(NameRule.PATH_SEGMENT)
                        .traits(Trait.CREATE_ON_UPDATE).columns(bindingColumns()),
                Kind.named(RBAC, "Role", "roles").names(NameRule.PATH_SEGMENT).traits(Trait.CREATE_ON_UPDATE)
                        .columns(NAME, CREATED_AT));
    }

    private static Kind.Builder review(String apiVersion, String name) {
        return Kind.named(apiVersion, name, name.toLowerCase(Locale.ROOT) + "s").verbs("create")
                .traits(Trait.REVIEW);
    }

    private static Column[] bindingColumns() {
        return new Column[]{NAME,
            text("Role", o -> o.at("/roleRef/kind").asText() + "/" + o.at("/roleRef/name").asText()), AGE,
            text("Users", o -> subjects(o, "User")).wide(), text("Groups", o -> subjects(o, "Group")).wide(),
            text("ServiceAccounts", o -> subjects(o, "ServiceAccount")).wide()};
    }

    private static String subjects(JsonNode binding, String kind) {
        return Cells.items(binding.path("subjects")).stream()
                .filter(subject -> subject.path("kind").asText().equals(kind))
                .map(subject -> kind.equals("ServiceAccount")
                        ? subject.path("namespace").asText() + "/" + subject.path("name").asText()
                        : subject.path("name").asText())
                .collect(Collectors.joining(", "));
    }
}
