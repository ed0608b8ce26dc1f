package dev.sallyport.mapping.yaml;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Cuts a text into tokens, as the reference's YAML library does: YAML 1.1 with that library's own leniencies, which
 * decide who gets into a cluster. A tab after {@code key:} is fine there, and a tab at the beginning of a line is not;
 * {@code groups:[]} in braces is no key; {@code %YAML 1.2} is refused. YAML libraries for Java judge these and others
 * differently. Source: gopkg.in/yaml.v2, which follows libyaml.
 *
 * <p>A key without {@code ?} is known as one only when its colon comes, so tokens wait in a queue: whatever may turn out
 * to be a key is remembered, one for each open bracket, and when the colon comes a KEY token goes in before it. Such a
 * key must end on its line and within 1024 characters. Indentation becomes BLOCK tokens, so that the parser need not
 * know of it.
 */
final class YamlScanner {

    private static final int LONGEST_KEY = 1024;

    private final YamlInput input;
    private final YamlScalarScanner scalars;
    private final YamlTagScanner tags;

    private final List<YamlToken> queue = new ArrayList<>();
    private int taken;
    private boolean ready;

    private int indent = -1;
    private final Deque<Integer> indents = new ArrayDeque<>();

    private boolean keyAllowed = true;
    private final Deque<PossibleKey> keys = new ArrayDeque<>();

    /** What may turn out to be a key; one for each open bracket, the innermost first. */
    private static final class PossibleKey {
        private static final int NONE = -1;

        private int token = NONE;
        private boolean required;
        private int line;
        private int column;
        private int index;

        boolean isPossible() {
            return token != NONE;
        }
    }

    YamlScanner(YamlInput input) {
        this.input = input;
        this.scalars = new YamlScalarScanner(input);
        this.tags = new YamlTagScanner(input);
        keys.push(new PossibleKey());
    }

    /** The next token, which stays. */
    YamlToken peek() throws NotYaml {
        if (!ready) {
            while (queue.isEmpty() || headMayBeKey()) {
                fetch();
            }
            ready = true;
        }
        return queue.getFirst();
    }

    /** The next token, taken away. */
    YamlToken take() throws NotYaml {
        YamlToken token = peek();
        if (!token.is(YamlToken.Kind.END)) {
            queue.removeFirst();
            taken++;
            ready = false;
        }
        return token;
    }

    private boolean headMayBeKey() throws NotYaml {
        for (PossibleKey key : keys) {
            if (key.isPossible() && key.token == taken) {
                return isStillPossible(key);
            }
        }
        return false;
    }

    private int flowLevel() {
        return keys.size() - 1;
    }

    private boolean inBlock() {
        return flowLevel() == 0;
    }

    private void fetch() throws NotYaml {
        skipToNextToken();
        unroll(input.column());
        int c = input.peek();
        if (c == YamlInput.END) {
            fetchEnd();
        } else if (input.column() == 0 && c == '%') {
            resetBlocks();
            queue.add(tags.directive());
        } else if (input.isDocumentMark()) {
            Spot spot = input.spot();
            resetBlocks();
            input.skip(3);
            queue.add(YamlToken.of(c == '-' ? YamlToken.Kind.DOCUMENT_START : YamlToken.Kind.DOCUMENT_END, spot));
        } else if (!fetchBracket(c) && !fetchIndicator(c)) {
            fetchContent(c);
        }
    }

    private boolean fetchBracket(int c) throws NotYaml {
        switch (c) {
            case '[' -> openFlow(YamlToken.Kind.FLOW_SEQUENCE);
            case '{' -> openFlow(YamlToken.Kind.FLOW_MAPPING);
            case ']' -> closeFlow(YamlToken.Kind.FLOW_SEQUENCE_END);
            case '}' -> closeFlow(YamlToken.Kind.FLOW_MAPPING_END);
            case ',' -> {
                forgetKey();
                keyAllowed = true;
                indicator(YamlToken.Kind.FLOW_ENTRY);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean fetchIndicator(int c) throws NotYaml {
        if (c == '-' && input.isGap(1)) {
            fetchEntry();
        } else if (c == '?' && (!inBlock() || input.isGap(1))) {
            fetchKey();
        } else if (c == ':' && (!inBlock() || input.isGap(1))) {
            fetchValue();
        } else {
            return false;
        }
        return true;
    }

    private void fetchContent(int c) throws NotYaml {
        switch (c) {
            case '*', '&' -> {
                rememberKey();
                keyAllowed = false;
                queue.add(tags.anchor());
            }
            case '!' -> {
                rememberKey();
                keyAllowed = false;
                queue.add(tags.tag());
            }
            case '\'', '"' -> {
                rememberKey();
                keyAllowed = false;
                queue.add(scalars.quoted());
            }
            case '|', '>' -> {
                if (!inBlock()) {
                    throw cannotBegin();
                }
                forgetKey();
                keyAllowed = true;
                queue.add(scalars.block(indent));
            }
            default -> fetchPlain(c);
        }
    }

    private void fetchPlain(int c) throws NotYaml {
        boolean begins = switch (c) {
            case '-' -> !input.isBlank(1);
            case '?', ':' -> inBlock() && !input.isGap(1);
            case '#', '%', '@', '`', '\t' -> false;
            default -> true;
        };
        if (!begins) {
            throw cannotBegin();
        }
        rememberKey();
        keyAllowed = false;
        queue.add(scalars.plain(indent, !inBlock()));
        if (scalars.endedWithBreak()) {
            keyAllowed = true;
        }
    }

    private NotYaml cannotBegin() {
        int c = input.peek();
        return new NotYaml(input.spot(), c == '\t'
                ? "found a tab where only spaces may stand"
                : "found " + Quoted.of(Character.toString(c)) + ", which cannot begin anything here; quote it");
    }

    /** Blanks, comments and breaks. A tab may stand where no key can begin, so not in a line's indentation. */
    private void skipToNextToken() {
        while (true) {
            while (input.isAt(' ') || (input.isAt('\t') && !(inBlock() && keyAllowed))) {
                input.skip();
            }
            input.skipComment();
            if (!input.isBreak(0)) {
                return;
            }
            input.takeBreak();
            if (inBlock()) {
                keyAllowed = true;
            }
        }
    }

    private void fetchEnd() throws NotYaml {
        input.endLine(); // so that nothing before it may still become a key
        resetBlocks();
        queue.add(YamlToken.of(YamlToken.Kind.END, input.spot()));
    }

    /** Ends every block, as the end and whatever stands between documents do. */
    private void resetBlocks() throws NotYaml {
        unroll(-1);
        forgetKey();
        keyAllowed = false;
    }

    private void indicator(YamlToken.Kind kind) {
        queue.add(YamlToken.of(kind, input.spot()));
        input.skip();
    }

    private void openFlow(YamlToken.Kind kind) throws NotYaml {
        rememberKey();
        keys.push(new PossibleKey());
        keyAllowed = true;
        indicator(kind);
    }

    private void closeFlow(YamlToken.Kind kind) throws NotYaml {
        forgetKey();
        if (!inBlock()) {
            keys.pop();
        }
        keyAllowed = false;
        indicator(kind);
    }

    private void fetchEntry() throws NotYaml {
        if (inBlock()) {
            if (!keyAllowed) {
                throw new NotYaml(input.spot(), "found a list's dash where none may stand");
            }
            roll(input.column(), queue.size(), YamlToken.Kind.BLOCK_SEQUENCE, input.spot());
        }
        forgetKey();
        keyAllowed = true;
        indicator(YamlToken.Kind.ENTRY);
    }

    private void fetchKey() throws NotYaml {
        if (inBlock()) {
            if (!keyAllowed) {
                throw new NotYaml(input.spot(), "found a key where none may stand");
            }
            roll(input.column(), queue.size(), YamlToken.Kind.BLOCK_MAPPING, input.spot());
        }
        forgetKey();
        keyAllowed = inBlock();
        indicator(YamlToken.Kind.KEY);
    }

    private void fetchValue() throws NotYaml {
        PossibleKey key = keys.element();
        if (key.isPossible() && isStillPossible(key)) {
            Spot spot = new Spot(key.line, key.column + 1);
            int position = key.token - taken;
            queue.add(position, YamlToken.of(YamlToken.Kind.KEY, spot));
            roll(key.column, position, YamlToken.Kind.BLOCK_MAPPING, spot);
            key.token = PossibleKey.NONE;
            keyAllowed = false;
        } else {
            if (inBlock()) {
                if (!keyAllowed) {
                    throw new NotYaml(input.spot(), "found a second colon; quote the value, or begin a new line");
                }
                roll(input.column(), queue.size(), YamlToken.Kind.BLOCK_MAPPING, input.spot());
            }
            keyAllowed = inBlock();
        }
        indicator(YamlToken.Kind.VALUE);
    }

    /** Begins a block where the text is indented deeper than before. */
    private void roll(int column, int position, YamlToken.Kind kind, Spot spot) {
        if (inBlock() && indent < column) {
            indents.push(indent);
            indent = column;
            queue.add(position, YamlToken.of(kind, spot));
        }
    }

    /** Ends the blocks that are indented deeper than a column. */
    private void unroll(int column) {
        while (inBlock() && indent > column) {
            queue.add(YamlToken.of(YamlToken.Kind.BLOCK_END, input.spot()));
            indent = indents.pop();
        }
    }

    /** What stands here may be a key; must be one, where it is indented as the keys of a block are. */
    private void rememberKey() throws NotYaml {
        if (keyAllowed) {
            forgetKey();
            PossibleKey key = keys.element();
            key.token = taken + queue.size();
            key.required = inBlock() && indent == input.column();
            key.line = input.line();
            key.column = input.column();
            key.index = input.index();
        }
    }

    private void forgetKey() throws NotYaml {
        PossibleKey key = keys.element();
        if (key.isPossible() && key.required) {
            throw noColon(key);
        }
        key.token = PossibleKey.NONE;
    }

    private boolean isStillPossible(PossibleKey key) throws NotYaml {
        if (key.line == input.line() && key.index + LONGEST_KEY >= input.index()) {
            return true;
        }
        if (key.required) {
            throw noColon(key);
        }
        key.token = PossibleKey.NONE;
        return false;
    }

    private static NotYaml noColon(PossibleKey key) {
        return new NotYaml(new Spot(key.line, key.column + 1), "no colon follows where a key is expected");
    }
}
