package dev.sallyport.conformance.mappings;

import java.util.List;

/**
 * Adds to a document somebody whom no other document names, in a section that the authenticator can read: as soon as they
 * are let in, the authenticator has seen this document.
 */
final class MarkedMaps {

    private static final List<String> SECTIONS = List.of("mapAccounts", "mapUsers", "mapRoles");

    private final ParseMap parseMap;
    private int number;

    MarkedMaps(ParseMap parseMap) {
        this.parseMap = parseMap;
    }

    /** A document and whom it is told by. */
    record Marked(MapDocument document, Caller marker) {}

    Marked mark(MapDocument document) {
        number++;
        String account = "9%011d".formatted(number);
        String arn = "arn:aws:iam::" + account + ":user/marker";
        Caller marker = Caller.lasting(arn, account, "AIDAMARKERMARKERMARK");
        for (int i = 0; i < SECTIONS.size(); i++) {
            String section = SECTIONS.get((i + number) % SECTIONS.size());
            String line = switch (section) {
                case "mapAccounts" -> "- '" + account + "'\n";
                case "mapUsers" -> "- {userarn: '" + arn + "', username: marker}\n";
                default -> "- {rolearn: '" + arn + "', username: marker}\n";
            };
            String before = document.data().getOrDefault(section, "");
            MapDocument marked = document.with(section, before + (before.isEmpty() || before.endsWith("\n") ? "" : "\n")
                    + line);
            if (parseMap.read(marked).names(account, arn)) {
                return new Marked(marked, marker);
            }
        }
        return new Marked(document.with("mapAccounts", "- '" + account + "'\n"), marker);
    }
}
