package dev.sallyport.kubeconfig;

/** Shows a place in a kubeconfig that cannot be read, without showing a secret that may stand beside it. */
final class FaultyPlace {

    private static final int WIDEST = 90; // columns of the line that are shown

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
        String shownLine = MaskedLine.of(text.substring(begin, end));
        String window = shownLine.substring(Math.min(from, shownLine.length()),
                Math.min(shownLine.length(), from + WIDEST));
        String number = String.format("%5d | ", line);
        return file + ":" + line + ":" + (column + 1) + ": " + problem + "\n" + number + window + "\n"
                + " ".repeat(number.length() - 2) + "| " + " ".repeat(column - from) + "^";
    }
}
