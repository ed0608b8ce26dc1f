package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.yaml.Spot;

import java.util.List;

/** A text as a literal block of YAML: a header, and the text's lines, indented. */
final class LiteralBlock {

    /** How much deeper than its key a block is indented where nothing else shows how. */
    static final int STEP = 2;

    private static final int DEEPEST = 9; // one digit says how deep a block is indented

    private final String text;
    private final int indent;

    LiteralBlock(String text, int indent) {
        this.text = text;
        this.indent = indent;
    }

    /** The lines; blank ones stay without indentation. */
    List<String> lines() {
        return new TextLines(text).all().stream().map(line -> line.isEmpty() ? line : " ".repeat(indent) + line)
                .toList();
    }

    /** Whether the first line would be taken to show another indentation than it has. */
    boolean needsIndentation() {
        return new TextLines(text).all().stream().filter(line -> !line.isEmpty()).findFirst()
                .filter(line -> line.startsWith(" ")).isPresent();
    }

    /** The digit that says the indentation. */
    String indentation(int keyColumn) throws RefusedEdit {
        int deeper = indent - keyColumn;
        if (deeper < 1 || deeper > DEEPEST) {
            throw new RefusedEdit(EditOutcome.Reason.STYLE, new Spot(0, 0),
                    "the block is indented by " + deeper + ", which its header cannot say",
                    "Indent the block by two.");
        }
        return String.valueOf(deeper);
    }

    /** What stands behind the key, such as {@code |} or {@code |2-}. */
    String header(int keyColumn) throws RefusedEdit {
        String chomping = !text.endsWith("\n") ? "-" : text.endsWith("\n\n") || text.equals("\n") ? "+" : "";
        return "|" + (needsIndentation() ? indentation(keyColumn) : "") + chomping;
    }
}
