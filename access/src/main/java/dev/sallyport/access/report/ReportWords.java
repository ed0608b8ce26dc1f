package dev.sallyport.access.report;

import dev.sallyport.cluster.snapshot.ObjectKey;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.whocan.Grants.Grant;

/** Bindings, roles and requests in the words of the page and of the table. */
final class ReportWords {

    private ReportWords() {}

    /** Such as {@code ClusterRole edit}, as the binding names it. */
    static String role(Grant grant) {
        return grant.role().map(role -> ObjectKey.of(role).toString())
                .orElseGet(() -> grant.binding().role().kind().kubernetesName() + " " + grant.binding().role().name());
    }

    /** Such as {@code RoleBinding prod/devs -> ClusterRole edit, rule 12}. */
    static String chain(Decision.Chain chain) {
        return switch (chain) {
            case Decision.Chain.ByMasters _ -> "the group system:masters, which may do everything";
            case Decision.Chain.ByBinding by ->
                ObjectKey.of(by.binding()) + " -> " + ObjectKey.of(by.role()) + ", rule " + (by.ruleIndex() + 1);
        };
    }

    /** Such as {@code create serviceaccounts/token in namespace prod}. */
    static String request(AccessRequest request) {
        return switch (request) {
            case AccessRequest.NonResource path -> path.verb() + " " + path.path();
            case AccessRequest.Resource wanted -> wanted.verb() + " " + wanted.resource()
                    + (wanted.subresource().isEmpty() ? "" : "/" + wanted.subresource())
                    + (wanted.name().isEmpty() ? "" : " " + wanted.name())
                    + (wanted.namespace().isEmpty() ? "" : " in namespace " + wanted.namespace());
        };
    }

    /** Such as {@code reads the Secrets of dev, prod}. */
    static String power(Power power) {
        return switch (power) {
            case Power.Everything _ -> "may do everything";
            case Power.Climbs(var ways, var _) -> "can do everything in "
                    + (ways.getFirst().route().steps().size() + 1) + " steps";
            case Power.ReadsSecrets secrets -> secrets.everywhere()
                    ? "reads all Secrets"
                    : "reads the Secrets of " + String.join(", ", secrets.namespaces());
        };
    }
}
