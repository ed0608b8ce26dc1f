package dev.sallyport.sandbox.kubernetes.admission;

import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Lets a write into the store after those have allowed it who have a say. They are asked while others go on writing,
 * since an answer takes its time and whoever answers may want to read the cluster for it. When the plan no longer holds
 * after that, the write is planned and asked about anew, as a real API server does after a conflict in etcd. A write that
 * nobody has a say in is planned and done in one step. A write that is overtaken all the time is refused when the time
 * of a request is over.
 */
public final class Gate {

    private static final Duration PATIENCE = Duration.ofMinutes(1); // kube-apiserver, --request-timeout

    private final ObjectStore store;
    private final Webhooks webhooks;
    private final Clock clock;

    /** Guards this store. */
    public Gate(ObjectStore store, Webhooks webhooks, Clock clock) {
        this.store = store;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    /**
     * A write that is ready to be done.
     *
     * @param request what it is asked about; empty for the cluster's own parts, whose writes nobody is asked about
     * @param stillHolds whether all that it builds on is as it was; called with the store locked, as {@code commit} is
     * @param commit does it
     */
    public record Plan<T>(Optional<AdmissionRequest> request, BooleanSupplier stillHolds, Supplier<T> commit) {

        /** The same plan, which holds no longer than this does. */
        public Plan<T> onlyWhile(BooleanSupplier condition) {
            return new Plan<>(request, () -> stillHolds.getAsBoolean() && condition.getAsBoolean(), commit);
        }
    }

    /** A plan, with those who are to be asked, or with what came of it when there are none. */
    private record Step<T>(Plan<T> plan, List<Webhooks.Invocation> asked, Optional<T> done) {}

    /**
     * Plans a write and does it.
     *
     * @param planning called with the store locked, more than once when others interfere
     * @param warnings where those who are asked leave theirs
     */
    public <T> T pass(Supplier<Plan<T>> planning, Warnings warnings) {
        Instant end = clock.instant().plus(PATIENCE);
        do {
            Step<T> step = store.exclusively(() -> {
                Plan<T> plan = planning.get();
                List<Webhooks.Invocation> asked = plan.request().map(webhooks::concerned).orElse(List.of());
                return new Step<>(plan, asked, asked.isEmpty() ? Optional.of(plan.commit().get()) : Optional.empty());
            });
            if (step.done().isPresent()) {
                return step.done().get();
            }
            webhooks.ask(step.asked(), step.plan().request().orElseThrow(), warnings);
            Optional<T> done = store.exclusively(() -> step.plan().stillHolds().getAsBoolean()
                    ? Optional.of(step.plan().commit().get())
                    : Optional.empty());
            if (done.isPresent()) {
                return done.get();
            }
        } while (clock.instant().isBefore(end));
        throw Refusals.timedOut();
    }

    /** Whether there is nobody to ask, whatever the request. */
    public boolean isOpen() {
        return webhooks.areNone();
    }

    /** Asks about what no object is stored for. */
    public void ask(AdmissionRequest request, Warnings warnings) {
        List<Webhooks.Invocation> asked = webhooks.concerned(request);
        if (!asked.isEmpty()) {
            webhooks.ask(asked, request, warnings);
        }
    }
}
