package dev.sallyport.mapping.yaml;

/**
 * A word of YAML.
 *
 * @param value a scalar's text, an anchor's name, a tag's handle, a version
 * @param suffix what follows a tag's handle, or a tag directive's prefix
 * @param plain whether a scalar is written without quotes
 * @param literalIndent how many columns a literal block's lines are indented by; 0 for everything else
 * @param end just behind a scalar (its closing quote, its last word), an anchor, an alias or a tag; else the spot
 */
record YamlToken(Kind kind, Spot spot, String value, String suffix, boolean plain, int literalIndent, Spot end) {

    enum Kind {
        END, VERSION, TAG_DIRECTIVE, DOCUMENT_START, DOCUMENT_END, BLOCK_SEQUENCE, BLOCK_MAPPING, BLOCK_END, FLOW_SEQUENCE, FLOW_SEQUENCE_END, FLOW_MAPPING, FLOW_MAPPING_END, ENTRY, FLOW_ENTRY, KEY, VALUE, ALIAS, ANCHOR, TAG, SCALAR
    }

    static YamlToken of(Kind kind, Spot spot) {
        return new YamlToken(kind, spot, "", "", false, 0, spot);
    }

    static YamlToken of(Kind kind, Spot spot, String value) {
        return new YamlToken(kind, spot, value, "", false, 0, spot);
    }

    static YamlToken scalar(Spot spot, Spot end, String text, boolean plain) {
        return new YamlToken(Kind.SCALAR, spot, text, "", plain, 0, end);
    }

    /** A block of text. */
    static YamlToken block(Spot spot, Spot end, String text, int literalIndent) {
        return new YamlToken(Kind.SCALAR, spot, text, "", false, literalIndent, end);
    }

    boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** Whether the token is one of several. */
    boolean isOneOf(Kind... wanted) {
        for (Kind each : wanted) {
            if (kind == each) {
                return true;
            }
        }
        return false;
    }
}
