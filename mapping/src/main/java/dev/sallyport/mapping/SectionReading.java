package dev.sallyport.mapping;

import dev.sallyport.mapping.yaml.Spot;

import java.util.List;
import java.util.Optional;

/**
 * What one section says.
 *
 * @param section which one
 * @param text its text, as far as anybody can know what stands in it
 * @param lost why the reference gives the section up; empty when it reads it
 * @param rules the rules of the entries that can be read, in their order; when the section is lost to the reference,
 *     those that we can read all the same
 * @param found what was wrong, and how places are told to people
 */
record SectionReading(MapSection section, String text, Optional<Finding> lost, List<MappingRule> rules,
        FindingList found) {

    /** What a lost section means, on EKS and here. */
    static final String UNTIL_MENDED = "Until then EKS locks everybody in this section out;"
            + " our webhook keeps its last good rules for every ARN that still stands in the text.";

    SectionReading {
        rules = List.copyOf(rules);
    }

    /** The rules that EKS's authenticator would serve. Of accounts it keeps what stands before a value that it fails on. */
    List<MappingRule> referenceRules() {
        if (lost.isPresent() && section != MapSection.ACCOUNTS) {
            return List.of();
        }
        return rules.stream().filter(rule -> !(rule instanceof MappingRule.ArnPattern)).toList();
    }

    /** In the order of the lines. */
    List<Finding> findings() {
        return found.toList();
    }

    /** A place in the text, for people. */
    RulePlace place(Spot spot) {
        return found.place(spot);
    }

    /** Reads a section's text. Never throws for anything that it contains. */
    static SectionReading of(MapSection section, String text, FindingList found) {
        if (isBlank(text)) {
            return new SectionReading(section, text, Optional.empty(), List.of(), found);
        }
        return new SectionReader(section, text, found).read();
    }

    /** Texts that the reference skips: blank, or what templates leave of an empty value. */
    private static boolean isBlank(String text) {
        return switch (text.strip()) {
            case "", "``", "\"\"", "''" -> true;
            default -> false;
        };
    }
}
