package dev.sallyport.cli.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** As much of kubectl as the story needs, with the requests that kubectl makes for it. */
final class OwnKubectl {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String RBAC = "/apis/rbac.authorization.k8s.io/v1/";
    private static final String CREATED_BY = "?fieldManager=kubectl-create&fieldValidation=Strict";
    private static final Set<String> OPTIONS = Set.of("--raw", "-n", "--verb", "--resource", "--clusterrole",
            "--group");

    private final Clients everybody;

    OwnKubectl(Clients everybody) {
        this.everybody = everybody;
    }

    Outcome run(Person person, List<String> arguments) {
        TypedCommand typed = TypedCommand.of(arguments, OPTIONS, Set.of());
        Play play;
        if (typed.is("get", "--raw")) {
            play = calls -> calls.raw(typed.option("--raw").orElse("/"));
        } else if (typed.is("get node")) {
            play = calls -> KubectlTable.of(calls.table("/api/v1/" + resource(calls, "node") + "?limit=500"));
        } else if (typed.is("edit configmap aws-auth", "-n")) {
            play = calls -> new ConfigMapEdit(person, calls).edit(typed.option("-n").orElse(""), "aws-auth");
        } else if (typed.is("auth whoami")) {
            play = OwnKubectl::whoami;
        } else if (typed.isWithName("create clusterrole", "--verb", "--resource")) {
            play = calls -> createRole(calls, typed);
        } else if (typed.isWithName("create clusterrolebinding", "--clusterrole", "--group")) {
            play = calls -> createBinding(calls, typed);
        } else if (typed.isWithName("delete node")) {
            play = calls -> deleteNode(calls, typed.name());
        } else {
            return OwnClients.unknown("kubectl", arguments);
        }
        try (KubectlCalls calls = KubectlCalls.open(person, everybody)) {
            return new Outcome(0, play.with(calls));
        } catch (KubectlRefusal refusal) {
            return refusal.outcome();
        }
    }

    /** What a command asks and prints. */
    @FunctionalInterface
    private interface Play {
        String with(KubectlCalls calls) throws KubectlRefusal;
    }

    /** The name of a kind of object in URLs and rules, as discovery says it; kubectl takes any of its names. */
    private static String resource(KubectlCalls calls, String word) throws KubectlRefusal {
        for (JsonNode known : calls.get("/api/v1").path("resources")) {
            List<String> names = new ArrayList<>(List.of(known.path("name").asText(),
                    known.path("singularName").asText()));
            known.path("shortNames").forEach(name -> names.add(name.asText()));
            if (names.contains(word)) {
                return known.path("name").asText();
            }
        }
        throw KubectlRefusal.of("error: the server doesn't have a resource type \"" + word + "\"");
    }

    private static String whoami(KubectlCalls calls) throws KubectlRefusal {
        ObjectNode review = JSON.objectNode().put("apiVersion", "authentication.k8s.io/v1").put("kind",
                "SelfSubjectReview");
        JsonNode user = calls.post("/apis/authentication.k8s.io/v1/selfsubjectreviews", review).path("status")
                .path("userInfo");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("ATTRIBUTE", "VALUE"));
        rows.add(List.of("Username", user.path("username").asText()));
        if (!user.path("uid").asText().isEmpty()) {
            rows.add(List.of("UID", user.path("uid").asText()));
        }
        rows.add(List.of("Groups", list(user.path("groups"))));
        TreeMap<String, String> extra = new TreeMap<>();
        user.path("extra").properties().forEach(entry -> extra.put(entry.getKey(), list(entry.getValue())));
        extra.forEach((key, values) -> rows.add(List.of("Extra: " + key, values)));
        return KubectlTable.of(rows);
    }

    private static String list(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        return "[" + String.join(" ", texts) + "]";
    }

    private static String createRole(KubectlCalls calls, TypedCommand typed) throws KubectlRefusal {
        ObjectNode role = rbac("ClusterRole", typed.name());
        ObjectNode rule = role.putArray("rules").addObject();
        for (String verb : typed.option("--verb").orElse("").split(",", -1)) {
            rule.withArray("verbs").add(verb);
        }
        rule.putArray("apiGroups").add("");
        for (String word : typed.option("--resource").orElse("").split(",", -1)) {
            rule.withArray("resources").add(resource(calls, word));
        }
        calls.post(RBAC + "clusterroles" + CREATED_BY, role);
        return "clusterrole.rbac.authorization.k8s.io/" + typed.name() + " created\n";
    }

    private static String createBinding(KubectlCalls calls, TypedCommand typed) throws KubectlRefusal {
        ObjectNode binding = rbac("ClusterRoleBinding", typed.name());
        binding.putObject("roleRef").put("apiGroup", "rbac.authorization.k8s.io").put("kind", "ClusterRole")
                .put("name", typed.option("--clusterrole").orElse(""));
        binding.putArray("subjects").addObject().put("apiGroup", "rbac.authorization.k8s.io").put("kind", "Group")
                .put("name", typed.option("--group").orElse(""));
        calls.post(RBAC + "clusterrolebindings" + CREATED_BY, binding);
        return "clusterrolebinding.rbac.authorization.k8s.io/" + typed.name() + " created\n";
    }

    private static ObjectNode rbac(String kind, String name) {
        ObjectNode object = JSON.objectNode().put("apiVersion", "rbac.authorization.k8s.io/v1").put("kind", kind);
        object.putObject("metadata").put("name", name);
        return object;
    }

    private static String deleteNode(KubectlCalls calls, String name) throws KubectlRefusal {
        calls.delete("/api/v1/" + resource(calls, "node") + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8),
                JSON.objectNode().put("propagationPolicy", "Background"));
        return "node \"" + name + "\" deleted\n";
    }
}
