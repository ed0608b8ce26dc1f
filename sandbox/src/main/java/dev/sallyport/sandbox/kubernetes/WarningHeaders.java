package dev.sallyport.sandbox.kubernetes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Warnings as they go out: one header each, doubled ones once, and cut short when they are too many. One with a control
 * character in it, such as the end of a line, is left out, as a real API server does. Source: Kubernetes, {@code
 * apiserver/pkg/endpoints/filters/warning.go}.
 */
final class WarningHeaders {

    private static final int MOST = 4 * 1024; // characters in all, before warnings are cut
    private static final int MOST_OF_ONE = 256; // characters of one, when they are

    private WarningHeaders() {}

    /** The values of the headers. */
    static List<String> of(List<String> warnings) {
        List<String> texts = List.copyOf(new LinkedHashSet<>(warnings)).stream().filter(text -> !text.isEmpty())
                .toList();
        int length = texts.stream().filter(text -> header(text).isPresent()).mapToInt(WarningHeaders::length).sum();
        boolean cut = length > MOST;
        List<String> headers = new ArrayList<>();
        int written = 0;
        for (String text : texts) {
            if (cut && written >= MOST) {
                break;
            }
            String shown = cut && length(text) > MOST_OF_ONE
                    ? text.substring(0, text.offsetByCodePoints(0, MOST_OF_ONE))
                    : text;
            Optional<String> header = header(shown);
            if (header.isPresent()) {
                headers.add(header.get());
                written += length(shown);
            }
        }
        return headers;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Optional<String> header(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        String quoted = "299 - \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        // Headers are written a byte a character; what is beyond ASCII goes out as UTF-8 all the same.
        return Optional.of(new String(quoted.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
}
