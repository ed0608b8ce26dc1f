package dev.sallyport.mapping;

import java.util.Locale;

/**
 * Something in a map that somebody should know.
 *
 * @param severity how bad it is, judged by the reference reading
 * @param code stable, such as {@code A-TAB}; see {@link FindingCode}
 * @param place where it is
 * @param column the 1-based column; 0 where only the line is known
 * @param message what is wrong, one sentence
 * @param remedy what to do, one sentence
 */
public record Finding(Severity severity, String code, RulePlace place, int column, String message, String remedy) {

    /** Errors lose access; warnings work and are unwise. */
    public enum Severity {
        ERROR, WARNING;

        /** As reports and other tools write it: {@code error}, {@code warning}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
