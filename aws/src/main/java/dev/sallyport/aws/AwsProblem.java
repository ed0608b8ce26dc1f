package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;

import java.util.Optional;

/** Carries an {@link AwsFailure} up to the door of this room, where it becomes a value again. */
final class AwsProblem extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient AwsFailure failure;

    AwsProblem(AwsFailure failure) {
        // no stack trace: the failure is an expected outcome, and the token command starts with every kubectl
        super(failure.sentence(), null, false, false);
        this.failure = failure;
    }

    AwsProblem(Kind kind, String message, String remedy) {
        this(new AwsFailure(kind, message, remedy));
    }

    AwsProblem(Kind kind, String message, String remedy, AwsReason reason) {
        this(new AwsFailure(kind, message, remedy, Optional.of(reason)));
    }

    AwsProblem(Kind kind, String message, String remedy, Optional<AwsReason> reason) {
        this(new AwsFailure(kind, message, remedy, reason));
    }

    /** The failure as a value. */
    AwsFailure failure() {
        return failure;
    }

    /** A step that ends in a value or in a problem. */
    @FunctionalInterface
    interface Step<T> {
        T take() throws AwsProblem;
    }

    /** Takes a step, and turns a problem into a value. */
    static <T> AwsAnswer<T> caught(Step<T> step) {
        try {
            return new AwsAnswer.Got<>(step.take());
        } catch (AwsProblem problem) {
            return new AwsAnswer.Failed<>(problem.failure());
        }
    }

    /** The value of an answer, or its failure thrown. */
    static <T> T orThrow(AwsAnswer<T> answer) throws AwsProblem {
        return switch (answer) {
            case AwsAnswer.Got<T> got -> got.value();
            case AwsAnswer.Failed<T> failed -> throw new AwsProblem(failed.failure());
        };
    }
}
