package dev.sallyport.cluster;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;
import io.fabric8.kubernetes.client.dsl.RbacAPIGroupDSL;

import java.util.ArrayList;
import java.util.List;

/** Reads all roles and bindings of a cluster, once: for commands. Needs to list the four kinds in all namespaces. */
public final class RbacReader {

    private final ClusterConnection cluster;

    private RbacReader(ClusterConnection cluster) {
        this.cluster = cluster;
    }

    /** Reads from this cluster. */
    public static RbacReader of(ClusterConnection cluster) {
        return new RbacReader(cluster);
    }

    /** The cluster's roles and bindings, each kind in the order of namespace and name. */
    public ClusterAnswer<RbacSnapshot> read() {
        return cluster.ask("list the roles and bindings", () -> {
            RbacAPIGroupDSL rbac = cluster.client().rbac();
            List<Role> roles = new ArrayList<>();
            rbac.clusterRoles().list().getItems().forEach(role -> roles.add(RbacObjects.of(role)));
            rbac.roles().inAnyNamespace().list().getItems().forEach(role -> roles.add(RbacObjects.of(role)));
            List<Binding> bindings = new ArrayList<>();
            rbac.clusterRoleBindings().list().getItems().forEach(binding -> bindings.add(RbacObjects.of(binding)));
            rbac.roleBindings().inAnyNamespace().list().getItems()
                    .forEach(binding -> bindings.add(RbacObjects.of(binding)));
            return new RbacSnapshot(roles, bindings);
        });
    }
}
