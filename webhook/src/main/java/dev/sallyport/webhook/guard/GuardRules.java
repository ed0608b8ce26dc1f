package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.review.DangerCode;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.yaml.YamlNode;
import dev.sallyport.mapping.yaml.YamlText;
import dev.sallyport.webhook.Printable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the guard does about each code. By default an error and a lock-out are refused, and a warning warns.
 *
 * @param changed what differs from that, by code
 */
public record GuardRules(Map<String, Treatment> changed) {

    /** The code of a map that could never be changed again. */
    static final String IMMUTABLE = "G-IMMUTABLE";

    /** The defaults. */
    public static final GuardRules DEFAULTS = new GuardRules(Map.of());

    /**
     * Checks the codes.
     *
     * @throws IllegalArgumentException when there is no such code
     */
    public GuardRules {
        changed = Map.copyOf(changed);
        changed.keySet().stream().filter(code -> byDefault(code).isEmpty()).findFirst().ifPresent(code -> {
            throw new IllegalArgumentException("there is no code \"" + Printable.of(code)
                    + "\". Those of findings begin with A- and stand in docs/findings.md; those of lock-outs are "
                    + String.join(", ", DangerCode.all().stream().map(DangerCode::code).toList()) + "; and there is "
                    + IMMUTABLE);
        });
    }

    /** The same, with another treatment of one code. */
    public GuardRules with(String code, Treatment treatment) {
        Map<String, Treatment> more = new LinkedHashMap<>(changed);
        more.put(code, treatment);
        return new GuardRules(more);
    }

    /** These, and over them what another says. */
    public GuardRules and(GuardRules other) {
        Map<String, Treatment> more = new LinkedHashMap<>(changed);
        more.putAll(other.changed);
        return new GuardRules(more);
    }

    /** What is done about a code. */
    Treatment of(String code) {
        return Optional.ofNullable(changed.get(code)).or(() -> byDefault(code)).orElse(Treatment.REFUSE);
    }

    /** Every code that there is. */
    public static List<String> codes() {
        List<String> codes = new ArrayList<>();
        for (FindingCode code : FindingCode.values()) {
            codes.add(code.code());
        }
        DangerCode.all().forEach(code -> codes.add(code.code()));
        codes.add(IMMUTABLE);
        return List.copyOf(codes);
    }

    private static Optional<Treatment> byDefault(String code) {
        if (code.equals(IMMUTABLE) || DangerCode.byCode(code).isPresent()) {
            return Optional.of(Treatment.REFUSE);
        }
        return FindingCode.byCode(code).map(found -> switch (found.severity()) {
            case ERROR -> Treatment.REFUSE;
            case WARNING -> Treatment.WARN;
        });
    }

    /** What a finding of this severity and code is worth. */
    Treatment of(Finding finding) {
        return of(finding.code());
    }

    /**
     * Reads a settings file: one code a line, {@code A-MASTERS: refuse}. Comments are allowed.
     *
     * @throws IllegalArgumentException when it is something else; the message says where
     */
    public static GuardRules parse(String text) {
        return switch (YamlText.read(text)) {
            case YamlText.Outcome.Broken broken -> throw new IllegalArgumentException(
                    "line " + broken.spot().line() + ": " + broken.problem());
            case YamlText.Outcome.Tree tree -> tree.root().map(GuardRules::of).orElse(DEFAULTS);
        };
    }

    private static GuardRules of(YamlNode root) {
        if (root instanceof YamlNode.Scalar nothing && nothing.value().isEmpty()) {
            return DEFAULTS;
        }
        if (!(root instanceof YamlNode.Mapping file)) {
            throw new IllegalArgumentException("line " + root.spot().line()
                    + ": expected one code a line, such as A-MASTERS: refuse");
        }
        GuardRules rules = DEFAULTS;
        for (YamlNode.Pair pair : file.pairs()) {
            String where = "line " + pair.key().spot().line() + ": ";
            if (!(pair.key() instanceof YamlNode.Scalar code) || !(pair.value() instanceof YamlNode.Scalar word)) {
                throw new IllegalArgumentException(where + "expected a code and a word, such as A-MASTERS: refuse");
            }
            Treatment treatment = Treatment.byWord(word.value()).orElseThrow(() -> new IllegalArgumentException(
                    where + "\"" + Printable.of(word.value()) + "\" is none of refuse, warn and ignore"));
            try {
                rules = rules.with(code.value(), treatment);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(where + e.getMessage(), e);
            }
        }
        return rules;
    }
}
