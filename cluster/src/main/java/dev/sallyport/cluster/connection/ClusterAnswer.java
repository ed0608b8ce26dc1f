package dev.sallyport.cluster.connection;

import java.util.Optional;
import java.util.function.Function;

/**
 * How a question to a cluster, or to the files that say where it is, ended. Switch on it without a default branch.
 *
 * @param <T> what was asked for
 */
public sealed interface ClusterAnswer<T> {

    /** It was answered. */
    record Got<T>(T value) implements ClusterAnswer<T> {}

    /** It was not. */
    record Failed<T>(ClusterFailure failure) implements ClusterAnswer<T> {}

    /** The value, where there is one. */
    default Optional<T> optional() {
        return switch (this) {
            case Got<T> got -> Optional.of(got.value());
            case Failed<T> failed -> Optional.empty();
        };
    }

    /** The next question, asked when this one was answered. */
    default <U> ClusterAnswer<U> then(Function<T, ClusterAnswer<U>> next) {
        return switch (this) {
            case Got<T> got -> next.apply(got.value());
            case Failed<T> failed -> new Failed<>(failed.failure());
        };
    }

    /** The answer in another form. */
    default <U> ClusterAnswer<U> map(Function<T, U> form) {
        return then(value -> new Got<>(form.apply(value)));
    }
}
