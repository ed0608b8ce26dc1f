package dev.sallyport.cluster.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.snapshot.Unseen.Hides;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a live cluster's access once. Sends GETs only, lists page by page, and asks for no more than the metadata of
 * what is needed by name alone. What one may not read is noted, with the right that it needs, and the rest is read all the
 * same; a namespace's own roles and bindings are tried where those of all namespaces are refused.
 */
public final class SnapshotReader {

    private static final int PAGE = 500; // objects; kubectl's own page
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1";
    private static final String RBAC_GROUP = "rbac.authorization.k8s.io";

    private final ClusterConnection cluster;
    private final Optional<String> namespace;
    private final Consumer<String> progress;
    private final List<ClusterObject> objects = new ArrayList<>();
    private final List<Unseen> unseen = new ArrayList<>();

    private SnapshotReader(ClusterConnection cluster, Optional<String> namespace, Consumer<String> progress) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.progress = progress;
    }

    /** A kind to list. */
    private record Listed(String kind, String root, String group, String plural, boolean namespaced,
            boolean metadataOnly) {

        Hides hides() {
            return group.equals(RBAC_GROUP) ? Hides.RIGHTS : Hides.DETAILS;
        }

        String right() {
            return "list " + plural + (group.isEmpty() ? "" : "." + group);
        }

        boolean is(ResourceKind kind) {
            return kind.group().equals(group) && kind.plural().equals(plural);
        }

        String path(Optional<String> namespace) {
            return root + namespace.map(name -> "/namespaces/" + encoded(name)).orElse("") + "/" + plural;
        }
    }

    private static final List<Listed> KINDS = List.of(
            new Listed("ClusterRole", RBAC, RBAC_GROUP, "clusterroles", false, false),
            new Listed("Role", RBAC, RBAC_GROUP, "roles", true, false),
            new Listed("ClusterRoleBinding", RBAC, RBAC_GROUP, "clusterrolebindings", false, false),
            new Listed("RoleBinding", RBAC, RBAC_GROUP, "rolebindings", true, false),
            new Listed("Node", "/api/v1", "", "nodes", false, true),
            new Listed("Namespace", "/api/v1", "", "namespaces", false, true),
            new Listed("ServiceAccount", "/api/v1", "", "serviceaccounts", true, true));

    private static final Listed IDENTITY_MAPPINGS = new Listed("IAMIdentityMapping",
            "/apis/iamauthenticator.k8s.aws/v1alpha1", "iamauthenticator.k8s.aws", "iamidentitymappings", false, false);

    /**
     * Reads a cluster.
     *
     * @param namespace the one that a question is about; empty for a question about the whole cluster
     * @param progress told of each page after the first, in a few words
     */
    public static ClusterAnswer<Read> read(ClusterConnection cluster, Optional<String> namespace,
            Consumer<String> progress) {
        return new SnapshotReader(cluster, namespace, progress).read();
    }

    /**
     * What was read.
     *
     * @param objects for other objects to be laid over
     * @param kinds what the cluster serves besides Kubernetes' core
     */
    public record Read(ClusterObjects objects, List<ResourceKind> kinds, List<Unseen> unseen) {
        public Read {
            kinds = List.copyOf(kinds);
            unseen = List.copyOf(unseen);
        }
    }

    private ClusterAnswer<Read> read() {
        Optional<ClusterFailure> failure = awsAuth();
        for (Listed kind : KINDS) {
            failure = failure.or(() -> all(kind));
        }
        List<ResourceKind> kinds = failure.isPresent() ? List.of() : kinds();
        if (kinds.isEmpty() || kinds.stream().anyMatch(IDENTITY_MAPPINGS::is)) {
            failure = failure.or(this::identityMappings);
        }
        return failure.<ClusterAnswer<Read>>map(ClusterAnswer.Failed::new)
                .orElseGet(() -> new ClusterAnswer.Got<>(new Read(ClusterObjects.of(objects), kinds, unseen)));
    }

    /** Empty where the server does not say. */
    private List<ResourceKind> kinds() {
        return cluster.ask("discover the resources",
                () -> Discovery.of(MetadataRequest.get(cluster, Discovery.PATH, Discovery.ACCEPT))).optional()
                .orElse(List.of());
    }

    private Optional<ClusterFailure> awsAuth() {
        ClusterAnswer<JsonNode> answer = get("read the ConfigMap kube-system/aws-auth",
                "/api/v1/namespaces/kube-system/configmaps/aws-auth", false);
        return switch (answer) {
            case ClusterAnswer.Got<JsonNode>(JsonNode map) -> {
                objects.add(ClusterObject.of("v1", "ConfigMap", map, ""));
                yield Optional.empty();
            }
            case ClusterAnswer.Failed<JsonNode>(ClusterFailure failure) -> noted(Hides.THE_MAP, failure, "aws-auth",
                    "get configmaps aws-auth in kube-system");
        };
    }

    /**
     * A cluster without the kind misses nothing. Where it says so it is not asked, for whoever may not list the kind is told
     * that alone.
     */
    private Optional<ClusterFailure> identityMappings() {
        return switch (list(IDENTITY_MAPPINGS, Optional.empty())) {
            case ClusterAnswer.Got<Integer> _ -> Optional.empty();
            case ClusterAnswer.Failed<Integer>(ClusterFailure failure) ->
                failure.kind() == ClusterFailure.Kind.NOT_FOUND
                        ? Optional.empty()
                        : noted(Hides.THE_MAP, failure, "the IAMIdentityMappings", IDENTITY_MAPPINGS.right());
        };
    }

    private Optional<ClusterFailure> all(Listed kind) {
        ClusterAnswer<Integer> everywhere = list(kind, Optional.empty());
        if (!(everywhere instanceof ClusterAnswer.Failed<Integer>(ClusterFailure failure))) {
            return Optional.empty();
        }
        boolean mayHaveMore = kind.namespaced() && namespace.isPresent()
                && failure.kind() == ClusterFailure.Kind.FORBIDDEN;
        String where = "";
        if (mayHaveMore && list(kind, namespace) instanceof ClusterAnswer.Got<Integer>) {
            where = " outside of " + namespace.orElse("");
        }
        return noted(kind.hides(), failure, "the " + kind.kind() + "s" + where, kind.right() + (where.isEmpty()
                ? ""
                : " in all namespaces"));
    }

    /** What one may not see is noted; anything else ends the reading. */
    private Optional<ClusterFailure> noted(Hides hides, ClusterFailure failure, String what, String right) {
        return switch (failure.kind()) {
            case FORBIDDEN -> {
                unseen.add(new Unseen(hides, what, "you may not read it", right));
                yield Optional.empty();
            }
            case NOT_FOUND -> {
                unseen.add(new Unseen(Hides.DETAILS, what, "the cluster has none", ""));
                yield Optional.empty();
            }
            case CONFIGURATION, NO_CREDENTIALS, UNREACHABLE, UNTRUSTED, UNAUTHORIZED, CONFLICT, INVALID,
                    UNAVAILABLE, NONSENSE ->
                Optional.of(failure);
        };
    }

    private ClusterAnswer<Integer> list(Listed kind, Optional<String> in) {
        List<ClusterObject> found = new ArrayList<>();
        String token = "";
        do {
            ClusterAnswer<JsonNode> page = get("list the " + kind.kind() + "s", kind.path(in) + "?limit=" + PAGE
                    + (token.isEmpty() ? "" : "&continue=" + encoded(token)), kind.metadataOnly());
            switch (page) {
                case ClusterAnswer.Failed<JsonNode>(ClusterFailure failure) -> {
                    return new ClusterAnswer.Failed<>(failure);
                }
                case ClusterAnswer.Got<JsonNode>(JsonNode list) -> {
                    String version = kind.group().isEmpty() ? "v1" : kind.group() + "/v1";
                    list.path("items")
                            .forEach(item -> found.add(ClusterObject.of(version, kind.kind(), item, "")));
                    token = list.path("metadata").path("continue").asText("");
                    if (!token.isEmpty()) {
                        progress.accept("read " + found.size() + " " + kind.plural() + " …");
                    }
                }
            }
        } while (!token.isEmpty());
        objects.addAll(found);
        return new ClusterAnswer.Got<>(found.size());
    }

    private ClusterAnswer<JsonNode> get(String what, String path, boolean metadataOnly) {
        return cluster.ask(what, () -> MetadataRequest.get(cluster, path, metadataOnly));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
