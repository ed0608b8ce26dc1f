package dev.sallyport.cluster.review;

/** What a rule's user and groups may do, in one word. */
public enum Power {
    /** Everything: {@code *} on {@code *}, in the whole cluster. */
    ADMIN("admin"),
    /** What a node may. */
    NODES("nodes"),
    /** To create or change something somewhere. */
    EDIT("edit"),
    /** To read something somewhere, and no more. */
    VIEW("view"),
    /** No more than every authenticated user. */
    NOTHING("nothing");

    private final String word;

    Power(String word) {
        this.word = word;
    }

    /** The word for people and reports. */
    public String word() {
        return word;
    }
}
