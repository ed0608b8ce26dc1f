package dev.sallyport.cli.tour;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command line of one of our own clients, taken apart: words, options with their values, and what was not understood.
 *
 * @param words what is neither an option nor an option's value
 * @param options by name, with their dashes
 * @param strange the options that are not known here
 */
record TypedCommand(List<String> words, Map<String, String> options, List<String> strange) {

    TypedCommand {
        words = List.copyOf(words);
        options = Map.copyOf(options);
        strange = List.copyOf(strange);
    }

    /**
     * Takes a command line apart.
     *
     * @param valued the options that have a value, written behind {@code =} or as the next word
     * @param flags the options that have none
     */
    static TypedCommand of(List<String> arguments, Set<String> valued, Set<String> flags) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        List<String> strange = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            if (!word.startsWith("-")) {
                words.add(word);
            } else if (valued.contains(name) && !name.equals(word)) {
                options.put(name, word.substring(name.length() + 1));
            } else if (valued.contains(word) && i + 1 < arguments.size()) {
                i++;
                options.put(word, arguments.get(i));
            } else if (flags.contains(word)) {
                options.put(word, "");
            } else {
                strange.add(word);
            }
        }
        return new TypedCommand(words, options, strange);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** Whether exactly these words were typed and exactly these options, each with whatever value. */
    boolean is(String wanted, String... names) {
        return strange.isEmpty() && String.join(" ", words).equals(wanted) && options.keySet().equals(Set.of(names));
    }

    /** The same for a command that ends in one word more, such as an object's name. */
    boolean isWithName(String wanted, String... names) {
        return !words.isEmpty() && new TypedCommand(words.subList(0, words.size() - 1), options, strange).is(wanted,
                names);
    }

    /** The last word. */
    String name() {
        return words.getLast();
    }
}
