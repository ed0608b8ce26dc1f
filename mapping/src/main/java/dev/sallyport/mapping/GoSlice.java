package dev.sallyport.mapping;

import dev.sallyport.mapping.yaml.YamlValue;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of strings as Go's JSON decoder fills it: in place. Where a list is written twice, an element that is no text
 * keeps what the earlier list had there. Source: Go, {@code encoding/json}, {@code array}.
 */
final class GoSlice {

    private final List<String> backing = new ArrayList<>();
    private int length;

    /** Takes a list in; tells of each element that is no text. */
    void fill(List<YamlValue> items, java.util.function.Consumer<YamlValue> noText) {
        for (int i = 0; i < items.size(); i++) {
            if (i == backing.size()) {
                backing.add("");
            }
            switch (items.get(i)) {
                case YamlValue.Text text -> backing.set(i, text.text());
                case YamlValue.Nothing _,YamlValue.NoText _,YamlValue.Items _,YamlValue.Fields _ ->
                    noText.accept(items.get(i));
            }
        }
        length = items.size();
        if (length == 0) {
            backing.clear();
        }
    }

    /** Takes a {@code null} in. */
    void clear() {
        backing.clear();
        length = 0;
    }

    List<String> toList() {
        return List.copyOf(backing.subList(0, length));
    }
}
