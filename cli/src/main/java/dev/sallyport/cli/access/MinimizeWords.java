package dev.sallyport.cli.access;

import dev.sallyport.access.minimize.Asked;
import dev.sallyport.access.minimize.LogSubject;
import dev.sallyport.access.minimize.Minimized;
import dev.sallyport.access.minimize.SeenRequests;
import dev.sallyport.access.minimize.TodaysRights;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.cli.terminal.Paragraph;
import dev.sallyport.cluster.snapshot.Unseen;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** What is said of roles out of a log, line by line: they stand as comments above the YAML. */
final class MinimizeWords {

    static final String POLICY = "A log has what its audit policy lets in. EKS's leaves out, among others, requests for"
            + " events and for /healthz, /version and /swagger: what was done there is missing in these roles, and looks"
            + " unused.";
    private static final String FURTHER = "Of these the API server asks more than any log shows (for roles and bindings,"
            + " that the writer holds what they give or may bind or escalate; for certificates, the signer):";
    private static final int SHOWN = 20; // of a list; the data has all
    private static final int WIDTH = 98;

    private final AuditLogs logs;
    private final SeenRequests seen;
    private final Minimized least;
    private final Optional<AccessWorld> world;
    private final List<String> wider;
    private final List<String> lines = new ArrayList<>();

    MinimizeWords(AuditLogs logs, SeenRequests seen, Minimized least, Optional<AccessWorld> world,
            List<String> wider) {
        this.logs = logs;
        this.seen = seen;
        this.least = least;
        this.world = world;
        this.wider = wider;
    }

    List<String> lines() {
        say((wider.isEmpty() ? "Least rights of " : "Rights of ") + seen.subject().words() + ", from "
                + String.join(", ", logs.shown()));
        if (!wider.isEmpty()) {
            say("More than the least, as was asked: " + String.join(" ", wider));
        }
        say(count(seen.requests(), "request") + " among " + count(logs.events(), "event")
                + seen.first().map(first -> " from " + first + " to " + seen.last().orElse(first)).orElse("")
                + "; the authorizer was asked " + count(seen.distinct(), "distinct question") + ".");
        whose();
        say(least.roles().roles().isEmpty()
                ? "There is nothing to give."
                : "Checked: " + number(least.replay().replayed()) + " of them put once more to the "
                        + count(least.roles().roles().size(), "role") + " below, and none is denied.");
        if (!least.everybodys().isEmpty()) {
            say(number(least.everybodys().size()) + " more: everybody may that who is let in, and it is not given here"
                    + " (--all).");
        }
        if (logs.damaged() > 0) {
            say(count(logs.damaged(), "place") + " in the log could not be read; what stood there is not in this.");
        }
        list("Refused, and not given (--with-denied):", requests(least.denied()));
        list("Not given, because the log does not tell what became of it:", requests(least.undecided()));
        list("Not given, because RBAC would read its * as a wildcard:", requests(least.unwritable()));
        list(FURTHER, requests(least.checkedFurther(seen)));
        if (seen.impersonationsDenied() > 0) {
            say(count(seen.impersonationsDenied(), "attempt") + " to act as somebody else: refused, and not given.");
        }
        least.today().ifPresent(this::today);
        say(POLICY);
        world.ifPresent(of -> of.limits().forEach(this::say));
        return lines;
    }

    private void whose() {
        Collection<String> users = seen.users().keySet();
        switch (seen.subject()) {
            case LogSubject.User _ -> { // named already
            }
            case LogSubject.Group _ -> say("Members seen: " + shortened(users)
                    + ". What they did by rights of other groups and their own is in it, too.");
            case LogSubject.Iam _ -> say("In the cluster: " + shortened(users) + "."
                    + (users.size() > 1
                            ? " The bindings name these; --to group:NAME binds a group that the map gives them."
                            : ""));
        }
    }

    private void today(TodaysRights today) {
        boolean hidden = world.filter(of -> of.hidden(Unseen.Hides.RIGHTS)).isPresent();
        String where = world.map(of -> of.cluster().name()).orElse("")
                + (hidden ? " as far as it could be seen" : "");
        lines.add("");
        if (today.masters()) {
            say("Today, in " + where
                    + ": in the group system:masters, which may do everything; no role takes it away.");
        }
        if (today.grants().isEmpty() && !today.masters()) {
            say("Today, in " + where + ": no binding speaks of them.");
        }
        boolean unseen = today.grants().stream().anyMatch(grant -> !grant.unseen().isEmpty());
        if (unseen) {
            say("Today's rights, in " + where + ", that this log has not seen used:");
        } else if (!today.grants().isEmpty()) {
            say("Today's rights, in " + where + ": this log has seen each of them used.");
        }
        for (TodaysRights.Used grant : today.grants()) {
            if (!grant.unseen().isEmpty()) {
                lines.add("  " + grant(grant));
                grant.unseen().stream().limit(SHOWN).forEach(rule -> lines.add("    " + AccessWords.rule(rule)));
                more(grant.unseen().size(), "    ");
            }
        }
        if (today.grants().stream().anyMatch(grant -> !grant.partly().isEmpty())) {
            say("Wider than what was seen:");
        }
        for (TodaysRights.Used grant : today.grants()) {
            if (!grant.partly().isEmpty()) {
                lines.add("  " + grant(grant));
                grant.partly().stream().limit(SHOWN).forEach(part -> lines.add("    " + words(part)));
                more(grant.partly().size(), "    ");
            }
        }
        list(seen.subject() instanceof LogSubject.Group
                ? "Given here, and not by the group's own bindings today:"
                : "Given here, and not allowed by RBAC there today:", requests(today.refusedToday()));
        lines.add("");
    }

    private static String grant(TodaysRights.Used grant) {
        return AccessWords.binding(grant.binding()) + " -> " + AccessWords.role(grant.role()) + "   ("
                + AccessWords.subject(grant.subject()) + ")";
    }

    private static String words(TodaysRights.Partly part) {
        List<String> seen = new ArrayList<>();
        if (!part.names().isEmpty()) {
            seen.add("named " + shortened(part.names()));
        }
        if (!part.namespaces().isEmpty()) {
            seen.add("in " + shortened(part.namespaces()));
        }
        return AccessWords.rule(part.rule()) + "   seen: " + (seen.isEmpty() ? "some of it" : String.join(", ", seen));
    }

    private List<String> requests(List<Asked> asked) {
        boolean several = seen.users().size() > 1;
        return List.copyOf(new TreeSet<>(asked.stream().map(one -> AccessWords.request(one.request())
                + (several ? "   (" + one.user() + ")" : "")).toList()));
    }

    private void list(String title, List<String> entries) {
        if (!entries.isEmpty()) {
            say(title);
            entries.stream().limit(SHOWN).forEach(entry -> lines.add("  " + entry));
            more(entries.size(), "  ");
        }
    }

    private void more(int size, String indent) {
        if (size > SHOWN) {
            lines.add(indent + "and " + number(size - SHOWN) + " more (-o json)");
        }
    }

    /** A sentence, over as many lines as it needs. */
    private void say(String sentence) {
        lines.addAll(Paragraph.lines(sentence, WIDTH));
    }

    private static String shortened(Collection<String> names) {
        int most = 5; // more do not fit on a line
        return String.join(", ", names.stream().limit(most).toList())
                + (names.size() > most ? " and " + number(names.size() - most) + " more" : "");
    }

    private static String count(long number, String thing) {
        return number(number) + " " + thing + (number == 1 ? "" : "s");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
