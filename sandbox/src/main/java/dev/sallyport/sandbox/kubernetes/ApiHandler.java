package dev.sallyport.sandbox.kubernetes;

import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.sandbox.kubernetes.access.AccessControl;
import dev.sallyport.sandbox.kubernetes.access.FrontDoor;
import dev.sallyport.sandbox.kubernetes.access.Impersonation;
import dev.sallyport.sandbox.kubernetes.access.Texts;
import dev.sallyport.sandbox.kubernetes.admission.Warnings;
import dev.sallyport.sandbox.kubernetes.errors.ApiError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.request.Call;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes.Form;
import dev.sallyport.sandbox.kubernetes.request.RequestPath;
import dev.sallyport.sandbox.kubernetes.request.RequestPath.Resource;
import dev.sallyport.sandbox.kubernetes.write.Conversions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/**
 * The way of a request: its body is read, then come both doors (who is it, whom do they act as, may they), then the
 * answer. Whatever is refused on the way becomes a {@code Status}.
 */
final class ApiHandler implements Handler<HttpServerRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    private static final int BODY_LIMIT = 3 * 1024 * 1024; // bytes, as a real API server

    private final FrontDoor door;
    private final AccessControl access;
    private final Impersonation impersonation;
    private final KindRegistry kinds;
    private final ResourceHandler resources;
    private final FixedPaths paths;

    ApiHandler(FrontDoor door, AccessControl access, KindRegistry kinds, ResourceHandler resources, FixedPaths paths) {
        this.door = door;
        this.access = access;
        this.impersonation = new Impersonation(access);
        this.kinds = kinds;
        this.resources = resources;
        this.paths = paths;
    }

    @Override
    public void handle(HttpServerRequest request) {
        body(request).compose(body -> answer(request, body)).onComplete(done -> {
            try {
                AnswerWriter.write(request, done.succeeded() ? done.result() : refusal(request, done.cause()));
            } catch (RuntimeException e) {
                LOG.error("could not answer {} {}", request.method(), request.path(), e);
                request.connection().close();
            }
        });
    }

    private static Future<Buffer> body(HttpServerRequest request) {
        Promise<Buffer> read = Promise.promise();
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            if (body.length() + part.length() > BODY_LIMIT) {
                read.tryFail(Refusals.tooLarge(BODY_LIMIT));
            } else if (!read.future().isComplete()) {
                body.appendBuffer(part);
            }
        });
        request.exceptionHandler(read::tryFail);
        request.endHandler(_ -> read.tryComplete(body));
        return read.future();
    }

    private static Answer refusal(HttpServerRequest request, Throwable cause) {
        Form form = new Form(Texts.headers(request).get("Accept").startsWith(MediaTypes.YAML),
                MediaTypes.As.ITSELF);
        if (cause instanceof ApiError error) {
            return Answer.refusal(error, form);
        } else if (cause instanceof Impersonation.WithoutUser) {
            return Answer.text(500, "Internal Server Error: \"" + request.path() + "\": " + cause.getMessage() + "\n");
        }
        LOG.error("a fault while answering {} {}", request.method(), request.path(), cause);
        return Answer.refusal(Refusals.internal(cause.getClass().getSimpleName()), form);
    }

    private Future<Answer> answer(HttpServerRequest request, Buffer body) {
        String sentPath = request.path() == null ? "/" : request.path();
        Texts query;
        try {
            query = Texts.query(request);
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(Refusals.badRequest("the query of the request is not well encoded: "
                    + e.getMessage()));
        }
        if (FixedPaths.isHealth(sentPath)) {
            // Anybody may look, but who shows a token shows a good one.
            Future<?> known = FrontDoor.showsToken(request) ? door.user(request) : Future.succeededFuture();
            return known.map(_ -> paths.health(sentPath, query.has("verbose")));
        } else if (sentPath.startsWith("//")) {
            return Future.succeededFuture(Answer.text(404, "404 page not found\n"));
        }
        return door.user(request).compose(asking -> {
            try {
                KubernetesUser user = impersonation.effective(asking, Texts.headers(request));
                RequestPath path = RequestPath.of(request.method().name(), sentPath, query);
                access.check(user, path.access());
                return path.resource().isPresent()
                        ? resource(request, path, query, user, body)
                        : Future.succeededFuture(paths.answer(request, sentPath));
            } catch (ApiError | Impersonation.WithoutUser e) {
                return Future.failedFuture(e);
            }
        });
    }

    private Future<Answer> resource(HttpServerRequest request, RequestPath path, Texts query, KubernetesUser user,
            Buffer body) {
        Resource resource = path.resource().orElseThrow();
        Optional<Kind> kind = kinds.byPath(resource.group(), resource.version(), resource.plural());
        if (kind.isEmpty()) {
            boolean known = kinds.all().stream().anyMatch(one -> one.group().equals(resource.group())
                    && !one.is(Trait.CUSTOM));
            if (known) {
                throw Refusals.noSuchResource();
            }
            return Future.succeededFuture(Answer.text(404, "404 page not found\n"));
        }
        List<String> accept = request.headers().getAll("Accept");
        Form form = MediaTypes.negotiate(accept, true);
        Call call = new Call(path, resource, kind.get(), Conversions.storedAs(kind.get(), kinds), user,
                request.method().name(), query, Texts.headers(request), body, new Warnings());
        return resources.handle(call, form);
    }
}
