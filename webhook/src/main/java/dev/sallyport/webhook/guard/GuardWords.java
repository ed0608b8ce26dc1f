package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.connection.PlainText;
import dev.sallyport.mapping.lint.Shortened;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the guard says: a refusal as kubectl prints it, and warnings of one line each. */
final class GuardWords {

    private static final int MOST_REFUSALS = 10; // more fill the terminal, and lint lists them all
    private static final int MOST_WARNINGS = 8;

    /** The API server cuts longer ones once all together have 4,096 characters (apiserver, {@code warning.go}). */
    private static final int LONGEST_WARNING = 256;

    private GuardWords() {}

    /** Why an edit is refused, and what to do. */
    static String refusal(AdmissionRequest request, List<Objection> refused, List<String> remarks, BreakGlass glass) {
        StringBuilder words = new StringBuilder("this ").append(switch (request.operation()) {
            case CREATE -> "new map kube-system/aws-auth is refused.";
            case UPDATE -> "edit of kube-system/aws-auth is refused; the map stays as it was.";
            case DELETE -> "deletion of kube-system/aws-auth is refused; the map stays as it was.";
        }).append("\n");
        refused.stream().limit(MOST_REFUSALS).forEach(each -> {
            words.append("\n").append(PlainText.of(each.place())).append("  ").append(each.code()).append("  ")
                    .append(PlainText.of(each.sentence())).append("\n");
            each.excerpt().forEach(line -> words.append(line).append("\n"));
            words.append("      ").append(PlainText.of(each.remedy())).append("\n");
        });
        if (refused.size() > MOST_REFUSALS) {
            words.append("\nand ").append(refused.size() - MOST_REFUSALS)
                    .append(" more: sallyport mapping lint -f FILE lists them all.\n");
        }
        remarks.forEach(remark -> words.append("\n").append(PlainText.of(remark)).append("\n"));
        return words.append("\n").append(wayPast(request, codes(refused), glass)).toString();
    }

    private static String wayPast(AdmissionRequest request, List<String> codes, BreakGlass glass) {
        if (glass.byRightAlone()) {
            return "Meant all the same? An immutable map can be neither emptied nor mended. Whoever has the verb "
                    + OverrideRight.VERB + " on configmaps/aws-auth in kube-system may delete it as it is. Keep a copy,"
                    + " to make it anew without immutable:\n"
                    + "  kubectl get configmap aws-auth -n kube-system -o yaml > aws-auth.yaml";
        }
        String annotation = glass.toBeWritten(codes);
        String needs = "(you need the verb " + OverrideRight.VERB + " on configmaps/aws-auth in kube-system)";
        return switch (request.operation()) {
            case CREATE, UPDATE -> "Meant all the same? Put this annotation into the same edit " + needs + ":\n  "
                    + BreakGlass.ANNOTATION + ": " + annotation;
            case DELETE -> "Meant all the same? Empty the map first " + needs + ", then delete it:\n"
                    + "  kubectl patch configmap aws-auth -n kube-system --type=merge -p '{\"metadata\":{\"annotations\":{\""
                    + BreakGlass.ANNOTATION + "\":\"" + annotation + "\"}},\"data\":null}'\n"
                    + "  kubectl delete configmap aws-auth -n kube-system";
        };
    }

    /** The codes, each once. */
    static List<String> codes(List<Objection> objections) {
        return objections.stream().map(Objection::code).distinct().toList();
    }

    /**
     * Warnings, the most important first, and no more than people read.
     *
     * @param first such as what the guard could not see
     * @param objections what else there is to say
     */
    static List<String> warnings(List<String> first, List<Objection> objections) {
        List<String> all = Stream.concat(first.stream(), objections.stream().map(each -> each.place() + " "
                + each.code() + ": " + each.sentence() + " " + each.remedy())).map(GuardWords::oneLine).distinct()
                .toList();
        if (all.size() <= MOST_WARNINGS) {
            return all;
        }
        List<String> shown = new ArrayList<>(all.subList(0, MOST_WARNINGS - 1));
        shown.add("and " + (all.size() - shown.size()) + " more: sallyport mapping lint lists them all");
        return List.copyOf(shown);
    }

    private static String oneLine(String text) {
        return Shortened.to(LONGEST_WARNING, PlainText.of(text));
    }
}
