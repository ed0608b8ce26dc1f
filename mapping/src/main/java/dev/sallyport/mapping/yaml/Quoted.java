package dev.sallyport.mapping.yaml;

import dev.sallyport.identity.ShownText;

/** Text from outside as it may be shown: in quotes, cut where it is long, control characters escaped. */
public final class Quoted {

    private static final int LONGEST = 120;

    private Quoted() {}

    /** The text in quotes. */
    public static String of(String text) {
        return '"' + ShownText.escaped(text, LONGEST) + '"';
    }
}
