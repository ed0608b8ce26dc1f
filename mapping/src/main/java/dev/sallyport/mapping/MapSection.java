package dev.sallyport.mapping;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The three sections of {@code aws-auth}. */
enum MapSection {
    ROLES("mapRoles", "rolearn", "role"), USERS("mapUsers", "userarn", "user"), ACCOUNTS("mapAccounts", "", "account");

    private final String key;
    private final String arnKey;
    private final String noun;

    MapSection(String key, String arnKey, String noun) {
        this.key = key;
        this.arnKey = arnKey;
        this.noun = noun;
    }

    /** The ConfigMap's key, whose case counts. */
    String key() {
        return key;
    }

    /** The key of an entry's ARN, whose case does not count; empty for accounts. */
    String arnKey() {
        return arnKey;
    }

    /** What an entry maps, for people. */
    String noun() {
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

    /** The section with exactly this key. */
    static Optional<MapSection> byKey(String key) {
        return all().stream().filter(section -> section.key.equals(key)).findFirst();
    }

    /** All three, in the order in which rules are listed. */
    static List<MapSection> all() {
        return List.of(values());
    }
}
