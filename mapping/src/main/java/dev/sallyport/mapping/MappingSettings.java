package dev.sallyport.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a cluster's operator may set about mapping. Source: aws-iam-authenticator, {@code pkg/config},
 * {@code scrubbedAccounts} and {@code reservedPrefixConfig}.
 *
 * @param scrubbedAccounts accounts whose principals are named nowhere but by their user name: no {@code extra}, a
 *     {@code uid} without account and user id, and nothing of them in logs
 * @param reservedPrefixes by a source's name, what a user name from that source must not begin with; a principal whose
 *     name does is refused
 */
public record MappingSettings(Set<String> scrubbedAccounts, Map<String, List<String>> reservedPrefixes) {

    /** No account is scrubbed, no prefix is reserved. */
    public static final MappingSettings DEFAULTS = new MappingSettings(Set.of(), Map.of());

    public MappingSettings {
        scrubbedAccounts = Set.copyOf(scrubbedAccounts);
        Map<String, List<String>> copy = new HashMap<>();
        reservedPrefixes.forEach((source, prefixes) -> copy.put(source, List.copyOf(prefixes)));
        reservedPrefixes = Map.copyOf(copy);
    }
}
