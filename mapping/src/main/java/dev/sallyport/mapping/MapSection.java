package dev.sallyport.mapping;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The three sections of {@code aws-auth}. */
public enum MapSection {
    /** Roles. */
    ROLES("mapRoles", "rolearn", "role"),
    /** Users. */
    USERS("mapUsers", "userarn", "user"),
    /** Accounts whose principals are let in whole. */
    ACCOUNTS("mapAccounts", "", "account");

    private final String key;
    private final String arnKey;
    private final String noun;

    MapSection(String key, String arnKey, String noun) {
        this.key = key;
        this.arnKey = arnKey;
        this.noun = noun;
    }

    /** The ConfigMap's key, whose case counts. */
    public String key() {
        return key;
    }

    /** The key of an entry's ARN, whose case does not count; empty for accounts. */
    public String arnKey() {
        return arnKey;
    }

    /** What an entry maps, for people: {@code role}, {@code user} or {@code account}. */
    public String noun() {
        return noun;
    }

    /** The keys that an entry may have, lower case. */
    Set<String> entryKeys() {
        return switch (this) {
            case ROLES -> Set.of(arnKey, "username", "groups", "userid", "sso");
            case USERS -> Set.of(arnKey, "username", "groups", "userid");
            case ACCOUNTS -> Set.of();
        };
    }

    /** Whether a key of an entry, as somebody wrote it, is the one that the reference calls so: it ignores case. */
    public static boolean isKey(String written, String known) {
        return JsonKeys.fold(written).equals(known);
    }

    /** The section with exactly this key. */
    public static Optional<MapSection> byKey(String key) {
        return all().stream().filter(section -> section.key.equals(key)).findFirst();
    }

    /** All three, in the order in which rules are listed. */
    public static List<MapSection> all() {
        return List.of(values());
    }
}
