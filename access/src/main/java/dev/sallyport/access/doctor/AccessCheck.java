package dev.sallyport.access.doctor;

import dev.sallyport.access.explain.Asker;
import dev.sallyport.access.explain.Explainer;
import dev.sallyport.access.explain.Question;
import dev.sallyport.access.explain.Remedy;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.access.world.ResourceWords;
import dev.sallyport.cluster.SelfRights;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.ClusterTarget.Impersonation;
import dev.sallyport.cluster.snapshot.ResourceKind;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.RbacSnapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Whether the Kubernetes user may do what the person wants, or anything at all. The API server itself is asked. */
final class AccessCheck implements Check {

    private static final int CURES = 2; // more is a list that nobody reads; explain has them all

    private final Function<ClusterConnection, SelfRights> rights;

    AccessCheck(Function<ClusterConnection, SelfRights> rights) {
        this.rights = rights;
    }

    @Override
    public Seen look(Surroundings place, Facts known) {
        return new Seen(known, observe(place, known));
    }

    private List<Observation> observe(Surroundings place, Facts known) {
        if (known.review().isEmpty() || known.connection().isEmpty()) {
            return List.of(Observation.unseen(Station.ACCESS, "not reached"));
        }
        ClusterConnection connection = known.connection().get();
        return switch (known.review().get()) {
            case ClusterAnswer.Failed<KubernetesUser>(ClusterFailure failure) ->
                failure.kind() == ClusterFailure.Kind.FORBIDDEN
                        && connection.target().impersonation().isPresent()
                                ? List.of(mayNotImpersonate(place, known,
                                        connection.target().impersonation().get()))
                                : List.of(Observation.unseen(Station.ACCESS, "not reached"));
            case ClusterAnswer.Got<KubernetesUser>(KubernetesUser user) -> place.request()
                    .map(request -> one(place, known, user, inNamespace(request, namespace(place, known))))
                    .orElseGet(() -> anything(place, known, user));
        };
    }

    /** The one that kubectl means without {@code -n}. */
    private static String namespace(Surroundings place, Facts known) {
        return place.namespace().or(() -> known.way().flatMap(way -> way.context().namespace()))
                .filter(name -> !name.isEmpty()).orElse("default");
    }

    /** As kubectl asks it: in a namespace where the resource has one. */
    private static AccessRequest inNamespace(AccessRequest request, String namespace) {
        return switch (request) {
            case AccessRequest.NonResource path -> path;
            case AccessRequest.Resource asked -> {
                boolean global = ResourceWords.with(List.of())
                        .find(asked.group().isEmpty() ? asked.resource() : asked.resource() + "." + asked.group())
                        .map(ResourceKind::namespaced).map(namespaced -> !namespaced).orElse(false);
                yield global || !asked.namespace().isEmpty()
                        ? asked
                        : new AccessRequest.Resource(asked.verb(), asked.group(), asked.resource(),
                                asked.subresource(), asked.name(), namespace);
            }
        };
    }

    private List<Observation> one(Surroundings place, Facts known, KubernetesUser user, AccessRequest request) {
        return switch (rights.apply(known.connection().orElseThrow()).may(request)) {
            case ClusterAnswer.Failed<SelfRights.Answer>(ClusterFailure failure) ->
                List.of(Observation.unseen(Station.ACCESS, failure.message()));
            case ClusterAnswer.Got<SelfRights.Answer>(SelfRights.Answer answer) -> answer.allowed()
                    ? List.of(Observation.ok(Station.ACCESS, "you may " + words(request)))
                    : denied(place, known, user, request);
        };
    }

    private static List<Observation> denied(Surroundings place, Facts known, KubernetesUser user,
            AccessRequest request) {
        List<Cure> cures = new ArrayList<>();
        AccessWorld world = place.reader().world().orElseGet(AccessCheck::blank);
        Question question = new Question(new Asker.Kubernetes(Explainer.rbacUser(user)), request);
        for (Remedy remedy : Explainer.in(world).explain(question).remedies().stream().limit(CURES).toList()) {
            cures.add(
                    Cure.clusterAdministrator("let " + (remedy.note().isEmpty() ? "you" : "you, " + remedy.note() + ",")
                            + " " + words(request), place.reader().lines().of(remedy).toArray(String[]::new)));
        }
        List<Observation> seen = new ArrayList<>(behind(place, known, cures));
        seen.add(Observation.fault(CheckCode.P_DENIED, user.username() + " may not " + words(request)
                + ": no binding for that name or the groups " + user.groups() + " gives it",
                cures.toArray(Cure[]::new)));
        return seen;
    }

    /** What in the map is behind it, where somebody showed the map. */
    private static List<Observation> behind(Surroundings place, Facts known, List<Cure> cures) {
        Optional<AccessWorld> shown = place.reader().world();
        boolean read = known.cluster().filter(cluster -> cluster.authenticationMode().equals("API")).isEmpty();
        if (shown.isEmpty() || known.identity().isEmpty() || !read) {
            return List.of();
        }
        OwnEntries entries = OwnEntries.of(shown.get(), known.identity().get());
        return entries.shadowed(new MapCures(known.identity().get(), place.toTheReader()))
                .or(() -> entries.withoutGroups(cures)).stream().toList();
    }

    private List<Observation> anything(Surroundings place, Facts known, KubernetesUser user) {
        String namespace = namespace(place, known);
        return switch (rights.apply(known.connection().orElseThrow()).rules(namespace)) {
            case ClusterAnswer.Failed<SelfRights.Rules>(ClusterFailure failure) ->
                List.of(Observation.unseen(Station.ACCESS, failure.message()));
            case ClusterAnswer.Got<SelfRights.Rules>(SelfRights.Rules rules) -> {
                if (!rules.own().isEmpty()) {
                    int more = rules.own().size() - 1;
                    yield List.of(Observation.ok(Station.ACCESS, "in namespace " + namespace + " you may "
                            + rules.own().getFirst() + (more == 0 ? "" : " and " + more + " more")));
                }
                boolean policies = rules.incomplete() && known.cluster()
                        .filter(cluster -> cluster.authenticationMode().startsWith("API")).isPresent();
                yield policies
                        ? List.of(Observation.ok(Station.ACCESS, "no binding gives you anything in namespace "
                                + namespace + "; what access policies give does not show"))
                        : nothing(place, known, user, namespace);
            }
        };
    }

    private static List<Observation> nothing(Surroundings place, Facts known, KubernetesUser user,
            String namespace) {
        List<String> line = new ArrayList<>(List.of("kubectl", "create", "rolebinding", word(user.username()) + "-view",
                "--clusterrole=view", "--user=" + user.username(), "-n", namespace));
        line.addAll(place.toTheReader());
        Cure cure = Cure.clusterAdministrator("let you read in namespace " + namespace + ", Secrets apart",
                ShellLine.of(line));
        List<Observation> seen = new ArrayList<>(behind(place, known, List.of(cure)));
        seen.add(Observation.fault(CheckCode.P_NOTHING, user.username() + ", groups " + user.groups()
                + ", may do nothing in namespace " + namespace + " but ask what the API serves\n"
                + "(what is allowed in another namespace does not show: -n NAMESPACE asks there)", cure));
        return seen;
    }

    private static Observation mayNotImpersonate(Surroundings place, Facts known, Impersonation as) {
        String me = known.identity().map(identity -> identity.canonicalArn().value()).orElse("you");
        return Observation.fault(CheckCode.P_IMPERSONATE, "the kubeconfig acts as " + as.user()
                + (as.groups().isEmpty() ? "" : ", groups " + as.groups()) + ", and " + me + " may not",
                known.way()
                        .map(way -> new KubeconfigCures(place).withoutImpersonation(way.context().user(),
                                way.userFile().orElse(way.file())))
                        .orElseGet(() -> Cure.you("take as: out of the kubeconfig's user")));
    }

    /** A cluster of which nothing is known: remedies are written for whom the API server named. */
    private static AccessWorld blank() {
        return AccessWorld.of("", AwsAuth.parse(Map.of()), new RbacSnapshot(List.of(), List.of()));
    }

    private static String word(String name) {
        String word = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return word.isEmpty() ? "user" : word.substring(0, Math.min(50, word.length()));
    }

    private static String words(AccessRequest request) {
        return switch (request) {
            case AccessRequest.Resource asked -> asked.verb() + " " + asked.resource()
                    + (asked.group().isEmpty() ? "" : "." + asked.group())
                    + (asked.subresource().isEmpty() ? "" : "/" + asked.subresource())
                    + (asked.name().isEmpty() ? "" : " " + asked.name())
                    + (asked.namespace().isEmpty() ? "" : " in namespace " + asked.namespace());
            case AccessRequest.NonResource path -> path.verb() + " " + path.path();
        };
    }
}
