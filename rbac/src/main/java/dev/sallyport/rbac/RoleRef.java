package dev.sallyport.rbac;

/** The role that a binding names; it may not exist. */
public record RoleRef(Kind kind, String name) {

    /** What can be bound. */
    public enum Kind {
        /** A Role of the binding's own namespace. */
        ROLE("Role"),
        /** A ClusterRole; in a RoleBinding its rules count in the binding's namespace alone. */
        CLUSTER_ROLE("ClusterRole");

        private final String kubernetesName;

        Kind(String kubernetesName) {
            this.kubernetesName = kubernetesName;
        }

        /** The kind as it stands in a manifest. */
        public String kubernetesName() {
            return kubernetesName;
        }
    }

    /** Names a Role of the binding's namespace. */
    public static RoleRef role(String name) {
        return new RoleRef(Kind.ROLE, name);
    }

    /** Names a ClusterRole. */
    public static RoleRef clusterRole(String name) {
        return new RoleRef(Kind.CLUSTER_ROLE, name);
    }
}
