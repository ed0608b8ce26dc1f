package dev.sallyport.cli.access;

import dev.sallyport.access.minimize.LogSubject;
import dev.sallyport.access.minimize.SeenRequests;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cluster.audit.AuditedRequest;
import dev.sallyport.rbac.Subject;

import java.util.List;
import java.util.function.Consumer;

/**
 * Whose requests are picked out of a log, as people write it: an ARN, {@code user:NAME}, {@code group:NAME},
 * {@code sa:NAMESPACE/NAME}, or a bare name, for which both a user and a group are looked for.
 */
final class MinimizeSubject implements Consumer<AuditedRequest> {

    private static final String ACCOUNT = "system:serviceaccount:";
    private static final int HINTS = 10;

    private final String text;
    private final List<SeenRequests> possible;

    private MinimizeSubject(String text, List<LogSubject> possible) {
        this.text = text;
        this.possible = possible.stream().map(SeenRequests::of).toList();
    }

    /** Reads what was typed; ends the command where nobody can be meant. */
    static MinimizeSubject of(String text) {
        if (text.startsWith("arn:")) {
            try {
                return new MinimizeSubject(text, List.of(LogSubject.Iam.of(text)));
            } catch (IllegalArgumentException e) {
                throw usage(Printable.name(String.valueOf(e.getMessage())) + ".");
            }
        }
        return new MinimizeSubject(text, isBare(text) && !text.isEmpty()
                ? List.of(new LogSubject.User(text), new LogSubject.Group(text))
                : List.of(of(named(text))));
    }

    /** Whether it says a name and not whose: a user may have it, and a group. */
    static boolean isBare(String text) {
        return !text.startsWith("user:") && !text.startsWith("group:") && !text.startsWith("sa:")
                && !text.startsWith(ACCOUNT);
    }

    /** A subject of a binding: {@code user:NAME}, {@code group:NAME} or {@code sa:NAMESPACE/NAME}. */
    static Subject named(String text) {
        if (text.startsWith("user:") && text.length() > "user:".length()) {
            return Subject.ofUser(text.substring("user:".length()));
        }
        if (text.startsWith("group:") && text.length() > "group:".length()) {
            return new Subject.Group(text.substring("group:".length()));
        }
        if (Subject.ofUser(text) instanceof Subject.ServiceAccount account) {
            return account;
        }
        if (text.startsWith("sa:") && text.matches("sa:[^/]+/[^/]+")) {
            int slash = text.indexOf('/');
            return new Subject.ServiceAccount(text.substring("sa:".length(), slash), text.substring(slash + 1));
        }
        throw usage(Printable.shellWord(text) + " names nobody; write user:NAME, group:NAME or sa:NAMESPACE/NAME.");
    }

    private static LogSubject of(Subject subject) {
        return switch (subject) {
            case Subject.User(String name) -> new LogSubject.User(name);
            case Subject.Group(String name) -> new LogSubject.Group(name);
            case Subject.ServiceAccount(String namespace, String name) ->
                new LogSubject.User(Subject.ServiceAccount.userName(namespace, name));
        };
    }

    @Override
    public void accept(AuditedRequest request) {
        possible.forEach(one -> one.accept(request));
    }

    /** Who it turned out to be; the first where the log knows nobody of that name. */
    SeenRequests found() {
        List<SeenRequests> known = possible.stream().filter(one -> one.requests() > 0).toList();
        if (known.size() > 1) {
            throw usage(Printable.name(text) + " is a user and a group in this log; write user:" + Printable.name(text)
                    + " or group:" + Printable.name(text) + ".");
        }
        return known.isEmpty() ? possible.getFirst() : known.getFirst();
    }

    /** What to say when the log knows nobody of that name. */
    String unknown() {
        List<String> others = possible.getFirst().others().stream().limit(HINTS).map(Printable::name).toList();
        return "no request of " + Printable.name(text) + " is in this log."
                + (others.isEmpty()
                        ? ""
                        : "\nThere are requests of " + String.join(", ", others)
                                + (possible.getFirst().others().size() > HINTS ? " and others." : "."))
                + (text.startsWith("arn:") && !possible.getFirst().namesArns()
                        ? "\nIt names nobody by an ARN (extra.arn): give the name that the map gives them, user:NAME."
                        : "");
    }

    private static CommandFailure usage(String sentence) {
        return new CommandFailure(ExitCode.USAGE, sentence);
    }
}
