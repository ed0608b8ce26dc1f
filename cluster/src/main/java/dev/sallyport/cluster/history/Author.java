package dev.sallyport.cluster.history;

/**
 * Who made a change, and why.
 *
 * @param name the Kubernetes user name
 * @param authenticated whether an admission review or an audit log vouched for the name; else it is only claimed
 * @param command what they typed, without secrets; empty when it is not known
 * @param reason why, in their words; may be empty
 */
public record Author(String name, boolean authenticated, String command, String reason) {

    /** Whoever changed the map without the history seeing it: another tool, or somebody's editor. */
    public static final Author UNSEEN = new Author("", false, "", "");

    /** Somebody who says who they are. */
    public static Author claimed(String name, String command, String reason) {
        return new Author(name, false, command, reason);
    }

    /** Whether nobody knows who it was. */
    public boolean isUnseen() {
        return name.isEmpty();
    }
}
