package dev.sallyport.conformance.minimize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.cluster.audit.AuditRequests;
import dev.sallyport.cluster.audit.AuditedRequest;
import dev.sallyport.cluster.snapshot.ClusterSnapshot;
import dev.sallyport.cluster.snapshot.ManifestOutcome;
import dev.sallyport.cluster.snapshot.ManifestText;
import dev.sallyport.conformance.Checkout;
import dev.sallyport.conformance.Ran;
import dev.sallyport.conformance.Scratch;
import dev.sallyport.conformance.Shell;
import dev.sallyport.conformance.Skipped;
import dev.sallyport.conformance.peers.ApiClient;
import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.conformance.peers.RealCluster;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Role;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A walk of a limited user through a real API server; roles out of that server's own audit log; the old rights gone and
 * the roles applied as they were printed; the same walk once more.
 */
@Tag("conformance")
final class RealServerMinimizeTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/subjectaccessreviews";
    private static final RbacUser NOBODY = new RbacUser("nobody", List.of());
    private static final Map<String, String> AS_JSON = Map.of("Content-Type", "application/json");
    private static final Duration PATIENCE = Duration.ofSeconds(60); // a loaded machine
    private static final int WALK = 2000; // requests, at least

    @ParameterizedTest
    @ValueSource(strings = {"1.34", "1.37"})
    void underTheLeastRolesTheSameWalkIsRefusedNothingMore(String version) throws IOException {
        Path kubectl = Checkout.kubectl("1.36").orElseThrow(() -> Skipped
                .because("least roles, for want of kubectl 1.36. ./install-tools fetches it"));
        try (Scratch scratch = Scratch.create()) {
            Path log = scratch.folder().resolve("audit.log");
            Path policy = Files.writeString(scratch.folder().resolve("policy.yaml"), """
                    apiVersion: audit.k8s.io/v1
                    kind: Policy
                    rules:
                    - level: RequestResponse
                      resources: [{group: "", resources: [configmaps]}]
                    - level: Metadata
                    """);
            try (RealCluster cluster = RealCluster.start(version, false, Map.of("SALLYPORT_APISERVER_FLAGS",
                    "--audit-log-path=" + log + " --audit-policy-file=" + policy + " --audit-log-mode=blocking"))
                    .orElseThrow(() -> Skipped.because("least roles, for want of kube-apiserver " + version + ". "
                            + PeerCommand.REMEDY))) {
                Shell shell = Shell.in(scratch.folder("home"), ran -> {}).finding(kubectl.resolveSibling(""))
                        .with("KUBECONFIG", cluster.kubeconfig().toString());
                walk(cluster, shell, scratch, log);
            }
        }
    }

    private static void walk(RealCluster cluster, Shell shell, Scratch scratch, Path written) throws IOException {
        LimitedUser user = new LimitedUser(cluster);
        user.moveIn();
        awaitRight(cluster, new AccessRequest.Resource("get", "apps", "deployments", "", "x", "e"), true);
        List<LimitedWalk.Step> before = LimitedWalk.by(cluster.nobody(), shell);
        cluster.nobody().get("/api/v1/namespaces/e/*/x"); // allowed by a wildcard, and no rule may become of it
        Path log = Files.copy(written, scratch.folder().resolve("walk.log"));

        long begin = System.nanoTime();
        Ran ran = shell.run(Checkout.launcher().toString(), "access", "minimize", "user:nobody", "--audit",
                log.toString(), "--context", "admin").succeeds();
        long took = (System.nanoTime() - begin) / 1_000_000;
        Path least = Files.writeString(scratch.folder().resolve("least.yaml"), ran.out());
        Set<AccessRequest> requests = requests(log);
        RbacSnapshot roles = roles(ran.out());
        System.err.printf(
                "least roles of kube-apiserver %s's audit log: %d events, %d requests of the user, %d distinct,"
                        + " %d roles with %d rules, %d ms with the start of the command%n",
                cluster.version(), events(log),
                requestsOf(log), requests.size(), roles.roles().size(),
                roles.roles().stream().mapToInt(role -> role.rules().size()).sum(), took);

        assertThat(requestsOf(log)).isGreaterThanOrEqualTo(WALK);
        assertThat(ran.out()).contains("and none is denied.").contains("#   get * x in namespace e")
                .contains("that this log has not seen used:");
        assertThat(roles.roles()).noneMatch(role -> role.rules().stream().anyMatch(rule -> rule.resources()
                .contains("*")));
        nothingCanBeTakenOut(roles, requests);

        user.moveOut();
        awaitRight(cluster, new AccessRequest.Resource("get", "apps", "deployments", "", "x", "e"), false);
        shell.run("kubectl", "--context", "admin", "apply", "--validate=strict", "-f", least.toString()).succeeds();
        requests.forEach(request -> awaitRight(cluster, request, true));
        Shell elsewhere = Shell.in(scratch.folder("other"), done -> {})
                .with("PATH", shell.variables().getOrDefault("PATH", ""))
                .with("KUBECONFIG", cluster.kubeconfig().toString()); // kubectl asks for everything anew
        List<LimitedWalk.Step> after = LimitedWalk.by(cluster.nobody(), elsewhere);

        assertThat(after).isEqualTo(before);
        assertThat(before).anyMatch(LimitedWalk.Step::forbidden);
        withoutAnyRuleTheServerDenies(cluster, roles, requests);
    }

    /** Takes each rule out of the server's own roles, and waits for it to refuse what hung on that rule. */
    private static void withoutAnyRuleTheServerDenies(RealCluster cluster, RbacSnapshot roles,
            Set<AccessRequest> requests) {
        ApiClient admin = cluster.admin();
        for (Role role : roles.roles()) {
            String path = "/apis/rbac.authorization.k8s.io/v1/" + (role.isClusterRole()
                    ? "clusterroles/"
                    : "namespaces/" + role.namespace() + "/roles/") + role.name();
            ObjectNode whole = (ObjectNode) admin.get(path).succeeds().json();
            ((ObjectNode) whole.path("metadata")).remove("resourceVersion");
            for (int i = 0; i < role.rules().size(); i++) {
                PolicyRule rule = role.rules().get(i);
                RbacAuthorizer without = RbacAuthorizer.over(with(roles, role, i, List.of()));
                AccessRequest hanging = requests.stream().filter(request -> !without.decide(NOBODY, request).allowed())
                        .findFirst().orElseThrow(() -> new AssertionError("nothing hangs on " + rule));
                ObjectNode less = whole.deepCopy();
                ((ArrayNode) less.path("rules")).remove(i);
                admin.send("PUT", path, AS_JSON, less.toString()).succeeds();
                awaitRight(cluster, hanging, false);
            }
            admin.send("PUT", path, AS_JSON, whole.toString()).succeeds();
        }
    }

    /** The same roles, with these rules in place of one. */
    private static RbacSnapshot with(RbacSnapshot roles, Role role, int place, List<PolicyRule> instead) {
        List<PolicyRule> rules = new ArrayList<>(role.rules());
        rules.remove(place);
        rules.addAll(instead);
        List<Role> all = new ArrayList<>(roles.roles());
        all.replaceAll(one -> one.equals(role) ? new Role(role.namespace(), role.name(), rules) : one);
        return new RbacSnapshot(all, roles.bindings());
    }

    /** Everything that the roles must allow: what was let through, but for what everybody may and the wildcard. */
    private static Set<AccessRequest> requests(Path log) throws IOException {
        Set<AccessRequest> requests = new LinkedHashSet<>();
        try (InputStream in = Files.newInputStream(log)) {
            AuditRequests.read(in, event -> {
                if (event.outcome() == AuditedRequest.Outcome.ALLOWED && !event.reason().contains("\"system:")) {
                    if (event.user().name().equals("nobody")) {
                        requests.addAll(event.needs());
                    }
                    if (event.signedIn().name().equals("nobody")) {
                        requests.addAll(event.impersonation());
                    }
                }
            });
        }
        requests.removeIf(request -> request instanceof AccessRequest.Resource of && of.resource().equals("*"));
        return requests;
    }

    /** Every rule, and every word of a rule, is what some request hangs on. */
    private static void nothingCanBeTakenOut(RbacSnapshot roles, Set<AccessRequest> requests) {
        for (Role role : roles.roles()) {
            for (int i = 0; i < role.rules().size(); i++) {
                for (PolicyRule less : less(role.rules().get(i))) {
                    RbacAuthorizer authorizer = RbacAuthorizer.over(with(roles, role, i, List.of(less)));
                    assertThat(requests).as("denied when %s is %s", role.rules().get(i), less)
                            .anyMatch(request -> !authorizer.decide(NOBODY, request).allowed());
                }
            }
        }
    }

    /** The rule without each of its words, where that leaves none without the whole rule. */
    private static List<PolicyRule> less(PolicyRule rule) {
        List<PolicyRule> less = new ArrayList<>();
        rule.verbs().forEach(verb -> less.add(new PolicyRule(without(rule.verbs(), verb), rule.apiGroups(),
                rule.resources(), rule.resourceNames(), rule.nonResourceUrls())));
        rule.resources().forEach(resource -> less.add(new PolicyRule(rule.verbs(), rule.apiGroups(),
                without(rule.resources(), resource), rule.resourceNames(), rule.nonResourceUrls())));
        if (rule.resourceNames().size() > 1) { // without any name it would be wider
            rule.resourceNames().forEach(name -> less.add(new PolicyRule(rule.verbs(), rule.apiGroups(),
                    rule.resources(), without(rule.resourceNames(), name), List.of())));
        }
        rule.nonResourceUrls().forEach(path -> less.add(new PolicyRule(rule.verbs(), rule.apiGroups(),
                rule.resources(), rule.resourceNames(), without(rule.nonResourceUrls(), path))));
        return less;
    }

    private static List<String> without(List<String> words, String word) {
        return words.stream().filter(other -> !other.equals(word)).toList();
    }

    private static RbacSnapshot roles(String text) {
        return switch (ManifestText.read("least", text)) {
            case ManifestOutcome.Read(var objects) -> ClusterSnapshot.of("least", objects, List.of()).rbac();
            case ManifestOutcome.Broken broken -> throw new AssertionError(broken.toString());
        };
    }

    /** Asks the server itself whether the user may do something, until it says so: it learns of changes by watches. */
    private static void awaitRight(RealCluster cluster, AccessRequest request, boolean allowed) {
        ApiClient admin = cluster.admin();
        await("that nobody may" + (allowed ? " " : " not ") + request).atMost(PATIENCE)
                .until(() -> admin.post(REVIEWS, review(request)).succeeds().json().at("/status/allowed")
                        .asBoolean() == allowed);
    }

    private static String review(AccessRequest request) {
        ObjectNode spec = JSON.createObjectNode().put("user", "nobody");
        spec.putArray("groups").add("nobodies").add("system:authenticated");
        switch (request) {
            case AccessRequest.Resource of -> spec.putObject("resourceAttributes").put("verb", of.verb())
                    .put("group", of.group()).put("resource", of.resource()).put("subresource", of.subresource())
                    .put("name", of.name()).put("namespace", of.namespace());
            case AccessRequest.NonResource of -> spec.putObject("nonResourceAttributes").put("verb", of.verb())
                    .put("path", of.path());
        }
        return JSON.createObjectNode().set("spec", spec).toString();
    }

    private static long events(Path log) throws IOException {
        try (var lines = Files.lines(log)) {
            return lines.count();
        }
    }

    /** Counted without our reader: the user's requests by their ids. */
    private static int requestsOf(Path log) throws IOException {
        Set<String> ids = new LinkedHashSet<>();
        for (String line : Files.readAllLines(log)) {
            JsonNode event = JSON.readTree(line);
            if (event.at("/user/username").asText().equals("nobody")) {
                ids.add(event.path("auditID").asText());
            }
        }
        return ids.size();
    }
}
