package dev.sallyport.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits a command line into words as a POSIX shell's quoting would, without expanding anything: what Python's {@code
 * shlex.split} does with section names and with {@code credential_process}.
 */
final class ShellWords {

    private ShellWords() {}

    /** The words; empty when a quote is not closed or a backslash ends the text. */
    static Optional<List<String>> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case ' ', '\t', '\r', '\n' -> {
                    if (inWord) {
                        words.add(word.toString());
                        word.setLength(0);
                        inWord = false;
                    }
                }
                case '\\' -> {
                    if (++i == text.length()) {
                        return Optional.empty();
                    }
                    word.append(text.charAt(i));
                    inWord = true;
                }
                case '\'' -> {
                    int close = text.indexOf('\'', i + 1);
                    if (close < 0) {
                        return Optional.empty();
                    }
                    word.append(text, i + 1, close);
                    i = close;
                    inWord = true;
                }
                case '"' -> {
                    i = doubleQuoted(text, i + 1, word);
                    if (i < 0) {
                        return Optional.empty();
                    }
                    inWord = true;
                }
                default -> {
                    word.append(c);
                    inWord = true;
                }
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return Optional.of(words);
    }

    /** Appends up to the closing quote and returns its place, or -1 when there is none. */
    private static int doubleQuoted(String text, int from, StringBuilder word) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i;
            }
            if (c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == '"' || text.charAt(i + 1) == '\\')) {
                i++;
            }
            word.append(text.charAt(i));
        }
        return -1;
    }
}
