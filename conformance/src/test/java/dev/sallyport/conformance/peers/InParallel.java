package dev.sallyport.conformance.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/** Asks a server many things at a time. */
public final class InParallel {

    private static final int AT_ONCE = 16; // enough to keep a server on two cores busy

    private InParallel() {}

    /** What each question is answered, in the questions' order. The first failure ends it. */
    public static <Q, A> List<A> map(List<Q> questions, Function<Q, A> ask) {
        Semaphore free = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<A>> asked = new ArrayList<>();
            for (Q question : questions) {
                asked.add(threads.submit(() -> {
                    free.acquire();
                    try {
                        return ask.apply(question);
                    } finally {
                        free.release();
                    }
                }));
            }
            List<A> answers = new ArrayList<>();
            for (Future<A> answer : asked) {
                answers.add(answer.get());
            }
            return answers;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
