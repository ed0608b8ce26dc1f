package dev.sallyport.webhook;

import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.MappingResult;
import dev.sallyport.mapping.MappingSettings;
import dev.sallyport.mapping.MappingSource;
import dev.sallyport.mapping.MappingTable;
import dev.sallyport.mapping.PrivateDnsNames;
import dev.sallyport.mapping.RuleSet;
import dev.sallyport.mapping.SourceHealth;

import java.util.ArrayList;
import java.util.List;

/**
 * Owns the table that is in force. The sources are asked at every look-up, which costs next to nothing: a source gives
 * the same {@link RuleSet} until its text changes, and only then is the index built again. So a removed mapping is gone
 * with the next request, and nothing has to be told. Safe for use by several threads.
 */
public final class MappingTables {

    private final List<MappingSource> sources;
    private final MappingSettings settings;
    private final PrivateDnsNames dnsNames;
    private volatile Built built;

    private record Built(List<RuleSet> from, MappingTable table) {}

    private MappingTables(List<MappingSource> sources, MappingSettings settings, PrivateDnsNames dnsNames) {
        this.sources = List.copyOf(sources);
        this.settings = settings;
        this.dnsNames = dnsNames;
        this.built = build(read());
    }

    /**
     * The table over these sources; the first that knows a principal decides.
     *
     * @param dnsNames how EC2 is asked for a node's name; {@link PrivateDnsNames#NONE} where there are no such rules
     */
    public static MappingTables of(List<MappingSource> sources, MappingSettings settings, PrivateDnsNames dnsNames) {
        return new MappingTables(sources, settings, dnsNames);
    }

    /** Who this principal is now. Blocks while EC2 is asked, where a rule wants that. */
    MappingResult lookup(CallerIdentity identity) {
        return current().lookup(identity, dnsNames);
    }

    /** Whether nothing but the user name may be said of this account's people, in logs too. */
    boolean isScrubbed(String account) {
        return settings.scrubbedAccounts().contains(account);
    }

    /** The table over the newest good rules of all sources. */
    public MappingTable current() {
        List<RuleSet> now = read();
        Built before = built;
        if (before.from().equals(now)) { // mostly the very same objects, which is settled at once
            return before.table();
        }
        return rebuild();
    }

    /** How each source is, in order, with its name. */
    public List<SourceState> states() {
        List<SourceState> states = new ArrayList<>();
        for (MappingSource source : sources) {
            RuleSet rules = source.rules();
            states.add(new SourceState(rules.source(), rules.rules().size(), source.health()));
        }
        return List.copyOf(states);
    }

    /**
     * How one source is.
     *
     * @param name as in the rules' places
     * @param rules how many rules it gives now
     */
    public record SourceState(String name, int rules, SourceHealth health) {}

    private synchronized MappingTable rebuild() {
        List<RuleSet> now = read();
        if (!built.from().equals(now)) {
            built = build(now);
        }
        return built.table();
    }

    private List<RuleSet> read() {
        return sources.stream().map(MappingSource::rules).toList();
    }

    private Built build(List<RuleSet> rules) {
        return new Built(rules, MappingTable.of(rules, settings));
    }
}
