package dev.sallyport.kubeconfig;

import java.util.Locale;
import java.util.regex.Pattern;

/** Shows a place in a kubeconfig that cannot be read, without showing a secret that may stand beside it. */
final class FaultyPlace {

    private static final int WIDEST = 90; // columns of the line that are shown
    private static final Pattern SECRET_KEY = Pattern.compile("token|password|secret|key|data|auth|value");
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9+/=_.~-]{24,}");

    private FaultyPlace() {}

    /** {@code FILE:LINE:COLUMN: PROBLEM}, the line, and a caret below the column. */
    static String shown(String file, String text, int place, String problem) {
        int at = Math.min(place, text.length());
        int begin = text.lastIndexOf('\n', at - 1) + 1;
        int end = begin;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        int line = (int) text.substring(0, begin).chars().filter(c -> c == '\n').count() + 1;
        int column = at - begin;
        int from = Math.max(0, column - WIDEST + 10);
        String shownLine = masked(text.substring(begin, end));
        String window = shownLine.substring(Math.min(from, shownLine.length()),
                Math.min(shownLine.length(), from + WIDEST));
        String number = String.format("%5d | ", line);
        return file + ":" + line + ":" + (column + 1) + ": " + problem + "\n" + number + window + "\n"
                + " ".repeat(number.length() - 2) + "| " + " ".repeat(column - from) + "^";
    }

    /** The line with one dot for each letter of what might be a secret, so that the caret stays where it belongs. */
    private static String masked(String line) {
        String visible = line.codePoints().collect(StringBuilder::new,
                (shown, c) -> shown.append(Character.isISOControl(c) ? " " : Character.toString(c)),
                StringBuilder::append).toString();
        int colon = visible.indexOf(':');
        if (colon > 0 && SECRET_KEY.matcher(visible.substring(0, colon).toLowerCase(Locale.ROOT)).find()) {
            return visible.substring(0, colon + 1) + visible.substring(colon + 1).replaceAll("\\S", "·");
        }
        return LONG_WORD.matcher(visible).replaceAll(word -> "·".repeat(word.group().length()));
    }
}
