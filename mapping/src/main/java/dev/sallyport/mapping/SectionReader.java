package dev.sallyport.mapping;

import dev.sallyport.mapping.yaml.Spot;
import dev.sallyport.mapping.yaml.YamlEvaluation;
import dev.sallyport.mapping.yaml.YamlFault;
import dev.sallyport.mapping.yaml.YamlNode;
import dev.sallyport.mapping.yaml.YamlText;
import dev.sallyport.mapping.yaml.YamlValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one section. The reference gives the whole section up for one value that it cannot turn into JSON; the entries
 * beside that value are read here all the same, for our reading.
 */
final class SectionReader {

    private final MapSection section;
    private final String text;
    private final FindingList found;
    private Optional<YamlText.Outcome> yaml = Optional.empty();
    private final List<SectionReading.Entry> entries = new ArrayList<>();

    SectionReader(MapSection section, String text, FindingList found) {
        this.section = section;
        this.text = text;
        this.found = found;
    }

    SectionReading read() {
        YamlText.Outcome outcome = YamlText.read(text);
        yaml = Optional.of(outcome);
        return switch (outcome) {
            case YamlText.Outcome.Broken broken -> broken(broken);
            case YamlText.Outcome.Tree tree -> tree(tree);
        };
    }

    /**
     * Reads a section that a file gives as YAML of its own instead of as text.
     *
     * @param configMap whether the file is a ConfigMap, which the API server would refuse for it
     */
    SectionReading given(YamlNode node, boolean configMap) {
        SectionReading reading = root(node);
        if (!configMap || reading.lost().isPresent()) {
            return reading;
        }
        return lost(FindingCode.SECTION_LIST, node.spot(),
                "the section is given as a list where text is expected, so the API server refuses the ConfigMap",
                "Write " + section.key() + ": | and leave the list below as it is.");
    }

    private SectionReading broken(YamlText.Outcome.Broken broken) {
        if (isIndentedByTab(broken.spot().line())) {
            return lost(FindingCode.TAB, broken.spot(), "a tab indents this line, so the whole section is unreadable",
                    "Indent with spaces.");
        }
        return lost(FindingCode.YAML, broken.spot(),
                "this is no YAML, so the whole section is unreadable: " + broken.problem(),
                "Mend this line, or what stands just before it.");
    }

    private boolean isIndentedByTab(int line) {
        String broken = text.lines().skip(line - 1L).findFirst().orElse("");
        return broken.substring(0, broken.length() - broken.stripLeading().length()).contains("\t");
    }

    private SectionReading tree(YamlText.Outcome.Tree tree) {
        tree.rest().ifPresent(
                spot -> found.add(FindingCode.REST, spot, "the list has ended; from here on nothing is read",
                        "Take out what ends it: a line with --- or ..., or a line indented less."));
        if (tree.root().isEmpty()) {
            return done(Optional.empty());
        }
        return root(tree.root().get());
    }

    private SectionReading root(YamlNode root) {
        if (!(root instanceof YamlNode.Sequence list)) {
            return noList(root);
        }
        return section == MapSection.ACCOUNTS ? accounts(list) : maps(list);
    }

    private SectionReading noList(YamlNode root) {
        if (root instanceof YamlNode.Scalar scalar) {
            try {
                if (YamlEvaluation.scalar(scalar) instanceof YamlValue.Nothing) {
                    return done(Optional.empty());
                }
            } catch (YamlFault.Found e) {
                return unreadable(e.fault());
            }
        }
        return lost(FindingCode.NOT_A_LIST, root.spot(), "the section is no list, so nothing in it is read",
                "Begin each entry with a dash.");
    }

    private SectionReading maps(YamlNode.Sequence list) {
        YamlEvaluation evaluation = new YamlEvaluation();
        List<YamlFault> faults = new ArrayList<>();
        for (YamlNode item : list.items()) {
            try {
                YamlValue entry = evaluation.evaluate(item);
                Optional<YamlFault> unwritable = YamlEvaluation.unwritable(entry);
                unwritable.ifPresent(faults::add);
                entries.add(new SectionReading.Entry(item, unwritable.isPresent()
                        ? Optional.empty()
                        : EntryReader.read(section, entry, item.spot(), found)));
            } catch (YamlFault.Found e) {
                faults.add(e.fault());
                if (e.endless()) {
                    entries.clear(); // nobody knows how much of it the reference would have taken in
                    break;
                }
                entries.add(new SectionReading.Entry(item, Optional.empty()));
            }
        }
        doubles();
        return faults.isEmpty() ? done(Optional.empty()) : unreadable(faults.getFirst());
    }

    private SectionReading accounts(YamlNode.Sequence list) {
        for (YamlNode item : list.items()) {
            try {
                entries.add(new SectionReading.Entry(item,
                        account(item).map(id -> new MappingRule.Account(id, found.place(item.spot())))));
            } catch (YamlFault.Found e) {
                return unreadable(e.fault());
            }
        }
        doubles();
        return done(Optional.empty());
    }

    /** An account id is taken as written, in quotes or not: unlike entries, accounts do not pass through JSON. */
    private Optional<String> account(YamlNode item) throws YamlFault.Found {
        YamlNode node = item instanceof YamlNode.Alias alias ? alias.target() : item;
        Optional<String> id = switch (node) {
            case YamlNode.Scalar scalar -> switch (YamlEvaluation.scalar(scalar)) {
                case YamlValue.Text text -> Optional.of(text.text());
                case YamlValue.NoText number -> Optional.of(number.raw());
                case YamlValue.Nothing _,YamlValue.Items _,YamlValue.Fields _ -> Optional.empty();
            };
            case YamlNode.Sequence _,YamlNode.Mapping _,YamlNode.Alias _ -> Optional.empty();
        };
        if (id.isEmpty()) {
            found.add(FindingCode.ENTRY, item.spot(), "this entry is no account id, so it is dropped",
                    "Write twelve digits in quotes: - \"123456789012\".");
        }
        return id;
    }

    /** Of two rules for one ARN the last wins; says so at the others. */
    private void doubles() {
        Map<String, MappingRule> last = new HashMap<>();
        for (SectionReading.Entry each : entries.reversed()) {
            if (each.rule().isPresent()) {
                MappingRule rule = each.rule().get();
                MappingRule winner = last.putIfAbsent(ArnCase.folded(rule.subject()), rule);
                if (winner != null) {
                    doubled(each.node().spot(), rule, winner);
                }
            }
        }
    }

    private void doubled(Spot spot, MappingRule rule, MappingRule winner) {
        int line = winner.place().line();
        if (!rule.username().equals(winner.username())) {
            found.add(FindingCode.TWO_NAMES, spot, "the same ARN has another user name on line " + line
                    + "; the last entry counts, this one does not",
                    "Keep one of them: a principal has one user name.");
        } else if (!rule.groups().equals(winner.groups())) {
            found.add(FindingCode.DOUBLE_ARN, spot, "the same ARN stands again on line " + line
                    + "; the last entry counts, this one does not",
                    "Keep one of them, with all the groups.");
        } else {
            found.add(FindingCode.SAME_TWICE, spot, "the same entry stands again on line " + line, "Keep one of them.");
        }
    }

    private SectionReading unreadable(YamlFault fault) {
        if (section == MapSection.ACCOUNTS) {
            return done(Optional.of(found.lost(FindingCode.VALUE, fault.spot(),
                    "at this value EKS stops reading the section: " + fault.problem(),
                    "Write it in quotes, or take it out. Until then EKS knows no account from here on;"
                            + " our webhook keeps those that it knew and that still stand in the text.")));
        }
        return lost(FindingCode.VALUE, fault.spot(),
                "for this value EKS gives the whole section up: " + fault.problem(),
                "Write it in quotes, or take it out.");
    }

    private SectionReading lost(FindingCode code, Spot spot, String message, String remedy) {
        return done(Optional.of(found.lost(code, spot, message, remedy + " " + SectionReading.UNTIL_MENDED)));
    }

    private SectionReading done(Optional<Finding> lost) {
        return new SectionReading(section, text, yaml, lost, entries, found);
    }
}
