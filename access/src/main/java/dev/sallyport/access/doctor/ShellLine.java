package dev.sallyport.access.doctor;

import java.util.List;
import java.util.stream.Collectors;

/** Writes command lines that a POSIX shell reads back word by word, whatever is in them. */
final class ShellLine {

    private ShellLine() {}

    /** A line of these words. */
    static String of(String... words) {
        return of(List.of(words));
    }

    /** A line of these words. */
    static String of(List<String> words) {
        return words.stream().map(ShellLine::word).collect(Collectors.joining(" "));
    }

    /** One word: as it is where nothing in it is special, else in single quotes. */
    static String word(String word) {
        return word.matches("[A-Za-z0-9_+,.@%/:-][A-Za-z0-9_+=,.@%/:-]*")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
