package dev.sallyport.conformance.mappings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The steps by which a document that fails gets smaller: a key less, a run of lines less, a run of characters less. */
final class SmallerMaps {

    private SmallerMaps() {}

    static Stream<MapDocument> of(MapDocument document) {
        List<MapDocument> smaller = new ArrayList<>();
        document.data().keySet().forEach(key -> smaller.add(document.without(key)));
        document.data().forEach((key, text) -> {
            pieces(text.split("(?<=\n)")).forEach(shorter -> smaller.add(document.with(key, shorter)));
            if (text.length() < 200) {
                pieces(text.split("(?<=\\G.)", -1)).forEach(shorter -> smaller.add(document.with(key, shorter)));
            }
        });
        return smaller.stream();
    }

    /** The text without a run of its parts, the longest runs first. */
    private static Stream<String> pieces(String[] parts) {
        List<String> shorter = new ArrayList<>();
        for (int run = Math.max(1, parts.length / 2); run >= 1; run = run == 1 ? 0 : Math.max(1, run / 2)) {
            for (int begin = 0; begin + run <= parts.length && parts.length > 1; begin += run) {
                List<String> left = new ArrayList<>(List.of(parts));
                left.subList(begin, begin + run).clear();
                shorter.add(String.join("", left));
            }
        }
        return shorter.stream();
    }
}
