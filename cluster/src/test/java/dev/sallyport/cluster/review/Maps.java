package dev.sallyport.cluster.review;

import dev.sallyport.mapping.AwsAuth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Maps written in a word or two, for tables. */
final class Maps {

    static final String ACCOUNT = "123456789012";

    private Maps() {}

    static String role(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":role/" + name;
    }

    static String user(String name) {
        return "arn:aws:iam::" + ACCOUNT + ":user/" + name;
    }

    /**
     * A map of entries such as {@code role node system:node:x system:nodes,other}, {@code user ops}, {@code account
     * 123456789012}, and {@code broken mapRoles}; with semicolons between them.
     */
    static AwsAuth map(String entries) {
        Map<String, String> data = new LinkedHashMap<>();
        for (String entry : List.of(entries.split(";"))) {
            List<String> words = List.of(entry.strip().split(" +"));
            switch (words.getFirst()) {
                case "" -> {
                }
                case "role" -> data.merge("mapRoles", item("rolearn", role(words.get(1)), words), String::concat);
                case "user" -> data.merge("mapUsers", item("userarn", user(words.get(1)), words), String::concat);
                case "account" -> data.merge("mapAccounts", "- \"" + words.get(1) + "\"\n", String::concat);
                case "broken" -> data.merge(words.get(1), "\t- nothing\n", String::concat);
                default -> throw new IllegalArgumentException(entry);
            }
        }
        return AwsAuth.parse(data);
    }

    private static String item(String key, String arn, List<String> words) {
        return "- " + key + ": " + arn + "\n  username: \"" + words.get(2) + "\"\n"
                + (words.size() > 3 ? "  groups: [\"" + words.get(3).replace(",", "\", \"") + "\"]\n" : "");
    }
}
