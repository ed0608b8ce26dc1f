package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cluster.review.MapChange;
import dev.sallyport.identity.Arn;
import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.edit.EntryName;
import dev.sallyport.mapping.edit.MappingEdit;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Turns what was typed into edits, and what cannot be one into a sentence. */
final class Entries {

    private Entries() {}

    static MapChange added(MapSection section, String arn, String username, List<String> groups) {
        Arn parsed = Arn.tryParse(arn).orElseThrow(() -> wrong("\"" + Printable.name(arn) + "\" is no ARN; one looks"
                + " like arn:aws:iam::123456789012:" + section.noun() + "/name"));
        String kind = parsed.resource().replaceFirst("/.*", "");
        if (kind.equals("assumed-role")) {
            throw wrong("this ARN is a session's; write its role's: arn:" + parsed.partition() + ":iam::"
                    + parsed.account() + ":role/" + parsed.resource().replaceFirst("^assumed-role/", "")
                            .replaceFirst("/[^/]*$", ""));
        }
        if (List.of("role", "user").contains(kind) && !kind.equals(section.noun())) {
            throw wrong("this ARN is a " + kind + "'s: sallyport mapping add " + kind);
        }
        return edit(() -> new MappingEdit.AddPrincipal(section, arn, username, groups));
    }

    static MapChange addedAccount(String id) {
        if (!id.matches("\\d{12}")) {
            throw wrong("\"" + Printable.name(id) + "\" is no account; one has twelve digits");
        }
        return edit(() -> new MappingEdit.AddAccount(id));
    }

    private interface Making {
        MappingEdit make();
    }

    private static MapChange edit(Making making) {
        try {
            List<MappingEdit> edits = List.of(making.make());
            return MapChange.edits(_ -> edits);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Takes a principal or an account out, out of every section where it stands.
     *
     * @param line of the one entry that is meant, where there are several; empty for the only one
     */
    static MapChange removed(String subject, OptionalInt line) {
        return MapChange.edits(map -> {
            List<MappingEdit> edits = new ArrayList<>();
            for (MapSection section : MapSection.all()) {
                boolean there = entries(map, section).stream().anyMatch(rule -> isFor(rule, subject)
                        && (line.isEmpty() || rule.place().line() == line.getAsInt()));
                if (there) {
                    edits.add(new MappingEdit.Remove(new EntryName(section, subject, line)));
                }
            }
            return edits.isEmpty()
                    ? List.of(new MappingEdit.Remove(new EntryName(likelySection(subject), subject, line)))
                    : edits;
        });
    }

    private static List<MappingRule> entries(AwsAuth map, MapSection section) {
        return map.sections().stream().filter(reading -> reading.section() == section)
                .flatMap(reading -> reading.rules().stream()).toList();
    }

    static boolean isFor(MappingRule rule, String subject) {
        return ArnCase.folded(rule.subject()).equals(ArnCase.folded(subject));
    }

    private static MapSection likelySection(String subject) {
        if (!subject.startsWith("arn:")) {
            return MapSection.ACCOUNTS;
        }
        return subject.contains(":user/") ? MapSection.USERS : MapSection.ROLES;
    }

    private static CommandFailure wrong(String what) {
        return new CommandFailure(ExitCode.USAGE, what + ".");
    }
}
