package dev.sallyport.cluster.review;

import java.util.List;
import java.util.Optional;

/** What a change can do that is hard to undo from outside. The codes are an interface and never change. */
public enum DangerCode {
    /** A rule that nodes come in by is dropped or altered while there is a Node. */
    NODE_ROLE("L-NODE-ROLE"),
    /** The last rule that leads to {@code *} on {@code *} is dropped. */
    LAST_ADMIN("L-LAST-ADMIN"),
    /** The rule that the one who makes the change comes in by is dropped or altered. */
    OWN_WAY("L-OWN-WAY"),
    /** A node's role gets a name that is no node's. */
    NODE_NAME("L-NODE-NAME"),
    /** A section could be read, and can no longer. */
    SECTION("L-SECTION");

    private final String code;

    DangerCode(String code) {
        this.code = code;
    }

    /** The code, such as {@code L-NODE-ROLE}. */
    public String code() {
        return code;
    }

    /** All of them, in the order in which they are told. */
    public static List<DangerCode> all() {
        return List.of(values());
    }

    /** The danger with exactly this code. */
    public static Optional<DangerCode> byCode(String code) {
        return all().stream().filter(danger -> danger.code.equals(code)).findFirst();
    }
}
