package dev.sallyport.conformance.kubeconfigs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The steps by which a case gets smaller: a file less, a few lines less, an option less. */
final class SmallerUpdates {

    private SmallerUpdates() {}

    static Stream<UpdateCase> of(UpdateCase update) {
        List<UpdateCase> smaller = new ArrayList<>();
        update.files().forEach((file, text) -> {
            Map<String, String> less = new TreeMap<>(update.files());
            less.remove(file);
            smaller.add(update.with(less));
            String[] lines = text.split("(?<=\n)", -1);
            for (int half = 0; half < 2 && lines.length > 2; half++) {
                Map<String, String> shorter = new TreeMap<>(update.files());
                shorter.put(file, String.join("", List.of(lines).subList(half * lines.length / 2,
                        (half + 1) * lines.length / 2)));
                smaller.add(update.with(shorter));
            }
        });
        for (int i = 2; i < update.options().size(); i++) {
            List<String> fewer = new ArrayList<>(update.options());
            fewer.remove(i);
            smaller.add(update.typed(fewer));
        }
        return smaller.stream();
    }
}
