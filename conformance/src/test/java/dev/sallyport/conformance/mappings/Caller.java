package dev.sallyport.conformance.mappings;

/**
 * Somebody whom STS vouches for.
 *
 * @param arn the {@code Arn} of STS's answer
 * @param account its {@code Account}
 * @param userId its {@code UserId}, with the session's name behind a colon for an assumed role
 */
record Caller(String arn, String account, String userId) {

    /** The session of a role; the role's path is left out, as STS does. */
    static Caller session(String partition, String account, String role, String session) {
        return new Caller("arn:" + partition + ":sts::" + account + ":assumed-role/" + role + "/" + session, account,
                "AROAROLEROLEROLEROLE1:" + session);
    }

    /** A user, root, or a federated user: somebody without a session. */
    static Caller lasting(String arn, String account, String userId) {
        return new Caller(arn, account, userId);
    }

    /** The session's name; empty where there is none. */
    String session() {
        return userId.startsWith("AROA") ? userId.substring(userId.indexOf(':') + 1) : "";
    }
}
