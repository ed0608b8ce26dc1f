package dev.sallyport.sandbox.kubernetes.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Role;
import dev.sallyport.sandbox.kubernetes.errors.ApiError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * The second door: decides by the roles and bindings in the store. They are read anew after one of them changed, when
 * the next request comes, and not for every request.
 */
public final class AccessControl {

    private static final String RBAC_GROUP = "rbac.authorization.k8s.io";

    private final ObjectStore store;
    private final List<Kind> roleKinds;
    private final List<Kind> bindingKinds;
    private final NodeAuthorizer nodes;
    private final AtomicReference<@Nullable RbacAuthorizer> current = new AtomicReference<>();

    /** Decides by what the store holds, from now on. */
    public AccessControl(ObjectStore store, KindRegistry kinds) {
        this.store = store;
        this.roleKinds = List.of(kind(kinds, "roles"), kind(kinds, "clusterroles"));
        this.bindingKinds = List.of(kind(kinds, "rolebindings"), kind(kinds, "clusterrolebindings"));
        this.nodes = new NodeAuthorizer(store, kinds);
        Stream.concat(roleKinds.stream(), bindingKinds.stream())
                .forEach(kind -> store.watch(kind, "", store.version(), _ -> current.set(null)));
    }

    private static Kind kind(KindRegistry kinds, String plural) {
        return kinds.byPath(RBAC_GROUP, "v1", plural).orElseThrow();
    }

    /** What the roles and bindings say now. */
    public RbacAuthorizer rbac() {
        RbacAuthorizer known = current.get();
        if (known != null) {
            return known;
        }
        // Under the store's lock: a change that comes while this reads must not be overwritten by what was read.
        return store.exclusively(() -> {
            List<Role> roles = roleKinds.stream().flatMap(this::objects).map(RbacObjects::role).toList();
            List<Binding> bindings = bindingKinds.stream().flatMap(this::objects).map(RbacObjects::binding).toList();
            RbacAuthorizer read = RbacAuthorizer.over(new RbacSnapshot(roles, bindings));
            current.set(read);
            return read;
        });
    }

    private Stream<? extends JsonNode> objects(Kind kind) {
        return store.list(kind, "").items().stream();
    }

    /** A user as the room rbac sees one. */
    public static RbacUser rbacUser(KubernetesUser user) {
        return new RbacUser(user.username(), user.groups());
    }

    /** Whether this is a node's user, whose rules cannot be listed. */
    public static boolean isNode(KubernetesUser user) {
        return NodeAuthorizer.node(user).isPresent();
    }

    /** The verdict on a request, with its reason. */
    public record Verdict(boolean allowed, String reason) {}

    /** Whether a user may do this: by the node authorizer, which a real cluster asks first, or by RBAC. */
    public Verdict decide(KubernetesUser user, AccessRequest request) {
        NodeAuthorizer.Opinion opinion = nodes.opinion(user, request, rbac());
        if (opinion.allowed()) {
            return new Verdict(true, "");
        }
        Decision decision = rbac().decide(rbacUser(user), request);
        if (decision.allowed() || opinion.reason().isEmpty()) {
            return new Verdict(decision.allowed(), decision.reason());
        }
        String both = decision.reason().isEmpty() ? opinion.reason() : opinion.reason() + ", " + decision.reason();
        return new Verdict(false, both);
    }

    /** Refuses a request that is not allowed, in the API server's words. */
    public void check(KubernetesUser user, AccessRequest request) {
        Verdict verdict = decide(user, request);
        if (!verdict.allowed()) {
            throw refusal(user, request, verdict.reason());
        }
    }

    private static ApiError refusal(KubernetesUser user, AccessRequest request, String reason) {
        String tail = reason.isEmpty() ? "" : ": " + reason;
        String who = "User \"" + user.username() + "\" cannot " + request.verb();
        return switch (request) {
            case AccessRequest.NonResource path -> Refusals.forbiddenPath(who + " path \"" + path.path() + "\"" + tail);
            case AccessRequest.Resource resource -> {
                String what = resource.subresource().isEmpty()
                        ? resource.resource()
                        : resource.resource() + "/" + resource.subresource();
                String where = resource.namespace().isEmpty()
                        ? "at the cluster scope"
                        : "in the namespace \"" + resource.namespace() + "\"";
                yield Refusals.forbidden(resource.group(), resource.resource(), resource.name(), who + " resource \""
                        + what + "\" in API group \"" + resource.group() + "\" " + where + tail);
            }
        };
    }
}
