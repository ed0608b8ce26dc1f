package dev.sallyport.kubeconfig;

/** How reading a kubeconfig ended. */
public sealed interface KubeconfigReading {

    /** It was understood. */
    record Understood(Kubeconfig kubeconfig) implements KubeconfigReading {}

    /**
     * It was not, and stays as it is.
     *
     * @param message file, line, the line itself with a caret below the place (values of secrets masked), and what was
     *     expected
     */
    record Unreadable(String message) implements KubeconfigReading {}
}
