package dev.sallyport.conformance.compare;

/**
 * A difference that nobody meant.
 *
 * @param input the case, as small as it was found to be, without secrets
 * @param ours what we answered
 * @param theirs what the peer answered
 */
public record Fault(String input, String ours, String theirs) {

    /** What differs, for people. */
    public String describe() {
        return "case   " + input + "\nours   " + ours + "\ntheirs " + theirs;
    }
}
