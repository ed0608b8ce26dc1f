package dev.sallyport.access.explain;

import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.cluster.snapshot.ClusterSnapshot;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.edit.EditOutcome;
import dev.sallyport.mapping.edit.MappingEditor;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Changes that make a no a yes.
 *
 * @param kind what sort of remedy
 * @param changes to be made together, in this order
 * @param openings all that they open, for whomever
 * @param others the rules of the map that lead to somebody to whom it is opened too, beside the one in question
 * @param note half a sentence on what it is, such as the entry that it mends
 */
public record Remedy(Kind kind, List<Change> changes, List<Opening> openings, List<MappingRule> others, String note) {

    /** The sorts of remedy. */
    public enum Kind {
        /** An entry of the map that was meant for them and matches nobody is mended. */
        MEND_ENTRY,
        /** Something is allowed, or somebody let in, that nothing speaks of yet, and nothing more. */
        EXACTLY_THIS,
        /** What is there already is used: a group that may, a role that allows it. */
        USE_WHAT_IS_THERE
    }

    public Remedy {
        changes = List.copyOf(changes);
        openings = List.copyOf(openings);
        others = List.copyOf(others);
    }

    /** The world as it would be; empty where the map cannot be edited so. */
    Optional<AccessWorld> tryApply(AccessWorld world) {
        ClusterSnapshot cluster = world.cluster();
        AwsAuth map = cluster.awsAuth().orElseGet(() -> AwsAuth.parse(Map.of()));
        List<Role> roles = new ArrayList<>(cluster.rbac().roles());
        List<Binding> bindings = new ArrayList<>(cluster.rbac().bindings());
        boolean edited = false;
        for (Change change : changes) {
            switch (change) {
                case Change.NewRole(Role role) -> roles.add(role);
                case Change.NewBinding(Binding binding) -> bindings.add(binding);
                case Change.OfMap(var edit) -> {
                    switch (MappingEditor.edit(map, edit)) {
                        case EditOutcome.Refused _ -> {
                            return Optional.empty();
                        }
                        case EditOutcome.Edited done -> map = done.after();
                    }
                    edited = true;
                }
            }
        }
        return Optional.of(AccessWorld.of(new ClusterSnapshot(cluster.name(),
                edited ? Optional.of(map) : cluster.awsAuth(), cluster.identityMappings(),
                new RbacSnapshot(roles, bindings), cluster.places(), cluster.nodes(), cluster.serviceAccounts(),
                cluster.namespaces(), cluster.kinds(), cluster.unseen()), world.mode()).with(world.iam()));
    }

    /**
     * The world as it would be.
     *
     * @throws IllegalArgumentException when the map cannot be edited so: the remedy is another world's
     */
    public AccessWorld applyTo(AccessWorld world) {
        return tryApply(world).orElseThrow(() -> new IllegalArgumentException("this remedy is for another map"));
    }
}
