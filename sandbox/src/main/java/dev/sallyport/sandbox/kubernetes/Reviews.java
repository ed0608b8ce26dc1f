package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.EffectiveRules;
import dev.sallyport.sandbox.kubernetes.access.AccessControl;
import dev.sallyport.sandbox.kubernetes.access.AccessControl.Verdict;
import dev.sallyport.sandbox.kubernetes.access.RbacObjects;
import dev.sallyport.sandbox.kubernetes.access.TokenAuthenticator;
import dev.sallyport.sandbox.kubernetes.admission.AdmissionRequest;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.patch.ManagedFields;
import dev.sallyport.sandbox.kubernetes.patch.ManagedFields.FieldOwner;
import dev.sallyport.sandbox.kubernetes.request.Bodies;
import dev.sallyport.sandbox.kubernetes.request.Call;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes.As;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes.Form;
import dev.sallyport.sandbox.kubernetes.request.WriteQuery;
import dev.sallyport.sandbox.kubernetes.request.WriteQuery.FieldValidation;
import dev.sallyport.sandbox.kubernetes.store.Metadata;
import io.vertx.core.Future;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Answers the questions that are asked by creating an object: who am I, whose token is this, may I, may they. Source:
 * Kubernetes, {@code authentication.k8s.io/v1} and {@code authorization.k8s.io/v1}.
 */
final class Reviews {

    private static final String AUTHORIZATION = "authorization.k8s.io";

    private final AccessControl access;
    private final Supplier<TokenAuthenticator> tokens;
    private final Bodies bodies;
    private final Clock clock;

    Reviews(AccessControl access, Supplier<TokenAuthenticator> tokens, Bodies bodies, Clock clock) {
        this.access = access;
        this.tokens = tokens;
        this.bodies = bodies;
        this.clock = clock;
    }

    Future<Answer> answer(Call call, Form form) {
        if (form.as() != As.ITSELF && !call.kind().name().equals("SelfSubjectReview")) {
            throw Refusals.notAcceptable("only the following media types are accepted: "
                    + String.join(", ", MediaTypes.WRITTEN));
        }
        ObjectNode review = bodies.object(call, FieldValidation.WARN).object();
        return (switch (call.kind().name()) {
            case "SelfSubjectReview" -> Future.succeededFuture(selfSubject(call, review));
            case "TokenReview" -> token(call, review);
            case "SelfSubjectAccessReview" -> Future.succeededFuture(access(call, review, call.user()));
            case "SubjectAccessReview" -> Future.succeededFuture(access(call, review, subject(review)));
            case "LocalSubjectAccessReview" -> Future.succeededFuture(local(call, review));
            case "SelfSubjectRulesReview" -> Future.succeededFuture(rules(call, review));
            default -> throw Refusals.methodNotAllowed();
        }).map(done -> Answer.of(201, done, new Form(form.yaml(), As.ITSELF)));
    }

    /** A question as those are told of it who have a say: with its owners, and before it is answered. */
    AdmissionRequest asked(Call call) {
        ObjectNode review = bodies.object(call, FieldValidation.IGNORE).object();
        withMetadata(call, review);
        review.put("kind", call.kind().name()).put("apiVersion", call.kind().apiVersion());
        ObjectNode status = review.putObject("status");
        switch (call.kind().name()) {
            case "SelfSubjectReview" -> status.putObject("userInfo");
            case "TokenReview" -> status.putObject("user");
            case "SelfSubjectRulesReview" -> status.put("incomplete", false).putNull("resourceRules")
                    .putNull("nonResourceRules");
            default -> status.put("allowed", false);
        }
        return WriteQuery.of(call, "CreateOptions", false).writing(call).created(Metadata.name(review), review);
    }

    private ObjectNode selfSubject(Call call, ObjectNode review) {
        review.putObject("metadata").put("creationTimestamp",
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        writeUser(review.putObject("status").putObject("userInfo"), call.user());
        return review;
    }

    private static void writeUser(ObjectNode target, KubernetesUser user) {
        target.put("username", user.username());
        if (!user.uid().isEmpty()) {
            target.put("uid", user.uid());
        }
        if (!user.groups().isEmpty()) {
            ArrayNode groups = target.putArray("groups");
            user.groups().forEach(groups::add);
        }
        if (!user.extra().isEmpty()) {
            ObjectNode extra = target.putObject("extra");
            user.extra().forEach((key, values) -> {
                ArrayNode array = extra.putArray(key);
                values.forEach(array::add);
            });
        }
    }

    private Future<ObjectNode> token(Call call, ObjectNode review) {
        String token = review.at("/spec/token").asText("");
        if (token.isEmpty()) {
            throw Refusals.badRequest("token is required for TokenReview in authentication");
        }
        withMetadata(call, review);
        return tokens.get().authenticate(token).map(answer -> {
            ObjectNode status = review.putObject("status");
            switch (answer) {
                case TokenAuthenticator.Answer.Authenticated known -> {
                    status.put("authenticated", true);
                    KubernetesUser user = known.user();
                    writeUser(status.putObject("user"), new KubernetesUser(user.username(), user.uid(),
                            user.groupsAsAuthenticated(), user.extra()));
                }
                case TokenAuthenticator.Answer.Unauthenticated _ -> {
                    status.putObject("user");
                    status.put("error", "invalid bearer token");
                }
                case TokenAuthenticator.Answer.Failed failed -> {
                    status.putObject("user");
                    status.put("error", failed.why());
                }
            }
            return review;
        });
    }

    /** What every created object gets, stored or not: metadata that says who states what is asked. */
    private void withMetadata(Call call, ObjectNode review) {
        if (!review.has("metadata")) {
            review.putObject("metadata");
        }
        ObjectNode owned = ManagedFields.afterUpdate(JsonNodeFactory.instance.objectNode(), review,
                call.kind().shape().get(),
                FieldOwner.updating(WriteQuery.of(call, "CreateOptions", false).fieldManager(),
                        call.kind().apiVersion(), ""),
                ManagedFields::withoutStatus,
                clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        review.set("metadata", owned.get("metadata"));
    }

    private ObjectNode local(Call call, ObjectNode review) {
        String namespace = call.namespace();
        if (!review.at("/metadata/namespace").asText(namespace).equals(namespace)) {
            throw Refusals.badRequest("the namespace of the provided object does not match the namespace sent on the "
                    + "request");
        }
        review.withObject("/metadata").put("namespace", namespace);
        KubernetesUser subject = subject(review);
        List<FieldError> errors = wrongAttributes(review.path("spec"));
        JsonNode resource = review.at("/spec/resourceAttributes");
        JsonNode path = review.at("/spec/nonResourceAttributes");
        if (resource.isObject() && !resource.path("namespace").asText("").equals(namespace)) {
            errors.add(FieldError.invalid("spec.resourceAttributes.namespace", resource.path("namespace").asText(""),
                    "must match metadata.namespace"));
        }
        if (path.isObject()) {
            errors.add(FieldError.invalid("spec.nonResourceAttributes", shown(path),
                    "disallowed on this kind of request"));
        }
        check(errors);
        return access(call, review, subject);
    }

    private static KubernetesUser subject(ObjectNode review) {
        JsonNode spec = review.path("spec");
        List<String> groups = new ArrayList<>();
        spec.path("groups").forEach(group -> groups.add(group.asText()));
        if (spec.path("user").asText("").isEmpty() && groups.isEmpty()) {
            throw Refusals.invalid(AUTHORIZATION, "", "", List.of(FieldError.invalid("spec.user", "",
                    "at least one of user or group must be specified")));
        }
        return new KubernetesUser(spec.path("user").asText(""), spec.path("uid").asText(""), groups, Map.of());
    }

    private ObjectNode access(Call call, ObjectNode review, KubernetesUser user) {
        AccessRequest request = request(review.path("spec"));
        withMetadata(call, review);
        Verdict verdict = access.decide(user, request);
        ObjectNode status = review.putObject("status").put("allowed", verdict.allowed());
        if (!verdict.reason().isEmpty()) {
            status.put("reason", verdict.reason());
        }
        return review;
    }

    private static void check(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw Refusals.invalid(AUTHORIZATION, "", "", errors);
        }
    }

    private static List<FieldError> wrongAttributes(JsonNode spec) {
        boolean resource = spec.path("resourceAttributes").isObject();
        boolean path = spec.path("nonResourceAttributes").isObject();
        List<FieldError> errors = new ArrayList<>();
        if (resource && path) {
            errors.add(FieldError.invalid("spec.nonResourceAttributes", shown(spec.get("nonResourceAttributes")),
                    "cannot be specified in combination with resourceAttributes"));
        } else if (!resource && !path) {
            errors.add(FieldError.invalid("spec.resourceAttributes", JsonNodeFactory.instance.nullNode(),
                    "exactly one of nonResourceAttributes or resourceAttributes must be specified"));
        }
        return errors;
    }

    private static JsonNode shown(JsonNode path) {
        return JsonNodeFactory.instance.objectNode().put("Path", path.path("path").asText()).put("Verb",
                path.path("verb").asText());
    }

    private static AccessRequest request(JsonNode spec) {
        check(wrongAttributes(spec));
        JsonNode resource = spec.path("resourceAttributes");
        JsonNode path = spec.path("nonResourceAttributes");
        return path.isObject()
                ? new AccessRequest.NonResource(path.path("verb").asText(), path.path("path").asText())
                : new AccessRequest.Resource(resource.path("verb").asText(), resource.path("group").asText(),
                        resource.path("resource").asText(), resource.path("subresource").asText(),
                        resource.path("name").asText(), resource.path("namespace").asText());
    }

    private ObjectNode rules(Call call, ObjectNode review) {
        String namespace = review.at("/spec/namespace").asText("");
        if (namespace.isEmpty()) {
            throw Refusals.badRequest("no namespace on request");
        }
        review.putObject("metadata");
        review.putObject("spec");
        EffectiveRules rules = access.rbac().rulesFor(AccessControl.rbacUser(call.user()), namespace);
        ObjectNode status = review.putObject("status");
        status.set("resourceRules", RbacObjects.write(rules.resourceRules()));
        status.set("nonResourceRules", RbacObjects.write(rules.nonResourceRules()));
        List<String> problems = new ArrayList<>();
        if (AccessControl.isNode(call.user())) {
            problems.add("node authorizer does not support user rule resolution");
        }
        if (!rules.evaluationError().isEmpty()) {
            problems.add(rules.evaluationError());
        }
        status.put("incomplete", AccessControl.isNode(call.user())); // a dangling reference hides no rule
        if (!problems.isEmpty()) {
            status.put("evaluationError", problems.size() == 1 ? problems.getFirst() : problems.toString());
        }
        return review;
    }
}
