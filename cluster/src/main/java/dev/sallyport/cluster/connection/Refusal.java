package dev.sallyport.cluster.connection;

/** Carries a {@link ClusterFailure} up to the door of this package, where it becomes a value again. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient ClusterFailure failure;

    Refusal(ClusterFailure.Kind kind, String message, String remedy) {
        super(message, null, false, false);
        this.failure = new ClusterFailure(kind, message, remedy);
    }

    static Refusal configuration(String message, String remedy) {
        return new Refusal(ClusterFailure.Kind.CONFIGURATION, message, remedy);
    }

    ClusterFailure failure() {
        return failure;
    }
}
