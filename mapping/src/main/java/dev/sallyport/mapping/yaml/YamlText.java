package dev.sallyport.mapping.yaml;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static dev.sallyport.mapping.yaml.YamlToken.Kind.ALIAS;
import static dev.sallyport.mapping.yaml.YamlToken.Kind.ANCHOR;
import static dev.sallyport.mapping.yaml.YamlToken.Kind.BLOCK_END;
import static dev.sallyport.mapping.yaml.YamlToken.Kind.DOCUMENT_END;
import static dev.sallyport.mapping.yaml.YamlToken.Kind.DOCUMENT_START;
import static dev.sallyport.mapping.yaml.YamlToken.Kind.END;
import static dev.sallyport.mapping.yaml.YamlToken.Kind.ENTRY;
import static dev.sallyport.mapping.yaml.YamlToken.Kind.FLOW_ENTRY;
import static dev.sallyport.mapping.yaml.YamlToken.Kind.FLOW_MAPPING_END;
import static dev.sallyport.mapping.yaml.YamlToken.Kind.FLOW_SEQUENCE_END;
import static dev.sallyport.mapping.yaml.YamlToken.Kind.KEY;
import static dev.sallyport.mapping.yaml.YamlToken.Kind.TAG;
import static dev.sallyport.mapping.yaml.YamlToken.Kind.TAG_DIRECTIVE;
import static dev.sallyport.mapping.yaml.YamlToken.Kind.VALUE;
import static dev.sallyport.mapping.yaml.YamlToken.Kind.VERSION;

/**
 * Builds the tree of a text's first document by recursive descent over {@link YamlScanner}'s tokens. What follows that
 * document is not looked at, as the reference does not look at it; not even whether it is YAML.
 */
public final class YamlText {

    /** Deeper than any map that people write, and shallow enough for recursion. The reference goes to 10,000. */
    private static final int DEEPEST = 100;

    private static final String SUPPORTED_VERSION = "1.1";

    private final YamlScanner scanner;
    private final Map<String, YamlNode> anchors = new HashMap<>();
    private final Map<String, String> tagPrefixes = new HashMap<>();
    private @Nullable Spot firstAnchor;
    private int depth;

    private YamlText(YamlScanner scanner) {
        this.scanner = scanner;
    }

    /** What a text turned out to be. */
    public sealed interface Outcome {

        /**
         * A tree.
         *
         * @param root empty when the text holds no document
         * @param rest where something follows the document
         * @param anchor where the first anchor stands; there is no alias without one
         */
        record Tree(Optional<YamlNode> root, Optional<Spot> rest, Optional<Spot> anchor) implements Outcome {}

        /** No YAML. */
        record Broken(Spot spot, String problem) implements Outcome {}
    }

    /** Reads a text. Never throws for anything that it contains. */
    public static Outcome read(String text) {
        try {
            return new YamlText(new YamlScanner(YamlInput.of(text))).tree();
        } catch (NotYaml e) {
            return new Outcome.Broken(e.spot(), e.problem());
        }
    }

    private Outcome tree() throws NotYaml {
        YamlToken first = scanner.peek();
        if (first.is(END)) {
            return new Outcome.Tree(Optional.empty(), Optional.empty(), Optional.empty());
        }
        boolean explicit = first.isOneOf(VERSION, TAG_DIRECTIVE, DOCUMENT_START);
        if (explicit) {
            directives();
            if (!scanner.peek().is(DOCUMENT_START)) {
                throw missing("---");
            }
            scanner.take();
        }
        tagPrefixes.putIfAbsent("!", "!");
        tagPrefixes.putIfAbsent("!!", Yaml11.CORE);
        YamlToken content = scanner.peek();
        YamlNode root = explicit && content.isOneOf(VERSION, TAG_DIRECTIVE, DOCUMENT_START, DOCUMENT_END, END)
                ? empty(content.spot())
                : node(true, false);
        scanner.peek(); // a text that breaks right behind the document breaks the document
        Optional<Spot> rest = rest();
        return new Outcome.Tree(Optional.of(root), rest, Optional.ofNullable(firstAnchor));
    }

    private Optional<Spot> rest() {
        try {
            while (scanner.peek().is(DOCUMENT_END)) {
                scanner.take();
            }
            YamlToken next = scanner.peek();
            return next.is(END) ? Optional.empty() : Optional.of(next.spot());
        } catch (NotYaml e) {
            return Optional.of(e.spot());
        }
    }

    private void directives() throws NotYaml {
        boolean versionSeen = false;
        while (scanner.peek().isOneOf(VERSION, TAG_DIRECTIVE)) {
            YamlToken directive = scanner.take();
            if (directive.is(VERSION)) {
                if (versionSeen || !directive.value().equals(SUPPORTED_VERSION)) {
                    throw new NotYaml(directive.spot(),
                            "found a YAML directive for another version than 1.1, or a second one; take it out");
                }
                versionSeen = true;
            } else if (tagPrefixes.putIfAbsent(directive.value(), directive.suffix()) != null) {
                throw new NotYaml(directive.spot(), "found a second TAG directive for one handle");
            }
        }
    }

    private NotYaml missing(String what) throws NotYaml {
        return new NotYaml(scanner.peek().spot(), what + " is missing before this");
    }

    private static YamlNode empty(Spot spot) {
        return new YamlNode.Scalar("", "", true, spot, 0, spot);
    }

    /**
     * A node with its properties.
     *
     * @param block whether a block may stand here
     * @param indentless whether a list's dashes may stand as far left as the key before them
     */
    private YamlNode node(boolean block, boolean indentless) throws NotYaml {
        Spot spot = scanner.peek().spot();
        if (scanner.peek().is(ALIAS)) {
            YamlToken alias = scanner.take();
            String name = alias.value();
            YamlNode target = anchors.get(name);
            if (target == null) {
                throw new NotYaml(spot, "found the alias *" + name + " without an anchor; quote it if it is text");
            }
            return new YamlNode.Alias(name, target, spot, alias.end());
        }
        Properties properties = properties();
        if (++depth > DEEPEST) {
            throw new NotYaml(spot, "found something nested more than " + DEEPEST + " deep");
        }
        YamlNode node = content(properties, spot, block, indentless);
        depth--;
        return node;
    }

    /** A node's anchor and tag, either of which may be empty, and what is just behind them. */
    private record Properties(String anchor, String tag, Spot end) {}

    private Properties properties() throws NotYaml {
        String anchor = "";
        String tag = "";
        Spot end = scanner.peek().spot();
        for (int i = 0; i < 2; i++) {
            YamlToken token = scanner.peek();
            if (token.is(ANCHOR) && anchor.isEmpty()) {
                anchor = scanner.take().value();
                firstAnchor = firstAnchor == null ? token.spot() : firstAnchor;
                end = token.end();
            } else if (token.is(TAG) && tag.isEmpty()) {
                tag = tag(scanner.take());
                end = token.end();
            }
        }
        return new Properties(anchor, tag, end);
    }

    private String tag(YamlToken token) throws NotYaml {
        if (token.value().isEmpty()) {
            return token.suffix();
        }
        String prefix = tagPrefixes.get(token.value());
        if (prefix == null) {
            throw new NotYaml(token.spot(), "found the tag handle " + token.value() + ", which nothing defines");
        }
        return prefix + token.suffix();
    }

    private YamlNode content(Properties properties, Spot spot, boolean block, boolean indentless) throws NotYaml {
        YamlToken token = scanner.peek();
        boolean fits = switch (token.kind()) {
            case ENTRY -> indentless;
            case BLOCK_SEQUENCE, BLOCK_MAPPING -> block;
            default -> true;
        };
        return switch (fits ? token.kind() : END) {
            case SCALAR -> {
                scanner.take();
                boolean implicit = properties.tag().isEmpty() ? token.plain() : properties.tag().equals("!");
                yield anchored(properties, new YamlNode.Scalar(token.value(), properties.tag(), implicit, spot,
                        token.literalIndent(), token.end()));
            }
            case ENTRY -> list(properties, spot, this::indentlessItems);
            case BLOCK_SEQUENCE -> list(properties, spot, this::blockItems);
            case FLOW_SEQUENCE -> list(properties, spot, this::flowItems);
            case BLOCK_MAPPING -> map(properties, spot, (pairs, _) -> blockPairs(pairs));
            case FLOW_MAPPING -> map(properties, spot, this::flowPairs);
            default -> {
                if (properties.anchor().isEmpty() && properties.tag().isEmpty()) {
                    throw missing("a value");
                }
                yield anchored(properties,
                        new YamlNode.Scalar("", properties.tag(), properties.tag().isEmpty(), spot, 0,
                                properties.end()));
            }
        };
    }

    /** Reads what a collection holds. */
    @FunctionalInterface
    private interface Children<T> {
        void readInto(List<T> children, YamlNode.Marks marks) throws NotYaml;
    }

    private YamlNode.Marks marks() throws NotYaml {
        return new YamlNode.Marks(scanner.peek().isOneOf(YamlToken.Kind.FLOW_SEQUENCE, YamlToken.Kind.FLOW_MAPPING));
    }

    private YamlNode list(Properties properties, Spot spot, Children<YamlNode> children) throws NotYaml {
        YamlNode.Sequence list = anchored(properties, new YamlNode.Sequence(new ArrayList<>(), spot, marks()));
        children.readInto(list.items(), list.marks());
        return list;
    }

    private YamlNode map(Properties properties, Spot spot, Children<YamlNode.Pair> children) throws NotYaml {
        YamlNode.Mapping map = anchored(properties, new YamlNode.Mapping(new ArrayList<>(), spot, marks()));
        children.readInto(map.pairs(), map.marks());
        return map;
    }

    /** Before its children are read, so that an alias inside can name it; it is refused later. */
    private <N extends YamlNode> N anchored(Properties properties, N node) {
        if (!properties.anchor().isEmpty()) {
            anchors.put(properties.anchor(), node);
        }
        return node;
    }

    private void blockItems(List<YamlNode> items, YamlNode.Marks marks) throws NotYaml {
        scanner.take();
        while (scanner.peek().is(ENTRY)) {
            Spot dash = scanner.take().spot();
            marks.add(dash);
            items.add(scanner.peek().isOneOf(ENTRY, BLOCK_END) ? empty(dash) : node(true, false));
        }
        if (!scanner.peek().is(BLOCK_END)) {
            throw missing("a list's dash, or the right indentation,");
        }
        scanner.take();
    }

    private void indentlessItems(List<YamlNode> items, YamlNode.Marks marks) throws NotYaml {
        while (scanner.peek().is(ENTRY)) {
            Spot dash = scanner.take().spot();
            marks.add(dash);
            items.add(scanner.peek().isOneOf(ENTRY, KEY, VALUE, BLOCK_END) ? empty(dash) : node(true, false));
        }
    }

    private void blockPairs(List<YamlNode.Pair> pairs) throws NotYaml {
        scanner.take();
        while (scanner.peek().is(KEY)) {
            Spot spot = scanner.take().spot();
            YamlNode key = scanner.peek().isOneOf(KEY, VALUE, BLOCK_END) ? empty(spot) : node(true, true);
            pairs.add(new YamlNode.Pair(key, blockValue()));
        }
        if (!scanner.peek().is(BLOCK_END)) {
            throw missing("a key, or the right indentation,");
        }
        scanner.take();
    }

    private YamlNode blockValue() throws NotYaml {
        if (!scanner.peek().is(VALUE)) {
            return empty(scanner.peek().spot());
        }
        Spot colon = scanner.take().spot();
        return scanner.peek().isOneOf(KEY, VALUE, BLOCK_END) ? empty(colon) : node(true, true);
    }

    private void flowItems(List<YamlNode> items, YamlNode.Marks marks) throws NotYaml {
        scanner.take();
        for (boolean first = true; !scanner.peek().is(FLOW_SEQUENCE_END); first = false) {
            if (!first && takeComma("]").is(FLOW_SEQUENCE_END)) {
                break;
            }
            items.add(scanner.peek().is(KEY) ? pairInList() : node(false, false));
        }
        marks.close(scanner.take());
    }

    /** {@code [key: value]}: a map of one pair. */
    private YamlNode pairInList() throws NotYaml {
        Spot spot = scanner.take().spot();
        YamlNode key;
        if (scanner.peek().isOneOf(VALUE, FLOW_ENTRY, FLOW_SEQUENCE_END)) {
            key = empty(spot);
            scanner.take(); // the reference loses this token
        } else {
            key = node(false, false);
        }
        return new YamlNode.Mapping(List.of(new YamlNode.Pair(key, flowValue(FLOW_SEQUENCE_END))), spot,
                new YamlNode.Marks(true));
    }

    private void flowPairs(List<YamlNode.Pair> pairs, YamlNode.Marks marks) throws NotYaml {
        scanner.take();
        for (boolean first = true; !scanner.peek().is(FLOW_MAPPING_END); first = false) {
            if (!first && takeComma("}").is(FLOW_MAPPING_END)) {
                break;
            }
            if (!scanner.peek().is(KEY)) {
                YamlNode key = node(false, false);
                pairs.add(new YamlNode.Pair(key, empty(scanner.peek().spot())));
                continue;
            }
            Spot spot = scanner.take().spot();
            YamlNode key = scanner.peek().isOneOf(VALUE, FLOW_ENTRY, FLOW_MAPPING_END)
                    ? empty(spot)
                    : node(false, false);
            pairs.add(new YamlNode.Pair(key, flowValue(FLOW_MAPPING_END)));
        }
        marks.close(scanner.take());
    }

    private YamlNode flowValue(YamlToken.Kind end) throws NotYaml {
        if (scanner.peek().is(VALUE)) {
            scanner.take();
            if (!scanner.peek().isOneOf(FLOW_ENTRY, end)) {
                return node(false, false);
            }
        }
        return empty(scanner.peek().spot());
    }

    private YamlToken takeComma(String end) throws NotYaml {
        if (!scanner.peek().is(FLOW_ENTRY)) {
            throw missing("a comma or " + end);
        }
        scanner.take();
        return scanner.peek();
    }
}
