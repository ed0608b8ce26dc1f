package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.MapSection;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A section's text in the pieces that it was made of.
 *
 * @param lineEnd how it ends its lines
 * @param pieces entries, and the comments and blank lines between them
 */
public record GeneratedSection(MapSection section, String lineEnd, List<Piece> pieces) {

    /**
     * A piece of the text, whole lines.
     *
     * @param arn the ARN or account id of the entry that it is; empty for an entry that names none, and for what stands
     *     between entries
     * @param entry whether it is an entry
     */
    public record Piece(String text, String arn, boolean entry) {}

    /** The whole text. */
    public String text() {
        return text(pieces);
    }

    static String text(List<Piece> pieces) {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }

    /** How many pieces are entries. */
    public long entries() {
        return pieces.stream().filter(Piece::entry).count();
    }

    /** The pieces whose entry has an ARN of its own. */
    public List<Integer> editable() {
        return java.util.stream.IntStream.range(0, pieces.size()).filter(i -> !pieces.get(i).arn().isEmpty()).boxed()
                .toList();
    }

    /** What stands before a piece. */
    public String before(int piece) {
        return text(pieces.subList(0, piece));
    }

    /** What stands behind a piece. */
    public String behind(int piece) {
        return text(pieces.subList(piece + 1, pieces.size()));
    }

    /** The piece of the last entry; -1 where there is none. */
    public int lastEntry() {
        for (int i = pieces.size() - 1; i >= 0; i--) {
            if (pieces.get(i).entry()) {
                return i;
            }
        }
        return -1;
    }
}
