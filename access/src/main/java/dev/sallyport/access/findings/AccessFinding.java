package dev.sallyport.access.findings;

/**
 * Something in who may do what that somebody should know.
 *
 * @param about a line of the map, a binding, a role, or somebody
 * @param message what is so, one sentence without its full stop
 * @param remedy what to do, whole sentences
 */
public record AccessFinding(AccessFindingCode code, About about, String message, String remedy) {

    /** Where to look. */
    public String place() {
        return about.place();
    }
}
