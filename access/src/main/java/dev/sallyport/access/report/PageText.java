package dev.sallyport.access.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.Writer;

/**
 * JSON that can stand inside a script element, whatever names are in it. Source: HTML Standard, "Restrictions for contents
 * of script elements": {@code <!--}, {@code <script} and {@code </script} are what could end or change the element, and all
 * of them begin with a {@code <}.
 *
 * <p>Everything outside of ASCII is escaped too, so that the page means the same in whatever character set it is served.
 */
final class PageText {

    private static final JsonFactory FACTORY = JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private PageText() {}

    /** Writes JSON there; closing it leaves the writer open. */
    static JsonGenerator json(Writer out) throws IOException {
        JsonGenerator generator = FACTORY.createGenerator(out);
        generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        generator.setCharacterEscapes(new Markup());
        return generator;
    }

    private static final class Markup extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private final int[] ascii = standardAsciiEscapesForJSON();

        Markup() {
            for (char special : "<>&'".toCharArray()) {
                ascii[special] = CharacterEscapes.ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int ch) {
            return null; // the standard form, a backslash, u and four digits, will do
        }
    }
}
