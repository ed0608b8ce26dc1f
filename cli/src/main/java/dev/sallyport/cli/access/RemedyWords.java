package dev.sallyport.cli.access;

import dev.sallyport.access.explain.Asker;
import dev.sallyport.access.explain.Change;
import dev.sallyport.access.explain.Explanation;
import dev.sallyport.access.explain.IamStop;
import dev.sallyport.access.explain.Opening;
import dev.sallyport.access.explain.Remedy;
import dev.sallyport.identity.Arn;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Remedies in the words that people get to read: what it is, the commands, and all that it opens. */
final class RemedyWords {

    private static final String EVERYBODY = "system:authenticated";
    private static final int OPENINGS_SHOWN = 8;
    private static final int OTHERS_SHOWN = 5;
    private static final int WIDTH = 100;

    private final Explanation explanation;
    private final RemedyCommands commands;

    RemedyWords(Explanation explanation, RemedyCommands commands) {
        this.explanation = explanation;
        this.commands = commands;
    }

    List<String> of(Remedy remedy, boolean first) {
        List<String> lines = new ArrayList<>();
        lines.add(title(remedy, first));
        commands.of(remedy).forEach(words -> lines.addAll(broken(words)));
        lines.addAll(opens(remedy));
        lines.add("Also lets in: " + others(remedy));
        return lines;
    }

    /** What would let them past IAM, where they would sign in as a role that they cannot assume. */
    static List<String> of(IamStop stop, IamStop.Mend mend, boolean first) {
        String caller = stop.caller().orElse("");
        List<String> lines = new ArrayList<>();
        lines.add(
                (first ? "To " : "Or, to ") + mend.what()
                        + (mend.grants() ? " (an administrator of account " + account(stop.role()) + ")" : "")
                        + (mend.commands().isEmpty() ? "." : ":"));
        mend.commands().forEach(command -> lines.add("  " + command));
        if (mend.grants()) {
            lines.add(
                    "Also opens: all that " + ExplainWords.resource(stop.role()) + " may, in AWS and in the cluster.");
            lines.add("Also lets in: " + (caller.contains(":role/")
                    ? "whoever may assume " + ExplainWords.resource(caller) + ", and nobody else."
                    : "nobody else."));
        }
        return lines;
    }

    private static String account(String arn) {
        return Arn.tryParse(arn).map(Arn::account).orElse("");
    }

    private String title(Remedy remedy, boolean first) {
        return (first ? explanation.stop().isPresent() ? "Then, to" : "To" : "Or, to") + switch (remedy.kind()) {
            case MEND_ENTRY -> " mend the entry that was meant for them (" + remedy.note() + "):";
            case EXACTLY_THIS -> " let them "
                    + AccessWords.request(explanation.question().request()) + " and nothing more"
                    + (remedy.note().isEmpty() ? "" : ", " + remedy.note()) + ":";
            case USE_WHAT_IS_THERE -> " use what is there, " + remedy.note() + ":";
        };
    }

    /** A long command goes on in the next line, and an option stays with its value. */
    static List<String> broken(List<String> words) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(" ");
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.startsWith("-") && !word.contains("=") && i + 1 < words.size()) {
                i++;
                word += " " + words.get(i);
            }
            if (line.length() + word.length() + 3 > WIDTH && !line.toString().isBlank()) {
                lines.add(line + " \\");
                line = new StringBuilder("     ");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** All beside what was asked for. */
    private List<String> opens(Remedy remedy) {
        Set<String> everybody = new LinkedHashSet<>();
        List<Opening> more = new ArrayList<>();
        for (Opening opening : remedy.openings()) {
            if (opening.subject() instanceof Subject.Group(String name) && name.equals(EVERYBODY)) {
                everybody.add(opening.via().substring(opening.via().lastIndexOf(' ') + 1));
            } else if (!isNew(remedy, opening)) {
                more.add(opening);
            }
        }
        List<String> lines = new ArrayList<>();
        if (!everybody.isEmpty()) {
            lines.add("Also opens: what every authenticated user may (" + String.join(", ", everybody) + ").");
        } else if (more.isEmpty()) {
            lines.add("Also opens: nothing else.");
        }
        more.stream().map(Opening::via).distinct().forEach(via -> {
            lines.add("Also opens, by " + via + ":");
            List<String> rules = more.stream().filter(opening -> opening.via().equals(via))
                    .map(opening -> "  " + AccessWords.rule(opening.rule())).distinct().toList();
            lines.addAll(rules.subList(0, Math.min(OPENINGS_SHOWN, rules.size())));
            if (rules.size() > OPENINGS_SHOWN) {
                lines.add("  and " + (rules.size() - OPENINGS_SHOWN) + " more rules (-o json has all)");
            }
        });
        return lines;
    }

    /** What allows the request itself, and no more than that. */
    private boolean isNew(Remedy remedy, Opening opening) {
        return remedy.kind() != Remedy.Kind.USE_WHAT_IS_THERE
                && opening.coversRequest(explanation.question().request())
                && remedy.changes().stream()
                        .anyMatch(change -> change instanceof Change.NewBinding(var binding)
                                && opening.via().endsWith(binding.name()));
    }

    private String others(Remedy remedy) {
        String some = remedy.others().stream().limit(OTHERS_SHOWN)
                .map(rule -> rule.subject() + " (" + rule.place() + ")").collect(Collectors.joining(", "));
        String rest = remedy.others().size() > OTHERS_SHOWN
                ? " and " + (remedy.others().size() - OTHERS_SHOWN) + " more"
                : "";
        String sessions = explanation.question().asker() instanceof Asker.Iam iam
                && !iam.identity().sessionName().isEmpty()
                        ? "whoever may assume " + iam.identity().canonicalArn().value().replaceFirst(".*:", "")
                        : "";
        if (some.isEmpty()) {
            return sessions.isEmpty() ? "nobody else." : sessions + ", and nobody else.";
        }
        return some + rest + (sessions.isEmpty() ? "" : ", and " + sessions) + ".";
    }
}
