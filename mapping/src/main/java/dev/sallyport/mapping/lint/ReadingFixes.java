package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.SectionReading;
import dev.sallyport.mapping.edit.EntryName;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.mapping.yaml.YamlEvaluation;
import dev.sallyport.mapping.yaml.YamlFault;
import dev.sallyport.mapping.yaml.YamlNode;
import dev.sallyport.mapping.yaml.YamlValue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fixes for what reading finds. A fix is known by the place of its finding: a value that YAML takes for a number
 * gets the quotes that were meant, a group that stands alone becomes a list, an entry that stands twice goes.
 */
final class ReadingFixes {

    private final Map<Finding, List<MappingEdit>> fixes = new HashMap<>();

    private ReadingFixes() {}

    /** The findings of a map's reading, each with its fix. */
    static List<LintFinding> of(AwsAuth map) {
        ReadingFixes known = new ReadingFixes();
        for (SectionReading reading : map.sections()) {
            if (reading.findings().stream().anyMatch(finding -> isMendable(finding))) {
                reading.entries().forEach(entry -> known.learn(reading, entry));
            }
        }
        return map.findings().stream().map(finding -> new LintFinding(finding,
                known.fixes.getOrDefault(placeOf(finding), KeyFixes.ofTop(map, finding)))).toList();
    }

    private static boolean isMendable(Finding finding) {
        return FindingCode.byCode(finding.code()).filter(FindingCode::mendable).isPresent();
    }

    /** A finding without its words. */
    private static Finding placeOf(Finding finding) {
        return new Finding(finding.severity(), finding.code(), finding.place(), finding.column(), "", "");
    }

    private void learn(SectionReading reading, SectionReading.Entry entry) {
        KeyFixes.inEntry(reading, entry.node())
                .forEach((key, edit) -> put(reading, FindingCode.KEY, key, edit));
        if (entry.rule().isEmpty()) {
            return;
        }
        EntryName name = EntryName.of(reading.section(), entry.rule().get());
        put(reading, FindingCode.SAME_TWICE, entry.node(), new MappingEdit.Remove(name));
        if (reading.section() == MapSection.ACCOUNTS) {
            return;
        }
        JudgedEntry judged = new JudgedEntry(reading, entry.node(), entry.rule().get(), List.of());
        judged.value("username").ifPresent(value -> scalar(value).ifPresent(text -> put(reading, FindingCode.NO_TEXT,
                value, new MappingEdit.Change(name, Optional.empty(), Optional.of(text), Optional.empty()))));
        judged.value("groups").ifPresent(value -> groups(reading, name, value));
    }

    private void groups(SectionReading reading, EntryName name, YamlNode value) {
        if (!(value instanceof YamlNode.Sequence list)) {
            scalar(value).ifPresent(text -> put(reading, FindingCode.GROUPS, value, regroup(name, List.of(text))));
            return;
        }
        List<String> groups = new ArrayList<>();
        list.items().forEach(item -> scalar(item).ifPresent(groups::add));
        if (groups.size() == list.items().size()) {
            list.items().forEach(item -> put(reading, FindingCode.GROUP, item, regroup(name, groups)));
        }
    }

    private static MappingEdit regroup(EntryName name, List<String> groups) {
        return new MappingEdit.Change(name, Optional.empty(), Optional.empty(), Optional.of(groups));
    }

    private void put(SectionReading reading, FindingCode code, YamlNode at, MappingEdit edit) {
        fixes.put(reading.finding(code, at.spot(), "", ""), List.of(edit));
    }

    /** What a scalar says, whatever YAML takes it for. */
    private static Optional<String> scalar(YamlNode node) {
        try {
            return node instanceof YamlNode.Scalar scalar
                    ? switch (YamlEvaluation.scalar(scalar)) {
                        case YamlValue.Text text -> Optional.of(text.text());
                        case YamlValue.NoText other -> Optional.of(other.raw());
                        case YamlValue.Nothing _,YamlValue.Items _,YamlValue.Fields _ -> Optional.empty();
                    }
                    : Optional.empty();
        } catch (YamlFault.Found e) {
            return Optional.empty();
        }
    }
}
