package dev.sallyport.mapping;

import dev.sallyport.mapping.yaml.Spot;
import dev.sallyport.mapping.yaml.YamlNode;
import dev.sallyport.mapping.yaml.YamlText;

import java.util.List;
import java.util.Optional;

/** What one section says: its entries with their rules, and what was wrong. */
public final class SectionReading {

    /** What a lost section means, on EKS and here. */
    static final String UNTIL_MENDED = "Until then EKS locks everybody in this section out;"
            + " our webhook keeps its last good rules for every ARN that still stands in the text.";

    private final MapSection section;
    private final String text;
    private final Optional<YamlText.Outcome> yaml;
    private final Optional<Finding> lost;
    private final List<Entry> entries;
    private final FindingList found;

    /**
     * An item of the section's list.
     *
     * @param node as it is written
     * @param rule the rule that it makes; empty where it makes none
     */
    public record Entry(YamlNode node, Optional<MappingRule> rule) {}

    /**
     * A reading.
     *
     * @param text the section's text, as far as anybody can know what stands in it
     * @param yaml what the text turned out to be; empty where the section has no text of its own, or a blank one
     * @param lost why the reference gives the section up; empty when it reads it
     * @param entries those that were read; when the section is lost to the reference, with the rules that we can read
     *     all the same
     * @param found what was wrong, and how places are told to people
     */
    SectionReading(MapSection section, String text, Optional<YamlText.Outcome> yaml, Optional<Finding> lost,
            List<Entry> entries, FindingList found) {
        this.section = section;
        this.text = text;
        this.yaml = yaml;
        this.lost = lost;
        this.entries = List.copyOf(entries);
        this.found = found;
    }

    /**
     * Reads a section's text by itself. Never throws for anything that it contains. Places count the text's own lines.
     *
     * @param source the source's name, as rules and findings are to give it
     */
    public static SectionReading of(String source, MapSection section, String text) {
        return of(section, text, new FindingList(source, section.key(), FindingList.Lines.SAME));
    }

    static SectionReading of(MapSection section, String text, FindingList found) {
        if (isBlank(text)) {
            return new SectionReading(section, text, Optional.empty(), Optional.empty(), List.of(), found);
        }
        return new SectionReader(section, text, found).read();
    }

    /** Whether the reference skips a text: blank, or what templates leave of an empty value. */
    public static boolean isBlank(String text) {
        return switch (text.strip()) {
            case "", "``", "\"\"", "''" -> true;
            default -> false;
        };
    }

    /** Which section. */
    public MapSection section() {
        return section;
    }

    /** Its text, as far as anybody can know what stands in it. */
    public String text() {
        return text;
    }

    /** What its text turned out to be as YAML; empty where it has no text of its own, or a blank one. */
    public Optional<YamlText.Outcome> yaml() {
        return yaml;
    }

    /** Why the reference gives the section up; empty when it reads it. */
    public Optional<Finding> lost() {
        return lost;
    }

    /** The items of the section's list, in their order. */
    public List<Entry> entries() {
        return entries;
    }

    /** The rules of the entries that can be read, in their order. */
    public List<MappingRule> rules() {
        return entries.stream().flatMap(entry -> entry.rule().stream()).toList();
    }

    /** The rules that EKS's authenticator would serve. Of accounts it keeps what stands before a value that it fails on. */
    List<MappingRule> referenceRules() {
        if (lost.isPresent() && section != MapSection.ACCOUNTS) {
            return List.of();
        }
        return rules().stream().filter(rule -> !(rule instanceof MappingRule.ArnPattern)).toList();
    }

    /** What was wrong, in the order of the lines. */
    public List<Finding> findings() {
        return found.toList();
    }

    /** A finding about this section, at a spot of its text. */
    public Finding finding(FindingCode code, Spot spot, String message, String remedy) {
        return found.finding(code, spot, message, remedy);
    }

    /** A place in the text, for people. */
    public RulePlace place(Spot spot) {
        return found.place(spot);
    }
}
