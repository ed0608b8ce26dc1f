package dev.sallyport.rbac;

import java.util.List;

/** Several of the API server's error sentences as one, the way its aggregate of errors writes them. */
final class Problems {

    private Problems() {}

    /** One sentence stands alone; several, each said once, stand in brackets. */
    static String joined(List<String> problems) {
        List<String> distinct = problems.stream().distinct().toList();
        return switch (distinct.size()) {
            case 0 -> "";
            case 1 -> distinct.getFirst();
            default -> "[" + String.join(", ", distinct) + "]";
        };
    }

    /** What the API server says of a role that a binding names and nobody wrote. */
    static String notFound(RoleRef role) {
        String singular = switch (role.kind()) {
            case ROLE -> "role";
            case CLUSTER_ROLE -> "clusterrole";
        };
        return singular + ".rbac.authorization.k8s.io " + Quoted.text(role.name()) + " not found";
    }
}
