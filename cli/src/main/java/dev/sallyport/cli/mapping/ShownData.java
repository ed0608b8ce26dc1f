package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.OutputFormat;

import java.util.Map;
import java.util.TreeMap;

/** A ConfigMap's data as a file that reads back as the same: each text as a block where a block can hold it. */
final class ShownData {

    private ShownData() {}

    static String of(Map<String, String> data) {
        StringBuilder file = new StringBuilder();
        new TreeMap<>(data).forEach((key, text) -> file.append(isPlain(text)
                ? key + ": |\n" + text.indent(2)
                : OutputFormat.YAML.write(Map.of(key, text))));
        return file.toString();
    }

    /** The ConfigMap with this data and nothing else, for kubectl to apply. */
    static String manifest(Map<String, String> data) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: aws-auth\n  namespace: kube-system\n"
                + (data.isEmpty() ? "data: {}\n" : "data:\n" + of(data).indent(2));
    }

    /** Whether a literal block gives the text back: ordinary characters, no blank at its beginning, one break at its end. */
    private static boolean isPlain(String text) {
        return text.length() > 1 && text.endsWith("\n") && !text.endsWith("\n\n")
                && !Character.isWhitespace(text.charAt(0))
                && text.chars().allMatch(each -> each == '\n' || (each >= ' ' && each < 0x7f));
    }
}
