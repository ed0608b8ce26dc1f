package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.access.Texts;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.openapi.OpenApiDocuments;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes.As;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes.Form;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Answers for what is no resource: discovery, OpenAPI, version and health. */
final class FixedPaths {

    private static final Set<String> HEALTH = Set.of("/healthz", "/livez", "/readyz");
    private static final List<String> CHECKS = List.of("ping", "log", "etcd",
            "poststarthook/rbac/bootstrap-roles");

    private final KindRegistry kinds;
    private final Discovery discovery;
    private final OpenApiDocuments openApi;
    private final ObjectNode version;

    FixedPaths(KindRegistry kinds, Discovery discovery, OpenApiDocuments openApi, ObjectNode version) {
        this.kinds = kinds;
        this.discovery = discovery;
        this.openApi = openApi;
        this.version = version;
    }

    /** Whether this path is answered without asking who is there, as on EKS. */
    static boolean isHealth(String path) {
        return HEALTH.contains(path) || HEALTH.stream().anyMatch(one -> path.startsWith(one + "/"));
    }

    Answer health(String path, boolean verbose) {
        String check = path.substring(1);
        String name = check.contains("/") ? check.substring(check.indexOf('/') + 1) : "";
        if (!name.isEmpty()) {
            return CHECKS.contains(name) ? Answer.text(200, "ok") : notFound();
        }
        if (!verbose) {
            return Answer.text(200, "ok");
        }
        StringBuilder text = new StringBuilder();
        CHECKS.forEach(one -> text.append("[+]").append(one).append(" ok\n"));
        return Answer.text(200, text + check + " check passed\n");
    }

    Answer answer(HttpServerRequest request, String sentPath) {
        String path = sentPath.endsWith("/") && sentPath.length() > 1
                ? sentPath.substring(0, sentPath.length() - 1)
                : sentPath;
        if (path.equals("/version")) {
            checkGet(request);
            return Answer.ok(version, Form.PLAIN);
        }
        if (path.equals("/")) {
            return Answer.ok(root(), Form.PLAIN);
        }
        if (path.equals("/api") || path.equals("/apis")) {
            return discovery(request, path.equals("/api"));
        }
        if (path.equals("/openapi/v2")) {
            return openApiV2(request);
        }
        if (path.startsWith("/openapi/v3")) {
            return openApi(request, path);
        }
        String[] parts = path.split("/", -1);
        if (parts[1].equals("api") && parts.length == 3) {
            return found(request, discovery.resources("", parts[2]), "");
        } else if (parts[1].equals("apis") && parts.length == 3) {
            return found(request, discovery.group(parts[2]), parts[2]);
        } else if (parts[1].equals("apis") && parts.length == 4) {
            return found(request, discovery.resources(parts[2], parts[3]), parts[2]);
        }
        return notFound();
    }

    /** Discovery and version are there for GET, and for no other method. */
    private static void checkGet(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            throw Refusals.methodNotAllowed();
        }
    }

    private static Answer notFound() {
        return Answer.text(404, "404 page not found\n");
    }

    private Answer found(HttpServerRequest request, Optional<ObjectNode> document, String group) {
        Form form = MediaTypes.negotiate(request.headers().getAll("Accept"), false);
        if (document.isEmpty()) {
            if (group.isEmpty() || kinds.hasGroup(group)) {
                throw Refusals.noSuchResource();
            }
            return notFound();
        }
        checkGet(request);
        return Answer.ok(document.get(), form);
    }

    private Answer discovery(HttpServerRequest request, boolean core) {
        checkGet(request);
        Form form = MediaTypes.negotiate(request.headers().getAll("Accept"), false);
        if (form.as() != As.GROUP_DISCOVERY) {
            return Answer.ok(core ? discovery.versions() : discovery.groups(), form);
        }
        ObjectNode document = discovery.aggregated(core);
        String tag = '"' + OpenApiDocuments.hash(document.toString()) + '"';
        Answer answer = tag.equals(request.getHeader("If-None-Match"))
                ? new Answer(304, Answer.Body.NONE, List.of(), Map.of())
                : Answer.ok(document, form).with("Content-Type",
                        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
        return answer.with("Vary", "Accept").with("Etag", tag).with("Cache-Control", "public");
    }

    /** Served in the binary form alone: that is what the clients that still ask for it take. */
    private Answer openApiV2(HttpServerRequest request) {
        if (!Texts.headers(request).get("Accept").contains("proto-openapi.spec.v2@v1.0+protobuf")) {
            return new Answer(406, Answer.Body.NONE, List.of(), Map.of());
        }
        return new Answer(200, new Answer.Body.Bytes(Buffer.buffer(openApi.version2()),
                "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"), List.of(), Map.of());
    }

    private Answer openApi(HttpServerRequest request, String path) {
        if (path.equals("/openapi/v3")) {
            return Answer.ok(openApi.index(), Form.PLAIN);
        }
        String name = path.substring("/openapi/v3/".length());
        Optional<OpenApiDocuments.Document> document = openApi.document(name);
        if (document.isEmpty()) {
            return new Answer(404, Answer.Body.NONE, List.of(), Map.of());
        }
        String hash = document.get().hash();
        String asked = request.getParam("hash", "");
        if (!asked.isEmpty() && !asked.equals(hash)) {
            return new Answer(301, Answer.Body.NONE, List.of(), Map.of())
                    .with("Location", path + "?hash=" + hash);
        }
        Answer answer = new Answer(200, new Answer.Body.Bytes(Buffer.buffer(document.get().json()), MediaTypes.JSON),
                List.of(),
                Map.of()).with("Etag", '"' + hash + '"').with("Vary", "Accept");
        return asked.isEmpty() ? answer : answer.with("Cache-Control", "public, immutable");
    }

    private ObjectNode root() {
        Set<String> paths = new TreeSet<>(List.of("/api", "/apis", "/healthz",
                "/livez", "/openapi/v3", "/readyz", "/version"));
        for (Kind kind : kinds.all()) {
            if (kind.group().isEmpty()) {
                paths.add("/api/" + kind.version());
            } else {
                paths.add("/apis/" + kind.group());
                paths.add("/apis/" + kind.apiVersion());
            }
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode all = root.putArray("paths");
        paths.forEach(all::add);
        return root;
    }
}
