package dev.sallyport.aws;

import java.util.Optional;
import java.util.function.Function;

/**
 * How a question to AWS, or to the files and variables around it, ended.
 *
 * @param <T> what was asked for
 */
public sealed interface AwsAnswer<T> {

    /** It was answered. */
    record Got<T>(T value) implements AwsAnswer<T> {}

    /** It was not. */
    record Failed<T>(AwsFailure failure) implements AwsAnswer<T> {}

    /** The value, where there is one. */
    default Optional<T> optional() {
        return switch (this) {
            case Got<T> got -> Optional.of(got.value());
            case Failed<T> failed -> Optional.empty();
        };
    }

    /** The next question, asked when this one was answered. */
    default <U> AwsAnswer<U> then(Function<T, AwsAnswer<U>> next) {
        return switch (this) {
            case Got<T> got -> next.apply(got.value());
            case Failed<T> failed -> new Failed<>(failed.failure());
        };
    }
}
