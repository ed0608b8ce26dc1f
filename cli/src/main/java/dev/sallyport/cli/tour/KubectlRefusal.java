package dev.sallyport.cli.tour;

import dev.sallyport.cli.terminal.Printable;

/** Ends a command of our own kubectl with what kubectl says then. */
final class KubectlRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private KubectlRefusal(String sentence) {
        super(sentence, null, false, false);
    }

    /** A refusal in kubectl's own words. */
    static KubectlRefusal of(String sentence) {
        return new KubectlRefusal(Printable.text(sentence));
    }

    /**
     * What kubectl makes of a {@code Status} that is no success.
     *
     * @param reason such as {@code Forbidden}
     */
    static KubectlRefusal ofStatus(int code, String reason, String message) {
        return of(code == 401
                ? "error: You must be logged in to the server (" + message + ")"
                : "Error from server (" + reason + "): " + message);
    }

    Outcome outcome() {
        return new Outcome(1, getMessage() + "\n");
    }
}
