package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.ManifestLayout;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.SectionReading;
import dev.sallyport.mapping.yaml.Spot;
import dev.sallyport.mapping.yaml.YamlNode;
import dev.sallyport.mapping.yaml.YamlText;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A section in a file: its text, and the file with another text in its place.
 *
 * <p>A literal block ({@code |}) has the section's lines as they are, each indented, so that the lines that differ can be
 * exchanged. A section written otherwise becomes a literal block; between brackets, as in JSON, a text in quotes.
 */
final class ManifestText {

    private final String text;
    private final TextLines lines;
    private final MapSection key;
    private final ManifestHome home;
    private final Optional<YamlNode.Pair> pair;

    private ManifestText(String text, MapSection key, ManifestHome home) {
        this.text = text;
        this.lines = new TextLines(text);
        this.key = key;
        this.home = home;
        this.pair = home.pair(key);
    }

    /**
     * Finds a section in a file that can be read.
     *
     * @throws RefusedEdit when the file is written in a way that cannot be edited
     */
    static ManifestText of(String text, MapSection key) throws RefusedEdit {
        YamlText.Outcome.Tree tree = switch (YamlText.read(text)) {
            case YamlText.Outcome.Broken broken -> throw new RefusedEdit(EditOutcome.Reason.UNREADABLE, broken.spot(),
                    "this is no YAML: " + broken.problem(), "Mend this line, or what stands just before it.");
            case YamlText.Outcome.Tree readable -> readable;
        };
        if (tree.anchor().isPresent()) {
            throw new RefusedEdit(EditOutcome.Reason.ANCHORS, tree.anchor().get(),
                    "the file uses an anchor, so an edit in one place could change another",
                    "Write out what the anchors stand for, and try again.");
        }
        Optional<ManifestLayout> layout = tree.root().filter(YamlNode.Mapping.class::isInstance)
                .map(root -> ManifestLayout.of((YamlNode.Mapping) root));
        ManifestText file = new ManifestText(text, key, new ManifestHome(text, layout));
        file.demandText();
        return file;
    }

    private void demandText() throws RefusedEdit {
        if (pair.isPresent() && !(pair.get().value() instanceof YamlNode.Scalar)) {
            throw new RefusedEdit(EditOutcome.Reason.STYLE, pair.get().key().spot(),
                    key.key() + " is given as YAML of the file where a ConfigMap has text",
                    "Write " + key.key() + ": | and leave what stands below it as it is.");
        }
    }

    private Optional<YamlNode.Scalar> value() {
        return pair.map(present -> (YamlNode.Scalar) present.value());
    }

    private Optional<YamlNode.Scalar> literal() {
        return value().filter(scalar -> scalar.literalIndent() > 0);
    }

    /** The section's text; empty where there is none. */
    String section() {
        return value().map(YamlNode.Scalar::value).orElse("");
    }

    /** What people should know of the way in which the section will be written. */
    Optional<String> note() {
        return value().isPresent() && literal().isEmpty() && !home.isFlow() && !SectionReading.isBlank(section())
                ? Optional.of(key.key() + " was written otherwise and is a literal block (|) now")
                : Optional.empty();
    }

    /** An edit that names a line of the file, as one that names a line of the section. */
    MappingEdit.OfEntries inSection(MappingEdit.OfEntries edit) {
        OptionalInt line = edit.target().map(EntryName::line).orElse(OptionalInt.empty());
        if (line.isEmpty()) {
            return edit;
        }
        return edit.on(literal().isPresent()
                ? OptionalInt.of(line.getAsInt() - literal().get().spot().line())
                : OptionalInt.empty());
    }

    /** A spot of the section in the file. */
    Spot inFile(Spot spot) {
        return literal()
                .map(block -> new Spot(block.spot().line() + spot.line(), block.literalIndent() + spot.column()))
                .or(() -> pair.map(present -> present.key().spot())).orElse(RefusedEdit.NOWHERE);
    }

    /** The file with another text as its section. */
    String with(String section) throws RefusedEdit {
        if (literal().isPresent()) {
            return exchanged(literal().get(), section);
        }
        if (pair.isPresent()) {
            return home.isFlow() ? inQuotes(pair.get().value(), section) : asLiteral(pair.get(), section);
        }
        return home.with(key, section);
    }

    private String exchanged(YamlNode.Scalar block, String section) throws RefusedEdit {
        int keyColumn = pair.orElseThrow().key().spot().column() - 1;
        int start = block.spot().line();
        String header = lines.line(start).substring(lines.offset(block.spot()) - lines.start(start));
        boolean explicit = header.matches("[^|]*\\|[-+]?\\d.*");
        int indent = block.value().isBlank() && !explicit
                ? Math.max(block.literalIndent(), keyColumn + LiteralBlock.STEP)
                : block.literalIndent();
        List<Splice> splices = new ArrayList<>();
        LiteralBlock literal = new LiteralBlock(section, indent);
        if (!explicit && literal.needsIndentation()) {
            int behind = text.indexOf('|', lines.offset(block.spot())) + 1;
            splices.add(new Splice(behind, behind, literal.indentation(keyColumn)));
        }
        List<String> after = new TextLines(section).all();
        for (LineDiff.Hunk hunk : LineDiff.hunks(new TextLines(block.value()).all(), after)) {
            if (hunk.beforeFrom() < hunk.beforeTo()) {
                splices.add(lines.delete(start + hunk.beforeFrom() + 1, start + hunk.beforeTo()));
            }
            if (hunk.afterFrom() < hunk.afterTo()) {
                splices.add(lines.insertAfter(start + hunk.beforeFrom(),
                        literal.lines().subList(hunk.afterFrom(), hunk.afterTo())));
            }
        }
        return Splice.apply(text, splices);
    }

    /** Between brackets, as in JSON, a text stays one in quotes. */
    private String inQuotes(YamlNode value, String section) {
        return Splice.apply(text, List.of(new Splice(lines.offset(value.spot()), lines.offset(value.end()),
                ScalarText.inDoubleQuotes(section))));
    }

    private String asLiteral(YamlNode.Pair present, String section) throws RefusedEdit {
        YamlNode value = present.value();
        int keyColumn = present.key().spot().column() - 1;
        int last = value.end().line();
        int from = lines.offset(value.spot());
        int to = lines.offset(value.end());
        String behind = text.substring(to, lines.end(last)).strip();
        boolean absent = from == to;
        if (!absent && !behind.isEmpty() && !behind.startsWith("#")) {
            throw new RefusedEdit(EditOutcome.Reason.STYLE, value.end(), "something follows the text of " + key.key(),
                    "Write " + key.key() + ": | with its list indented below.");
        }
        LiteralBlock literal = new LiteralBlock(section, keyColumn + home.step());
        String header = literal.header(keyColumn);
        Splice head = absent ? new Splice(from + 1, from + 1, " " + header) : new Splice(from, to, header);
        return Splice.apply(text, List.of(head, lines.insertAfter(last, literal.lines())));
    }
}
