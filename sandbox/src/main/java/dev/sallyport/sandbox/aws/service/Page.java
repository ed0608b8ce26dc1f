package dev.sallyport.sandbox.aws.service;

import dev.sallyport.sandbox.aws.world.AwsFault;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list, and where the next one begins. The marker is the number of rows before it, in a form that nobody
 * takes for something to make by hand.
 *
 * @param rows this part
 * @param next the marker of the next part; empty at the end
 */
record Page<T>(List<T> rows, Optional<String> next) {

    private static final String PREFIX = "from:";

    static <T> Page<T> of(List<T> all, Optional<String> marker, int size) {
        int from = marker.map(Page::read).orElse(0);
        int begin = Math.min(from, all.size());
        int end = Math.min(all.size(), begin + size);
        return new Page<>(all.subList(begin, end), end < all.size() ? Optional.of(write(end)) : Optional.empty());
    }

    private static String write(int from) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString((PREFIX + from).getBytes(StandardCharsets.UTF_8));
    }

    private static int read(String marker) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
            if (text.matches(PREFIX + "\\d{1,9}")) {
                return Integer.parseInt(text.substring(PREFIX.length()));
            }
        } catch (IllegalArgumentException notOurs) {
            // said below, together with what decodes to something else
        }
        throw AwsFault.validation("Invalid Marker.");
    }
}
