package dev.sallyport.rbac.whocan;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every step that leads to a gain. What a step asks for is what the API server asks for. */
final class StepCatalogue {

    private static final String CORE = "";
    private static final String RBAC = "rbac.authorization.k8s.io";
    private static final String CERTIFICATES = "certificates.k8s.io";

    private record Kind(String group, String resource) {}

    /** Kinds that start Pods, and a Pod. Who may change one can change what it runs, and as whom. */
    private static final List<Kind> WORKLOADS = List.of(new Kind("apps", "deployments"), new Kind("apps", "daemonsets"),
            new Kind("apps", "statefulsets"), new Kind("apps", "replicasets"), new Kind(CORE, "replicationcontrollers"),
            new Kind("batch", "jobs"), new Kind("batch", "cronjobs"));

    private final WhoCan whoCan;
    private final Cast cast;
    private final ClusterTraits traits;
    private final Need.May impersonateAnybody;
    private final Need.May nodesProxy;
    private final Map<String, List<Need>> perNamespace = new HashMap<>();

    StepCatalogue(WhoCan whoCan, Cast cast, ClusterTraits traits) {
        this.whoCan = whoCan;
        this.traits = traits;
        this.cast = cast;
        List<AccessRequest> anybody = new ArrayList<>();
        for (String name : cast.namesOf("users")) {
            anybody.add(request("impersonate", CORE, "users", "", name, ""));
        }
        for (String name : cast.namesOf("serviceaccounts")) {
            cast.namespaces().forEach(
                    namespace -> anybody.add(request("impersonate", CORE, "serviceaccounts", "", name, namespace)));
        }
        this.impersonateAnybody = new Need.May(anybody);
        this.nodesProxy = new Need.May(cast.namesOf("nodes/proxy").stream()
                .flatMap(
                        name -> Stream.of("get", "create").map(verb -> request(verb, CORE, "nodes", "proxy", name, "")))
                .toList());
    }

    /** All steps that bring this, in the order of the techniques. */
    List<Step> to(Gain gain) {
        return switch (gain) {
            case Gain.AsUser(String name) -> Stream.concat(
                    Stream.of(new Step(Technique.IMPERSONATE,
                            List.of(may(request("impersonate", CORE, "users", "", name, ""))), gain)),
                    certificate(gain)).toList();
            case Gain.AsGroup(String name) -> toGroup(name, gain);
            case Gain.AsServiceAccount account -> toServiceAccount(account);
            case Gain.Holding(Role role, String namespace) -> List.of(bind(role, namespace, gain));
            case Gain.EveryRight(String namespace) -> escalate(namespace, gain);
        };
    }

    /** A header that names a group is heeded only beside one that names a user. */
    private List<Step> toGroup(String name, Gain gain) {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(Technique.IMPERSONATE,
                List.of(may(request("impersonate", CORE, "groups", "", name, "")), impersonateAnybody), gain));
        if (!name.equals(Names.MASTERS)) {
            certificate(gain).forEach(steps::add);
        } else if (traits.readsAwsAuth()) {
            steps.add(new Step(Technique.AWS_AUTH,
                    List.of(new Need.May(Stream.of("update", "patch")
                            .map(verb -> request(verb, CORE, "configmaps", "", "aws-auth", "kube-system")).toList())),
                    gain));
        }
        return steps;
    }

    private Stream<Step> certificate(Gain gain) {
        if (!traits.signsClientCertificates()) {
            return Stream.empty();
        }
        List<Need> needs = List.of(
                may(request("create", CERTIFICATES, "certificatesigningrequests", "", "", "")),
                new Need.May(Stream.of("update", "patch").map(verb -> request(verb, CERTIFICATES,
                        "certificatesigningrequests", "approval", "", "")).toList()),
                new Need.May(Stream.of("kubernetes.io/kube-apiserver-client", "kubernetes.io/*")
                        .map(signer -> request("approve", CERTIFICATES, "signers", "", signer, "")).toList()),
                new Need.May(Stream.of("get", "list", "watch")
                        .map(verb -> request(verb, CERTIFICATES, "certificatesigningrequests", "", "", ""))
                        .toList()));
        return Stream.of(new Step(Technique.CERTIFICATE, needs, gain));
    }

    private List<Step> toServiceAccount(Gain.AsServiceAccount account) {
        String namespace = account.namespace();
        List<Need> inNamespace = perNamespace.computeIfAbsent(namespace, this::waysIntoPods);
        return List.of(
                new Step(Technique.IMPERSONATE, List.of(may(
                        request("impersonate", CORE, "serviceaccounts", "", account.name(), namespace))), account),
                new Step(Technique.TOKEN, List.of(may(
                        request("create", CORE, "serviceaccounts", "token", account.name(), namespace))), account),
                new Step(Technique.PODS, List.of(inNamespace.get(0)), account),
                new Step(Technique.EXEC, List.of(inNamespace.get(1)), account),
                new Step(Technique.SECRETS, List.of(inNamespace.get(2)), account),
                new Step(Technique.NODES_PROXY, List.of(nodesProxy), account));
    }

    /** Starting Pods, running a command in them, reading Secrets: the same for every service account of a namespace. */
    private List<Need> waysIntoPods(String namespace) {
        List<AccessRequest> starting = new ArrayList<>(List.of(request("create", CORE, "pods", "", "", namespace)));
        for (Kind kind : WORKLOADS) {
            starting.add(request("create", kind.group(), kind.resource(), "", "", namespace));
            for (String name : cast.namesOf(kind.resource())) {
                starting.add(request("update", kind.group(), kind.resource(), "", name, namespace));
                starting.add(request("patch", kind.group(), kind.resource(), "", name, namespace));
            }
        }
        List<AccessRequest> running = new ArrayList<>();
        for (String name : cast.namesOf("pods/exec")) {
            running.add(request("create", CORE, "pods", "exec", name, namespace));
            running.add(request("get", CORE, "pods", "exec", name, namespace));
        }
        // A rule that names a Secret says nothing of whether a token is in it, so such rules do not count here.
        List<AccessRequest> reading = Stream.of("get", "list", "watch")
                .map(verb -> request(verb, CORE, "secrets", "", "", namespace)).toList();
        return List.of(new Need.May(starting), new Need.May(running), new Need.May(reading));
    }

    /** Either a new binding, or one more subject in one that is there. */
    private Step bind(Role role, String namespace, Gain gain) {
        String bindings = namespace.isEmpty() ? "clusterrolebindings" : "rolebindings";
        List<AccessRequest> writing = new ArrayList<>(List.of(request("create", RBAC, bindings, "", "", namespace)));
        TreeSet<String> names = new TreeSet<>();
        whoCan.bindingsOf(role).stream().filter(binding -> binding.namespace().equals(namespace))
                .forEach(binding -> names.add(binding.name()));
        for (String name : names) {
            writing.add(request("update", RBAC, bindings, "", name, namespace));
            writing.add(request("patch", RBAC, bindings, "", name, namespace));
        }
        // The verb bind is asked about in the binding's namespace, for ClusterRoles too.
        return new Step(Technique.BIND, List.of(
                may(request("bind", RBAC, resource(role), "", role.name(), namespace)), new Need.May(writing)), gain);
    }

    private List<Step> escalate(String namespace, Gain gain) {
        List<Step> steps = new ArrayList<>();
        for (Role role : whoCan.roles()) {
            boolean bound = whoCan.bindingsOf(role).stream().map(Binding::namespace).anyMatch(namespace::equals);
            if (bound) {
                steps.add(new Step(Technique.ESCALATE, List.of(new Need.Bound(role, namespace),
                        may(request("escalate", RBAC, resource(role), "", role.name(), role.namespace())),
                        new Need.May(Stream.of("update", "patch").map(
                                verb -> request(verb, RBAC, resource(role), "", role.name(), role.namespace()))
                                .toList())),
                        gain));
            }
        }
        return steps;
    }

    private static String resource(Role role) {
        return switch (role.isClusterRole() ? RoleRef.Kind.CLUSTER_ROLE : RoleRef.Kind.ROLE) {
            case CLUSTER_ROLE -> "clusterroles";
            case ROLE -> "roles";
        };
    }

    private static Need.May may(AccessRequest request) {
        return new Need.May(List.of(request));
    }

    private static AccessRequest request(String verb, String group, String resource, String subresource, String name,
            String namespace) {
        return new AccessRequest.Resource(verb, group, resource, subresource, name, namespace);
    }
}
