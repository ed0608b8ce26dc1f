package dev.sallyport.mapping;

import dev.sallyport.mapping.yaml.Spot;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The {@code aws-auth} ConfigMap's data, parsed, and still knowing its text.
 *
 * <p>Two readings stand beside each other. The <em>reference reading</em> is what a cluster on EKS does with the text:
 * a section that is no YAML counts as empty, an entry that does not validate is dropped. <em>Our reading</em> is kinder
 * where that is safe, and is what our webhook serves. {@link #findings()} says what was wrong and where.
 *
 * <p>Source of the reference reading: aws-iam-authenticator, {@code pkg/mapper/configmap} and {@code pkg/config}, with
 * the YAML and JSON decoders that they stand on.
 */
public final class AwsAuth {

    /** The ConfigMap's name, as rules and findings give it. */
    public static final String SOURCE = "aws-auth";

    /** What can be switched on, by the names of the reference's own feature gates. */
    public enum Gate {
        /**
         * Entries with {@code sso} instead of {@code rolearn} match. An alpha gate of the reference, off by default and
         * on EKS; off, such an entry matches nobody. The pattern for the permission set {@code View} also matches the
         * roles of {@code View_All}.
         */
        SSO_ROLE_MATCH
    }

    private final String source;
    private final Optional<String> manifest;
    private final Map<String, String> data;
    private final List<SectionReading> sections;
    private final List<Finding> findings;

    AwsAuth(String source, Optional<String> manifest, Map<String, String> data, List<SectionReading> sections,
            List<Finding> besides) {
        this.source = source;
        this.manifest = manifest;
        this.data = Map.copyOf(data);
        this.sections = List.copyOf(sections);
        this.findings = Stream.concat(besides.stream(),
                sections.stream().flatMap(section -> section.findings().stream())).toList();
    }

    /**
     * Parses the ConfigMap's {@code data}. Never throws for anything that the texts contain.
     *
     * @param data the keys {@code mapRoles}, {@code mapUsers}, {@code mapAccounts} and whatever else stands there
     */
    public static AwsAuth parse(Map<String, String> data) {
        List<SectionReading> sections = new ArrayList<>();
        for (MapSection section : MapSection.all()) {
            String text = data.get(section.key());
            if (text != null) {
                sections.add(SectionReading.of(section, text,
                        new FindingList(SOURCE, section.key(), FindingList.Lines.SAME)));
            }
        }
        List<Finding> besides = new TreeMap<>(data).keySet().stream()
                .flatMap(key -> TopKeys.findings(SOURCE, key, Spot.START).stream()).toList();
        return new AwsAuth(SOURCE, Optional.empty(), data, sections, besides);
    }

    /**
     * Parses a file: the ConfigMap as a manifest, or only what stands under its {@code data}, whose sections may be lists
     * there. Never throws for anything that the text contains.
     *
     * @param source the file's name, as rules and findings are to give it
     * @param text the file's text
     */
    public static AwsAuth parseManifest(String source, String text) {
        return ManifestReader.read(source, text);
    }

    /** The texts that were parsed, by their keys; as they came. */
    public Map<String, String> data() {
        return data;
    }

    /** The source's name, as rules and findings give it. */
    public String source() {
        return source;
    }

    /** The text of the file that was parsed; empty where the ConfigMap's data was. */
    public Optional<String> manifest() {
        return manifest;
    }

    /** What each section that is there says. */
    public List<SectionReading> sections() {
        return sections;
    }

    /** The rules that EKS's authenticator would serve. */
    public RuleSet referenceReading() {
        return new RuleSet(source, sections.stream().flatMap(section -> section.referenceRules().stream()).toList());
    }

    /**
     * The rules that our webhook serves, given those it served before, with every gate off.
     *
     * <p>A section that can be read speaks for itself. A section that cannot keeps the earlier rules whose ARN still
     * occurs in its text; a rule whose ARN is gone from the text is gone, so nobody revoked stays in.
     *
     * @param before the rules served until now; empty at the start
     */
    public RuleSet ourReading(RuleSet before) {
        return ourReading(before, Set.of());
    }

    /**
     * The rules that our webhook serves, given those it served before.
     *
     * @param before the rules served until now; empty at the start
     * @param gates what is switched on
     */
    public RuleSet ourReading(RuleSet before, Set<Gate> gates) {
        List<MappingRule> rules = new ArrayList<>();
        for (SectionReading section : sections) {
            rules.addAll(section.rules());
            if (section.lost().isPresent()) {
                rules.addAll(kept(section, before));
            }
        }
        if (!gates.contains(Gate.SSO_ROLE_MATCH)) {
            rules.removeIf(MappingRule.ArnPattern.class::isInstance);
        }
        return new RuleSet(source, rules);
    }

    /** The earlier rules of a section that its broken text still names, each with the line where it does. */
    private static List<MappingRule> kept(SectionReading section, RuleSet before) {
        Set<String> readable = new HashSet<>();
        section.rules().forEach(rule -> readable.add(ArnCase.folded(rule.subject())));
        BrokenText text = new BrokenText(section.text());
        List<MappingRule> kept = new ArrayList<>();
        for (MappingRule rule : before.rules()) {
            if (!rule.place().section().equals(section.section().key())
                    || readable.contains(ArnCase.folded(rule.subject()))) {
                continue;
            }
            OptionalInt line = text.lineOf(rule);
            if (line.isPresent()) {
                kept.add(rule.at(section.place(new Spot(line.getAsInt(), 1))));
            }
        }
        return kept;
    }

    /** What was wrong with the text, in the order of its lines. */
    public List<Finding> findings() {
        return findings;
    }

    /** The sections that cannot be read as a whole: empty on EKS, served from earlier rules by us. */
    public List<String> unreadableSections() {
        return sections.stream().filter(section -> section.lost().isPresent()).map(section -> section.section().key())
                .toList();
    }

    /** How a source stands that serves this text: degraded while a section cannot be read. */
    public SourceHealth health() {
        Optional<Finding> lost = sections.stream().flatMap(section -> section.lost().stream()).findFirst();
        return lost.<SourceHealth>map(finding -> new SourceHealth.Degraded(finding.place() + ": " + finding.message()))
                .orElseGet(SourceHealth.Current::new);
    }
}
