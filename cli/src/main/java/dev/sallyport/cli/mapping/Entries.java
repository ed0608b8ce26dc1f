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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Turns what was typed into edits, and what cannot be one into a sentence. */
final class Entries {

    private Entries() {}

    static MapChange added(MapSection section, String arn, String username, List<String> groups) {
        demandOneOf(section, arn, "add");
        demandName(username);
        groups.forEach(Entries::demandGroup);
        return edit(() -> new MappingEdit.AddPrincipal(section, arn, username, groups));
    }

    private static void demandOneOf(MapSection section, String arn, String command) {
        Arn parsed = Arn.tryParse(arn).orElseThrow(() -> wrong("\"" + Printable.name(arn) + "\" is no ARN; one looks"
                + " like arn:aws:iam::123456789012:" + section.noun() + "/name"));
        String kind = parsed.resource().replaceFirst("/.*", "");
        if (kind.equals("assumed-role")) {
            throw wrong("this ARN is a session's; write its role's: arn:" + parsed.partition() + ":iam::"
                    + parsed.account() + ":role/" + parsed.resource().replaceFirst("^assumed-role/", "")
                            .replaceFirst("/[^/]*$", ""));
        }
        if (List.of("role", "user").contains(kind) && !kind.equals(section.noun())) {
            throw wrong("this ARN is a " + kind + "'s: sallyport mapping " + command + " "
                    + (command.equals("add") ? kind : "--" + kind + "arn"));
        }
    }

    /** An empty one is a variable of a script that is not set, and an entry for nobody. */
    private static void demandName(String username) {
        if (username.isEmpty()) {
            throw wrong("the user name is empty");
        }
    }

    private static void demandGroup(String group) {
        if (group.isEmpty()) {
            throw wrong("a group's name is empty");
        }
    }

    /**
     * Changes the entry for an ARN, or adds one where there is none.
     *
     * @param line of the one entry that is meant, where there are several; empty for the only one
     * @param username the user name; empty to keep the one that is there
     * @param rename whether an entry that is there gets the user name, too
     * @param groups the groups; none to keep those that are there
     * @param append whether the groups that are there stay, too
     */
    static MapChange upserted(MapSection section, String arn, OptionalInt line, Optional<String> username,
            boolean rename, List<String> groups, boolean append) {
        demandOneOf(section, arn, "upsert");
        username.ifPresent(Entries::demandName);
        groups.forEach(Entries::demandGroup);
        Optional<String> renamed = username.filter(_ -> rename);
        return MapChange.edits(map -> {
            List<MappingRule> there = entries(map, section).stream().filter(rule -> isMeant(rule, arn, line)).toList();
            if (there.isEmpty() && line.isEmpty()) {
                return List.of(new MappingEdit.AddPrincipal(section, arn, username.orElseThrow(() -> wrong(
                        "there is no entry for this ARN yet, and a new one needs a --username")), groups));
            }
            Set<String> all = new LinkedHashSet<>();
            if (append || groups.isEmpty()) {
                there.forEach(rule -> all.addAll(rule.groups())); // of several none is changed: the edit asks for a line
            }
            all.addAll(groups);
            boolean same = there.size() == 1 && List.copyOf(all).equals(there.getFirst().groups())
                    && renamed.orElse(there.getFirst().username()).equals(there.getFirst().username());
            return same
                    ? List.of()
                    : List.of(new MappingEdit.Change(new EntryName(section, arn, line), Optional.empty(),
                            renamed, Optional.of(List.copyOf(all))));
        });
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
                if (entries(map, section).stream().anyMatch(rule -> isMeant(rule, subject, line))) {
                    edits.add(new MappingEdit.Remove(new EntryName(section, subject, line)));
                }
            }
            return edits.isEmpty()
                    ? List.of(new MappingEdit.Remove(new EntryName(likelySection(subject), subject, line)))
                    : edits;
        });
    }

    /** Takes out every entry for an ARN or an account. */
    static MapChange removedAll(String subject) {
        return MapChange.edits(map -> {
            List<MappingEdit> edits = new ArrayList<>();
            for (MapSection section : MapSection.all()) {
                entries(map, section).reversed().stream().filter(rule -> isFor(rule, subject)) // lines above stay put
                        .forEach(rule -> edits.add(new MappingEdit.Remove(new EntryName(section, subject,
                                OptionalInt.of(rule.place().line())))));
            }
            return edits.isEmpty()
                    ? List.of(new MappingEdit.Remove(
                            new EntryName(likelySection(subject), subject, OptionalInt.empty())))
                    : edits;
        });
    }

    private static List<MappingRule> entries(AwsAuth map, MapSection section) {
        return map.sections().stream().filter(reading -> reading.section() == section)
                .flatMap(reading -> reading.rules().stream()).toList();
    }

    private static boolean isMeant(MappingRule rule, String subject, OptionalInt line) {
        return isFor(rule, subject) && (line.isEmpty() || rule.place().line() == line.getAsInt());
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
