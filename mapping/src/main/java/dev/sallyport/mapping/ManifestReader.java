package dev.sallyport.mapping;

import dev.sallyport.mapping.yaml.Quoted;
import dev.sallyport.mapping.yaml.Spot;
import dev.sallyport.mapping.yaml.YamlNode;
import dev.sallyport.mapping.yaml.YamlText;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a file that holds the map: the ConfigMap as a manifest, or only what stands under its {@code data}. Rules and
 * findings name the file's own lines where a section is a literal block; of a section written otherwise, the line where
 * it begins.
 */
final class ManifestReader {

    private final String source;
    private final String text;
    private final Map<String, String> data = new HashMap<>();
    private final List<SectionReading> sections = new ArrayList<>();
    private final List<Finding> besides = new ArrayList<>();

    private ManifestReader(String source, String text) {
        this.source = source;
        this.text = text;
    }

    static AwsAuth read(String source, String text) {
        ManifestReader reader = new ManifestReader(source, text);
        return switch (YamlText.read(text)) {
            case YamlText.Outcome.Broken broken -> unreadable(source, text, broken.spot(),
                    "this is no YAML: " + broken.problem(), "Mend this line, or what stands just before it.");
            case YamlText.Outcome.Tree tree -> tree.root().map(reader::document)
                    .orElseGet(() -> new AwsAuth(source, Optional.of(text), Map.of(), List.of(), List.of()));
        };
    }

    /** A file of which nothing can be read: every section is lost. */
    static AwsAuth unreadable(String source, String text, Spot spot, String message, String remedy) {
        FindingList found = new FindingList(source, "", FindingList.Lines.SAME);
        Finding finding = found.lost(FindingCode.FILE, spot, message, remedy + " " + SectionReading.UNTIL_MENDED);
        List<SectionReading> lost = MapSection.all().stream().map(section -> new SectionReading(section, text,
                Optional.empty(), Optional.of(finding), List.of(),
                new FindingList(source, section.key(), FindingList.Lines.SAME)))
                .toList();
        return new AwsAuth(source, Optional.of(text), Map.of(), lost, found.toList());
    }

    private AwsAuth document(YamlNode root) {
        if (!(root instanceof YamlNode.Mapping file)) {
            return notTheMap(root.spot(), "this file is neither a ConfigMap nor the data of one");
        }
        Optional<String> kind = ManifestLayout.kind(file);
        if (kind.isPresent() && !kind.get().equals("ConfigMap")) {
            return notTheMap(root.spot(), "this file is a " + Quoted.of(kind.get()) + ", not a ConfigMap");
        }
        ManifestLayout layout = ManifestLayout.of(file);
        outside(layout);
        sections(layout);
        return new AwsAuth(source, Optional.of(text), data, sections, besides);
    }

    /** Of a ConfigMap only the data are read. */
    private void outside(ManifestLayout layout) {
        FindingList found = new FindingList(source, "", FindingList.Lines.SAME);
        layout.outside().forEach(pair -> found.add(FindingCode.OUTSIDE, pair.key().spot(),
                "this section stands beside the ConfigMap's data, so the API server drops it",
                "Indent it below data."));
        besides.addAll(found.toList());
    }

    private AwsAuth notTheMap(Spot spot, String message) {
        return unreadable(source, text, spot, message,
                "Write a ConfigMap with data, or mapRoles, mapUsers and mapAccounts at the beginning of lines.");
    }

    private void sections(ManifestLayout layout) {
        layout.sections().forEach((section, pair) -> sections
                .add(section(section, ManifestLayout.resolved(pair.value()), layout.configMap())));
        layout.pairs().forEach((key, pair) -> {
            ManifestLayout.scalar(pair.value()).ifPresent(value -> data.put(key, value));
            besides.addAll(TopKeys.findings(source, key, pair.key().spot()));
        });
    }

    private SectionReading section(MapSection section, YamlNode node, boolean configMap) {
        if (node instanceof YamlNode.Scalar scalar) {
            int indent = scalar.literalIndent();
            Spot start = scalar.spot();
            FindingList.Lines lines = indent == 0
                    ? _ -> start
                    : spot -> new Spot(start.line() + spot.line(), indent + spot.column());
            return SectionReading.of(section, scalar.value(), new FindingList(source, section.key(), lines));
        }
        FindingList found = new FindingList(source, section.key(), FindingList.Lines.SAME);
        return new SectionReader(section, text, found).given(node, configMap);
    }
}
