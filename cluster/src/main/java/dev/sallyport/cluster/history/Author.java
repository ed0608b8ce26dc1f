package dev.sallyport.cluster.history;

/**
 * Who made a change, and why.
 *
 * @param name the Kubernetes user name; empty when nobody knows it
 * @param authenticated whether an admission review or an audit log vouched for the name; else it is only claimed
 * @param command what they typed, without secrets; empty when it is not known
 * @param reason why, in their words; may be empty
 * @param tool the field manager that the API server noted for the newest change of the data: a hint and no more, since
 *     everybody chooses that name; empty when it is not known
 */
public record Author(String name, boolean authenticated, String command, String reason, String tool) {

    /** Whoever changed the map without the history seeing it: another tool, or somebody's editor. */
    public static Author unseen(String tool) {
        return new Author("", false, "", "", tool);
    }

    /** Somebody who says who they are. */
    public static Author claimed(String name, String command, String reason) {
        return new Author(name, false, command, reason, "");
    }

    /** Whether the text was only seen: it was written past this history, and nobody knows by whom. */
    public boolean isUnseen() {
        return name.isEmpty();
    }
}
