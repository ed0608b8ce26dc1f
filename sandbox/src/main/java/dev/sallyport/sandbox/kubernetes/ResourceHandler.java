package dev.sallyport.sandbox.kubernetes;

import dev.sallyport.sandbox.kubernetes.admission.Gate;
import dev.sallyport.sandbox.kubernetes.errors.ApiError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Subresource;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;
import dev.sallyport.sandbox.kubernetes.request.Call;
import dev.sallyport.sandbox.kubernetes.request.MediaTypes.Form;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Sends a request for a resource to whoever answers its verb. */
final class ResourceHandler {

    private static final Set<String> NEED_KUBELET = Set.of("exec", "attach", "portforward", "proxy");
    private static final Set<String> READS = Set.of("get", "list", "watch");

    private final Reads reads;
    private final Writes writes;
    private final Deletes deletes;
    private final Reviews reviews;
    private final Subresources subresources;
    private final Gate gate;
    private final Vertx vertx;

    ResourceHandler(Reads reads, Writes writes, Deletes deletes, Reviews reviews, Subresources subresources,
            Gate gate, Vertx vertx) {
        this.reads = reads;
        this.writes = writes;
        this.deletes = deletes;
        this.reviews = reviews;
        this.subresources = subresources;
        this.gate = gate;
        this.vertx = vertx;
    }

    Future<Answer> handle(Call call, Form form) {
        if (!call.resource().subresource().isEmpty()) {
            return answered(call, form, () -> subresource(call, form));
        }
        checkMethod(call);
        if (call.kind().is(Trait.REVIEW)) {
            return gate.isOpen()
                    ? reviews.answer(call, form)
                    : elsewhere(() -> {
                        gate.ask(reviews.asked(call), call.warnings());
                        return call;
                    }).compose(_ -> reviews.answer(call, form)).recover(fault -> fault instanceof ApiError refusal
                            ? Future.succeededFuture(Answer.refusal(refusal, form))
                            : Future.failedFuture(fault)).map(answer -> withWarnings(call, answer));
        }
        return answered(call, form, () -> warned(call, switch (call.path().verb()) {
            case "get" -> reads.get(call, form);
            case "list" -> reads.list(call, form);
            case "watch" -> reads.watch(call, form);
            case "create" -> writes.create(call, form);
            case "update" -> writes.replace(call, form);
            case "patch" -> writes.patch(call, form);
            case "delete" -> deletes.delete(call, form);
            case "deletecollection" -> deletes.deleteCollection(call, form);
            default -> throw Refusals.methodNotAllowed();
        }));
    }

    /** A write may have to wait for others who have a say, so it is not done where requests are received. */
    private Future<Answer> answered(Call call, Form form, Supplier<Answer> work) {
        if (READS.contains(call.path().verb()) && !NEED_KUBELET.contains(call.resource().subresource())) {
            return Future.succeededFuture(work.get());
        }
        return elsewhere(() -> {
            try {
                return withWarnings(call, work.get());
            } catch (ApiError refusal) {
                return withWarnings(call, Answer.refusal(refusal, form));
            }
        });
    }

    private <T> Future<T> elsewhere(Supplier<T> work) {
        Context receiving = vertx.getOrCreateContext();
        Promise<T> promise = Promise.promise();
        Thread.ofVirtual().name("write").start(() -> {
            try {
                T done = work.get();
                receiving.runOnContext(_ -> promise.complete(done));
            } catch (Throwable fault) { // an Error too: nobody else would answer the client
                receiving.runOnContext(_ -> promise.fail(fault));
            }
        });
        return promise.future();
    }

    private static Answer withWarnings(Call call, Answer answer) {
        List<String> warnings = new ArrayList<>(answer.warnings());
        warnings.addAll(call.warnings().texts());
        return answer.warning(warnings);
    }

    private static Answer warned(Call call, Answer answer) {
        if (call.kind().deprecation().isEmpty()) {
            return answer;
        }
        List<String> warnings = new ArrayList<>(answer.warnings());
        warnings.addFirst(call.kind().deprecation());
        return answer.warning(warnings);
    }

    /** Whether the path is one that this method is served at, of a kind that has the verb. */
    private static void checkMethod(Call call) {
        boolean object = !call.resource().name().isEmpty();
        String verb = call.path().verb();
        boolean served = switch (verb) {
            case "create" -> !object && (!call.kind().namespaced() || !call.namespace().isEmpty());
            case "update", "patch" -> object;
            case "get", "list", "watch", "delete", "deletecollection" -> true;
            default -> false;
        };
        boolean onePlace = !object || !call.kind().namespaced() || !call.namespace().isEmpty();
        boolean collectionInNamespace = !verb.equals("deletecollection") || !call.kind().namespaced()
                || !call.namespace().isEmpty();
        if (!call.kind().namespaced() && !call.kind().plural().equals("namespaces")
                && !call.resource().namespace().isEmpty()) {
            throw Refusals.noSuchResource();
        }
        if (!onePlace) {
            throw Refusals.noSuchResource();
        }
        if (call.method().equals("HEAD") || !served || !collectionInNamespace
                || !call.kind().verbs().contains(verb)) {
            throw Refusals.methodNotAllowed();
        }
    }

    private Answer subresource(Call call, Form form) {
        String name = call.resource().subresource();
        Subresource subresource = call.kind().subresource(name).orElseThrow(Refusals::noSuchResource);
        if (!subresource.verbs().contains(call.path().verb()) || call.method().equals("HEAD")) {
            throw Refusals.methodNotAllowed();
        } else if (NEED_KUBELET.contains(name)) {
            throw subresources.connect(call);
        }
        return switch (name) {
            case "scale" -> subresources.scale(call, form);
            case "log" -> subresources.log(call);
            case "eviction" -> subresources.evict(call, form);
            case "binding" -> subresources.bind(call, form);
            default -> switch (call.path().verb()) {
                case "get" -> reads.get(call, form);
                case "update" -> writes.replace(call, form);
                case "patch" -> writes.patch(call, form);
                default -> throw Refusals.methodNotAllowed();
            };
        };
    }
}
