package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.ManifestLayout;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.yaml.YamlNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What holds the sections in a file, and how another one is put into it. */
final class ManifestHome {

    private final String text;
    private final TextLines lines;
    private final Optional<ManifestLayout> layout;

    ManifestHome(String text, Optional<ManifestLayout> layout) {
        this.text = text;
        this.lines = new TextLines(text);
        this.layout = layout;
    }

    Optional<YamlNode.Pair> pair(MapSection key) {
        return layout.flatMap(found -> Optional.ofNullable(found.sections().get(key)));
    }

    private Optional<YamlNode.Mapping> map() {
        return layout.flatMap(ManifestLayout::home);
    }

    boolean isFlow() {
        return map().filter(ManifestHome::isFlow).isPresent();
    }

    private static boolean isFlow(YamlNode.Mapping map) {
        return map.marks().flow();
    }

    /** How much deeper than their keys the file's literal blocks are indented. */
    int step() {
        return map().flatMap(map -> map.pairs().stream()
                .filter(pair -> pair.value() instanceof YamlNode.Scalar block && block.literalIndent() > 0
                        && !block.value().isBlank())
                .map(pair -> ((YamlNode.Scalar) pair.value()).literalIndent() - pair.key().spot().column() + 1)
                .findFirst()).orElse(LiteralBlock.STEP);
    }

    /** The file with one more section. */
    String with(MapSection key, String section) throws RefusedEdit {
        if (isFlow() && (isFlow(layout.orElseThrow().file()) || !map().orElseThrow().pairs().isEmpty())) {
            return between(map().orElseThrow(), key, section);
        }
        if (map().isPresent() && !map().get().pairs().isEmpty()) {
            return besides(map().get(), key, section);
        }
        Optional<YamlNode.Pair> data = layout.flatMap(ManifestLayout::data);
        if (data.isPresent()) {
            return below(data.get(), key, section);
        }
        if (layout.filter(ManifestLayout::configMap).isPresent()) {
            List<String> added = new ArrayList<>(List.of("data:"));
            added.addAll(lines(LiteralBlock.STEP, key, section));
            return Splice.apply(text, List.of(lines.insertAfter(endOf(layout.get().file()), added)));
        }
        return Splice.apply(text, List.of(lines.insertAfter(lines.count(), lines(0, key, section))));
    }

    /** Puts a section behind the last key between the brackets, or between empty ones. */
    private String between(YamlNode.Mapping map, MapSection key, String section) {
        String pair = ScalarText.inDoubleQuotes(key.key()) + ": " + ScalarText.inDoubleQuotes(section);
        boolean empty = map.pairs().isEmpty();
        int at = empty ? lines.offset(map.spot()) + 1 : lines.offset(map.pairs().getLast().value().end());
        return Splice.apply(text, List.of(new Splice(at, at, empty ? pair : ", " + pair)));
    }

    private String besides(YamlNode.Mapping map, MapSection key, String section) throws RefusedEdit {
        int keyColumn = map.pairs().getFirst().key().spot().column() - 1;
        return Splice.apply(text, List.of(lines.insertAfter(endOf(map), lines(keyColumn, key, section))));
    }

    /** The last line of a map in a block. Blank lines below a literal block may be of its text. */
    private int endOf(YamlNode.Mapping map) {
        int line = map.end().line();
        YamlNode last = map.pairs().getLast().value();
        if (last instanceof YamlNode.Scalar block && block.literalIndent() > 0) {
            while (line < lines.count() && lines.isBlank(line + 1)) {
                line++;
            }
        }
        return line;
    }

    /** Puts a section below {@code data:} or in place of <code>data: {}</code>. */
    private String below(YamlNode.Pair data, MapSection key, String section) throws RefusedEdit {
        int from = lines.offset(data.value().spot());
        int to = lines.offset(data.value().end());
        int last = data.value().end().line();
        int keyColumn = data.key().spot().column() - 1 + LiteralBlock.STEP;
        List<Splice> splices = new ArrayList<>(List.of(lines.insertAfter(last, lines(keyColumn, key, section))));
        if (from < to) {
            splices.addFirst(new Splice(from > 0 && text.charAt(from - 1) == ' ' ? from - 1 : from, to, ""));
        }
        return Splice.apply(text, splices);
    }

    private List<String> lines(int keyColumn, MapSection key, String section) throws RefusedEdit {
        LiteralBlock literal = new LiteralBlock(section, keyColumn + step());
        List<String> pair = new ArrayList<>(
                List.of(" ".repeat(keyColumn) + key.key() + ": " + literal.header(keyColumn)));
        pair.addAll(literal.lines());
        return pair;
    }
}
