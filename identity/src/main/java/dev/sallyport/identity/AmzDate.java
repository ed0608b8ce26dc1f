package dev.sallyport.identity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The form in which SigV4 writes a moment: {@code 20150830T123600Z}, always UTC, to the second.
 *
 * <p>Written and read by hand: the first use of {@code DateTimeFormatter} in a JVM takes three times as long, and the token
 * command is a JVM's first use of everything.
 */
public final class AmzDate {

    private static final int LENGTH = 16; // 8 digits, T, 6 digits, Z

    private AmzDate() {}

    /** The moment as SigV4 writes it; fractions of a second are cut off. */
    public static String format(Instant moment) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), 0, ZoneOffset.UTC);
        char[] text = new char[LENGTH];
        digits(text, 0, 4, utc.getYear());
        digits(text, 4, 2, utc.getMonthValue());
        digits(text, 6, 2, utc.getDayOfMonth());
        text[8] = 'T';
        digits(text, 9, 2, utc.getHour());
        digits(text, 11, 2, utc.getMinute());
        digits(text, 13, 2, utc.getSecond());
        text[15] = 'Z';
        return new String(text);
    }

    /** Reads a moment; empty when the text has another form or names no moment, such as a 30th of February. */
    public static Optional<Instant> parse(String text) {
        if (text.length() != LENGTH || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
            return Optional.empty();
        }
        for (int i = 0; i < LENGTH - 1; i++) {
            if (i != 8 && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(LocalDateTime.of(number(text, 0, 4), number(text, 4, 6), number(text, 6, 8),
                    number(text, 9, 11), number(text, 11, 13), number(text, 13, 15)).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException noSuchMoment) {
            return Optional.empty();
        }
    }

    private static void digits(char[] text, int from, int count, int value) {
        int rest = value;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
