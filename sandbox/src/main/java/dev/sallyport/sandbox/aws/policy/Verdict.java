package dev.sallyport.sandbox.aws.policy;

/** What policies say of a request. */
public sealed interface Verdict {

    /** A statement allows it and none denies it. */
    record Allowed() implements Verdict {}

    /** A statement denies it, which nothing outweighs. */
    record Denied() implements Verdict {}

    /** No statement speaks of it, so it is denied. */
    record Silent() implements Verdict {}

    /**
     * A statement that would decide has a condition operator that the sandbox does not evaluate, so it is denied.
     *
     * @param sid the statement's id, empty when it has none
     * @param operator the operator as written
     */
    record Undecidable(String sid, String operator) implements Verdict {}
}
