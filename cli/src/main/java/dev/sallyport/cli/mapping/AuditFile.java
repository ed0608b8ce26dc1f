package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.NamedInput;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.audit.AuditDamage;
import dev.sallyport.cluster.audit.AuditEdit;
import dev.sallyport.cluster.audit.AuditTrail;
import dev.sallyport.cluster.review.MapDifference;
import dev.sallyport.cluster.review.PrincipalChange;
import dev.sallyport.mapping.AwsAuth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An audit log in a file or on standard input: the edits of the map in it, and words for them. */
final class AuditFile {

    private static final int NAMED = 5; // damages; the rest is counted

    private AuditFile() {}

    /** The edits; what could not be read goes to standard error, and a file without a single event ends the command. */
    static AuditTrail read(Terminal terminal, String name) {
        NamedInput input = NamedInput.of(terminal, name);
        AuditTrail trail = input.read(AuditTrail::read);
        List<AuditDamage> damages = trail.damages();
        if (trail.events() == 0) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, input.shown() + " holds no audit event (audit.k8s.io/v1)."
                    + (damages.isEmpty()
                            ? ""
                            : "\n" + damages.getFirst().place() + ": " + damages.getFirst().why() + "."));
        }
        damages.stream().limit(NAMED).forEach(damage -> terminal.error(input.shown() + ", " + damage.place(),
                damage.why() + "; it is left out."));
        if (trail.damaged() > NAMED) {
            terminal.error(input.shown(),
                    "another " + (trail.damaged() - NAMED) + " could not be read and are left out.");
        }
        return trail;
    }

    /** The edit with this number; where there is none, the command ends. */
    static AuditEdit numbered(AuditTrail trail, long number) {
        return trail.numbered(number).orElseThrow(() -> new CommandFailure(ExitCode.REFUSED, trail.edits().isEmpty()
                ? "this log holds no edit of kube-system/aws-auth."
                : "there is no edit " + number + " in this log; there are 1 to " + trail.edits().size() + "."));
    }

    /** The text after an edit; where the log does not tell it, the command ends. */
    static Map<String, String> data(AuditEdit edit) {
        return edit.data().orElseThrow(() -> new CommandFailure(ExitCode.REFUSED, "the text after edit " + edit.number()
                + " is not in this log.\nThe audit policy must keep requests and answers of ConfigMaps"
                + " (level RequestResponse), as EKS's does."));
    }

    static String who(AuditEdit edit) {
        String name = edit.user() + edit.arn().map(arn -> " " + arn).orElse("");
        return edit.impersonated().map(as -> as + " (impersonated by " + name + ")").orElse(name);
    }

    /** What an edit means, where both texts are known. */
    static Optional<List<PrincipalChange>> meaning(AuditTrail trail, AuditEdit edit) {
        Optional<Map<String, String>> before = edit.verb().equals("create")
                ? Optional.of(Map.of())
                : trail.before(edit);
        return before.flatMap(old -> edit.data()
                .map(data -> MapDifference.between(AwsAuth.parse(old), AwsAuth.parse(data))));
    }

    static String words(AuditTrail trail, AuditEdit edit) {
        return switch (edit.knowledge()) {
            case UNKNOWN -> "its text is not in the log";
            case DELETED -> "the ConfigMap was deleted; " + changes(trail, edit);
            case SENT, PATCHED -> changes(trail, edit) + " (by what was sent: the answer is not in the log)";
            case ANSWERED -> changes(trail, edit);
        };
    }

    private static String changes(AuditTrail trail, AuditEdit edit) {
        return meaning(trail, edit).map(DifferenceWords::line).orElse("what was there before is not in the log");
    }

    static Map<String, Object> facts(AuditTrail trail, AuditEdit edit) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("edit", edit.number());
        facts.put("time", edit.time().toString());
        facts.put("author", edit.user());
        facts.put("authenticated", true);
        edit.arn().ifPresent(arn -> facts.put("arn", arn));
        edit.impersonated().ifPresent(as -> facts.put("impersonated", as));
        facts.put("userAgent", edit.userAgent());
        facts.put("verb", edit.verb());
        facts.put("place", edit.place());
        facts.put("textKnownBy", switch (edit.knowledge()) {
            case ANSWERED -> "answer";
            case SENT -> "request";
            case PATCHED -> "patch";
            case DELETED -> "deletion";
            case UNKNOWN -> "nothing";
        });
        meaning(trail, edit).ifPresent(changes -> facts.put("principals", DifferenceWords.data(changes)));
        return facts;
    }
}
