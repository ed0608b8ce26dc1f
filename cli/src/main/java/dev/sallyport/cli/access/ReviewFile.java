package dev.sallyport.cli.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.NamedInput;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.RbacUser;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A question in the API server's own form: a SubjectAccessReview, a LocalSubjectAccessReview, or a SelfSubjectAccessReview,
 * which is about whoever asks. Source: Kubernetes, {@code authorization.k8s.io/v1}.
 *
 * @param user whom it names; empty for a review of oneself
 */
record ReviewFile(Optional<RbacUser> user, AccessRequest request) {

    static ReviewFile read(Terminal terminal, String name) {
        NamedInput input = NamedInput.of(terminal, name);
        String shown = input.shown();
        try {
            return of(shown, new ObjectMapper(new YAMLFactory()).readTree(input.text()));
        } catch (JsonProcessingException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, shown
                    + (e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr())
                    + ": this is neither YAML nor JSON.");
        }
    }

    private static ReviewFile of(String shown, JsonNode review) {
        String kind = review.path("kind").asText();
        JsonNode spec = review.path("spec");
        boolean self = kind.equals("SelfSubjectAccessReview");
        if (!self && !kind.equals("SubjectAccessReview") && !kind.equals("LocalSubjectAccessReview")) {
            throw wrong(shown, "holds no SubjectAccessReview");
        }
        JsonNode resource = spec.path("resourceAttributes");
        JsonNode path = spec.path("nonResourceAttributes");
        if (resource.isObject() == path.isObject()) {
            throw wrong(shown, "needs either resourceAttributes or nonResourceAttributes in its spec");
        }
        if (path.isObject() && (text(path, "verb").isEmpty() || text(path, "path").isEmpty())) {
            throw wrong(shown, "needs verb and path in its nonResourceAttributes");
        }
        if (resource.isObject() && (text(resource, "verb").isEmpty() || text(resource, "resource").isEmpty())) {
            throw wrong(shown, "needs verb and resource in its resourceAttributes");
        }
        AccessRequest request = path.isObject()
                ? new AccessRequest.NonResource(text(path, "verb"), text(path, "path"))
                : new AccessRequest.Resource(text(resource, "verb"), text(resource, "group"),
                        text(resource, "resource"),
                        text(resource, "subresource"), text(resource, "name"), text(resource, "namespace"));
        List<String> groups = new ArrayList<>();
        spec.path("groups").forEach(group -> groups.add(group.asText()));
        if (!self && text(spec, "user").isEmpty() && groups.isEmpty()) {
            throw wrong(shown, "names neither a user nor a group in its spec");
        }
        return new ReviewFile(self ? Optional.empty() : Optional.of(new RbacUser(text(spec, "user"), groups)), request);
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    private static CommandFailure wrong(String shown, String what) {
        return new CommandFailure(ExitCode.IMPOSSIBLE, shown + " " + what + ".");
    }
}
