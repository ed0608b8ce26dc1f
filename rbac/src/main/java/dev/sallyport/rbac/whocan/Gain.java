package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.Subject;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a step brings: somebody to act as, or rights for oneself. */
public sealed interface Gain {

    /** To act as a user who is no service account; the API server adds {@code system:authenticated}. */
    record AsUser(String name) implements Gain {}

    /** To act as a member of a group; {@code system:masters} for everything. */
    record AsGroup(String name) implements Gain {}

    /** To act as a service account, with the groups that its tokens carry. */
    record AsServiceAccount(String namespace, String name) implements Gain {}

    /**
     * To hold a role.
     *
     * @param namespace where; empty for the whole cluster
     */
    record Holding(Role role, String namespace) implements Gain {}

    /**
     * Every right that a role can give.
     *
     * @param namespace where; empty for the whole cluster
     */
    record EveryRight(String namespace) implements Gain {}

    /** What bindings can call somebody by who has gained this; nothing for rights that need no name. */
    default Set<Subject> names() {
        return switch (this) {
            case AsUser(String name) -> new LinkedHashSet<>(List.of(new Subject.User(name), new Subject.Group(
                    name.equals(Names.ANONYMOUS) ? Names.UNAUTHENTICATED : Names.AUTHENTICATED)));
            case AsGroup(String name) -> {
                Set<Subject> names = new LinkedHashSet<>(Set.of(new Subject.Group(name)));
                if (!name.equals(Names.UNAUTHENTICATED)) {
                    names.add(new Subject.Group(Names.AUTHENTICATED));
                }
                yield names;
            }
            case AsServiceAccount(String namespace, String name) ->
                Names.of(new Subject.ServiceAccount(namespace, name));
            case Holding _,EveryRight _ -> Set.of();
        };
    }

    /** Whether this is enough for a request. */
    default boolean allows(Holders holders) {
        return switch (this) {
            case AsUser _,AsGroup _,AsServiceAccount _ -> {
                Map<Subject, List<Decision.Chain>> chains = holders.chains();
                yield names().stream().anyMatch(chains::containsKey);
            }
            case Holding _,EveryRight _ -> isRightTo(holders.request());
        };
    }

    /** Whether these are rights that are enough for a request by themselves; to act as somebody is no right. */
    default boolean isRightTo(AccessRequest request) {
        return switch (this) {
            case AsUser _,AsGroup _,AsServiceAccount _ -> false;
            case Holding(Role role, String namespace) -> reaches(namespace, request)
                    && role.rules().stream().anyMatch(rule -> rule.allows(request));
            case EveryRight(String namespace) -> reaches(namespace, request);
        };
    }

    private static boolean reaches(String scope, AccessRequest request) {
        return scope.isEmpty()
                || (request instanceof AccessRequest.Resource wanted && wanted.namespace().equals(scope));
    }

    /** What it is, such as {@code act as the service account ci/deployer}. */
    default String words() {
        return switch (this) {
            case AsUser(String name) -> "act as the user " + name;
            case AsGroup(String name) -> "act as a member of " + name;
            case AsServiceAccount(String namespace, String name) ->
                "act as the service account " + namespace + "/" + name;
            case Holding(Role role, String namespace) -> "hold the " + (role.isClusterRole() ? "ClusterRole " : "Role ")
                    + role.name() + where(namespace);
            case EveryRight(String namespace) -> "hold every right" + where(namespace);
        };
    }

    private static String where(String namespace) {
        return namespace.isEmpty() ? " in the whole cluster" : " in namespace " + namespace;
    }
}
