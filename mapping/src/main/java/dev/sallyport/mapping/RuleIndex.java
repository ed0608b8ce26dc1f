package dev.sallyport.mapping;

import dev.sallyport.identity.CallerIdentity;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One source's rules, so laid out that a look-up takes the same few steps however many there are.
 *
 * <p>ARNs and accounts are keys of hash tables. A pattern stands in a table by the text before its first wildcard; a
 * look-up cuts the ARN to each length that such a text has, longest first, and asks the table: as many steps as there
 * are lengths, which an ARN's own length bounds. Only patterns that share that text are tried one after another.
 */
final class RuleIndex {

    private final RuleSet set;
    private final Map<String, MappingRule> roles = new HashMap<>();
    private final Map<String, MappingRule> users = new HashMap<>();
    private final Map<String, MappingRule> accounts = new HashMap<>();
    private final Map<String, LinkedHashMap<String, ArnGlob>> patterns = new HashMap<>();
    private final List<Integer> prefixLengths;

    RuleIndex(RuleSet set) {
        this.set = set;
        Set<Integer> lengths = new TreeSet<>(Collections.reverseOrder());
        for (MappingRule rule : set.rules()) {
            switch (rule) {
                case MappingRule.Role role -> roles.put(key(role.roleArn()), role);
                case MappingRule.User user -> users.put(key(user.userArn()), user);
                case MappingRule.Account account -> accounts.put(account.accountId(), account);
                case MappingRule.ArnPattern pattern -> {
                    ArnGlob glob = new ArnGlob(pattern);
                    lengths.add(glob.prefix().length());
                    patterns.computeIfAbsent(glob.prefix(), _ -> new LinkedHashMap<>())
                            .putLast(key(pattern.pattern()), glob);
                }
            }
        }
        this.prefixLengths = List.copyOf(lengths);
    }

    private static String key(String arn) {
        return ArnCase.folded(arn);
    }

    String source() {
        return set.source();
    }

    /** Counts what a look-up does, for the test that it does not grow. */
    static final class Steps {
        private int count;

        int count() {
            return count;
        }
    }

    /** The rule that speaks of a principal: by its ARN among the roles, then the users, by a pattern, by its account. */
    Optional<MappingRule> find(CallerIdentity identity, Steps steps) {
        String arn = key(identity.canonicalArn().value());
        return probe(roles, arn, steps).or(() -> probe(users, arn, steps)).or(() -> byPattern(arn, steps))
                .or(() -> probe(accounts, identity.account(), steps));
    }

    private static Optional<MappingRule> probe(Map<String, MappingRule> table, String key, Steps steps) {
        steps.count++;
        return Optional.ofNullable(table.get(key));
    }

    private Optional<MappingRule> byPattern(String arn, Steps steps) {
        for (int length : prefixLengths) {
            if (length > arn.length()) {
                continue;
            }
            steps.count++;
            LinkedHashMap<String, ArnGlob> bucket = patterns.get(arn.substring(0, length));
            if (bucket == null) {
                continue;
            }
            for (ArnGlob glob : bucket.sequencedValues().reversed()) {
                steps.count++;
                if (glob.matches(arn)) {
                    return Optional.of(glob.rule());
                }
            }
        }
        return Optional.empty();
    }

    /** The rules that a look-up can find, in the order given: of two for one ARN only the last. */
    List<MappingRule> effective() {
        Set<MappingRule> found = Collections.newSetFromMap(new IdentityHashMap<>());
        found.addAll(roles.values());
        found.addAll(users.values());
        found.addAll(accounts.values());
        patterns.values().forEach(bucket -> bucket.values().forEach(glob -> found.add(glob.rule())));
        return set.rules().stream().filter(found::contains).toList();
    }
}
