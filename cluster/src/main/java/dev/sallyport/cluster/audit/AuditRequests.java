package dev.sallyport.cluster.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.cluster.audit.AuditedRequest.Outcome;
import dev.sallyport.rbac.AccessRequest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The requests in an audit log, as the API server put them to its authorizer.
 *
 * <p>An event's {@code objectRef} is what the authorizer was asked about, but for one thing: of a creation the server fills
 * in name and namespace from what was sent, after it asked. These are taken from the request's path instead.
 *
 * <p>For some requests the server asks a second time, which no event shows. An update or a patch that created something
 * (201) needs {@code create} of that name; a WebSocket to {@code pods/exec}, {@code attach} or {@code portforward} is a
 * {@code get} and needs {@code create} as well, from 1.35 on. Source: Kubernetes,
 * {@code apiserver/pkg/endpoints/handlers} and {@code pkg/registry/core/pod/rest}.
 */
public final class AuditRequests {

    private static final Set<String> STREAMS = Set.of("exec", "attach", "portforward");
    private static final String DECISION = "authorization.k8s.io/decision";
    private static final String REASON = "authorization.k8s.io/reason";
    private static final int CREATED = 201;

    private AuditRequests() {}

    /**
     * Reads a log, in any of the forms in which API servers and CloudWatch give it, gzipped or not. It may be large: one
     * event at a time is held.
     *
     * @param requests is given each event, in the log's order
     * @return how much could be read; an event without a user or a verb is a damage
     * @throws IOException when the stream itself cannot be read
     */
    public static AuditReading read(InputStream log, Consumer<AuditedRequest> requests) throws IOException {
        List<AuditDamage> damages = new ArrayList<>();
        long[] damaged = new long[1];
        AuditReading reading = AuditLogReader.read(log, event -> {
            Optional<AuditedRequest> request = request(event);
            request.ifPresent(requests);
            if (request.isEmpty()) {
                damaged[0]++;
                if (damages.size() < AuditLogReader.MOST_DAMAGES) {
                    damages.add(new AuditDamage(event.place(),
                            "the event does not say who asked, or for what: user, verb, objectRef or requestURI"));
                }
            }
        });
        return new AuditReading(reading.events(),
                Stream.concat(reading.damages().stream(), damages.stream()).limit(AuditLogReader.MOST_DAMAGES).toList(),
                reading.damaged() + damaged[0]);
    }

    private static Optional<AuditedRequest> request(AuditLogReader.Event event) {
        JsonNode json = event.json();
        Optional<AccessRequest> asked = asked(json);
        AuditedUser signedIn = user(json.path("user"));
        Outcome outcome = outcome(json);
        boolean nobody = outcome == Outcome.UNAUTHENTICATED;
        if (!nobody && (asked.isEmpty() || signedIn.name().isEmpty())) {
            return Optional.empty();
        }
        JsonNode other = json.path("impersonatedUser");
        List<AccessRequest> needs = asked.map(request -> needs(request, json)).orElse(List.of());
        boolean impersonated = other.isObject() && !needs.isEmpty();
        return Optional.of(new AuditedRequest(event.place(), AuditEvents.text(json, "auditID"), AuditEvents.time(json),
                signedIn, impersonated ? Optional.of(user(other)) : Optional.empty(), needs,
                impersonated
                        ? ImpersonationNeeds.of(other,
                                AuditEvents.text(json.path("authenticationMetadata"), "impersonationConstraint"),
                                needs.getFirst())
                        : List.of(),
                outcome, AuditEvents.text(json.path("annotations"), REASON)));
    }

    private static AuditedUser user(JsonNode user) {
        List<String> groups = new ArrayList<>();
        user.path("groups").forEach(group -> groups.add(group.asText()));
        return new AuditedUser(AuditEvents.text(user, "username"), groups, AuditEvents.extra(user, "arn"),
                AuditEvents.extra(user, "canonicalArn"));
    }

    private static Optional<AccessRequest> asked(JsonNode event) {
        String verb = AuditEvents.verb(event);
        Optional<RequestPath> path = RequestPath.of(AuditEvents.text(event, "requestURI"));
        JsonNode object = event.path("objectRef");
        if (verb.isEmpty()) {
            return Optional.empty();
        }
        if (!AuditEvents.text(object, "resource").isEmpty()) {
            return Optional.of(resource(verb, object, path.flatMap(RequestPath::resource)));
        }
        return path.map(of -> of.resource().<AccessRequest>map(resource -> new AccessRequest.Resource(verb,
                resource.group(), resource.resource(), resource.subresource(), resource.name(), resource.namespace()))
                .orElseGet(() -> new AccessRequest.NonResource(verb, of.path())));
    }

    private static AccessRequest resource(String verb, JsonNode object, Optional<RequestPath.Resource> path) {
        String resource = AuditEvents.text(object, "resource");
        String subresource = AuditEvents.text(object, "subresource");
        String name = AuditEvents.text(object, "name");
        String namespace = AuditEvents.text(object, "namespace");
        if (verb.equals("create")) {
            Optional<RequestPath.Resource> same = path.filter(of -> of.resource().equals(resource));
            name = same.map(RequestPath.Resource::name).orElse(subresource.isEmpty() ? "" : name);
            namespace = same.map(RequestPath.Resource::namespace).orElse(namespace);
        }
        return new AccessRequest.Resource(verb, AuditEvents.text(object, "apiGroup"), resource, subresource, name,
                namespace);
    }

    private static List<AccessRequest> needs(AccessRequest request, JsonNode event) {
        boolean creates = request instanceof AccessRequest.Resource of && switch (of.verb()) {
            case "update", "patch" -> code(event) == CREATED;
            case "get" -> of.group().isEmpty() && of.resource().equals("pods") && STREAMS.contains(of.subresource());
            default -> false;
        };
        return request instanceof AccessRequest.Resource of && creates
                ? List.of(request, new AccessRequest.Resource("create", of.group(), of.resource(), of.subresource(),
                        of.name(), of.namespace()))
                : List.of(request);
    }

    private static int code(JsonNode event) {
        return event.path("responseStatus").path("code").asInt();
    }

    private static Outcome outcome(JsonNode event) {
        String decision = AuditEvents.text(event.path("annotations"), DECISION);
        int code = code(event);
        if (code == 401) {
            return Outcome.UNAUTHENTICATED;
        }
        if (decision.equals("allow")) {
            return Outcome.ALLOWED;
        }
        if (decision.equals("forbid") || code == 403) {
            boolean impersonation = decision.isEmpty()
                    && AuditEvents.text(event.path("responseStatus"), "message")
                            .contains("cannot impersonate resource");
            return impersonation ? Outcome.IMPERSONATION_DENIED : Outcome.DENIED;
        }
        // Flow control and timeouts answer before the authorizer is asked.
        return code == 0 || code == 429 || code >= 500 ? Outcome.UNDECIDED : Outcome.ALLOWED;
    }
}
