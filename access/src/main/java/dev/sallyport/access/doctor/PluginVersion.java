package dev.sallyport.access.doctor;

import dev.sallyport.access.doctor.PluginCall.Kind;
import dev.sallyport.cluster.connection.LocalCommand.Outcome;
import dev.sallyport.kubeconfig.ExecApiVersion;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which version a plugin is, and whether it answers as the entry asks.
 *
 * <p>The AWS CLI answered {@code v1alpha1} to everything before 1.23.9 and 2.6.3, which are the first that read
 * {@code KUBERNETES_EXEC_INFO} (aws-cli#6476), but for 1.20.9 to 1.20.11 and 2.2.24 (aws-cli#6289, taken back);
 * aws-iam-authenticator before 0.5.4 (aws-iam-authenticator#386). {@code get-token} came with 1.16.156.
 *
 * @param text such as {@code aws-cli/1.22.97}
 * @param numbers major, minor and patch
 */
record PluginVersion(String text, List<Integer> numbers) {

    /** The AWS CLI takes half a second, and several on a cold disk. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern AWS = Pattern.compile("aws-cli/(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");
    private static final Pattern AUTHENTICATOR = Pattern.compile("v?(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");

    /** How asking a plugin for its version ended. */
    record Asked(Outcome outcome, Optional<PluginVersion> version) {}

    /**
     * Asks it; neither the AWS CLI nor the authenticator calls anybody for that. The AWS CLI reads its files before it
     * says its version, and says nothing when one is broken, which is another fault: it is shown none.
     */
    static Asked ask(Commands commands, Kind kind, String program, Map<String, String> variables) {
        Map<String, String> withoutFiles = new HashMap<>(variables);
        withoutFiles.put("AWS_CONFIG_FILE", "/dev/null");
        withoutFiles.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
        withoutFiles.keySet().removeAll(List.of("AWS_PROFILE", "AWS_DEFAULT_PROFILE")); // none of which is there now
        Outcome outcome = commands.run(kind == Kind.AWS_CLI
                ? List.of(program, "--version")
                : List.of(program, "version"), withoutFiles, PATIENCE);
        Optional<PluginVersion> version = outcome instanceof Outcome.Ended ended
                // under Python 2 it went to standard error
                ? read(kind, ended.output()).or(() -> read(kind, ended.complaint()))
                : Optional.empty();
        return new Asked(outcome, version);
    }

    private static Optional<PluginVersion> read(Kind kind, String text) {
        Matcher found = (kind == Kind.AWS_CLI ? AWS : AUTHENTICATOR).matcher(text);
        return found.find()
                ? Optional.of(new PluginVersion(kind == Kind.AWS_CLI
                        ? found.group()
                        : "aws-iam-authenticator " + found.group(),
                        List.of(number(found, 1), number(found, 2),
                                number(found, 3))))
                : Optional.empty();
    }

    private static int number(Matcher found, int group) {
        return Integer.parseInt(found.group(group));
    }

    /** Why it cannot answer in the version that the entry asks for; empty where it can. */
    Optional<String> tooOldFor(Kind kind, String apiVersion) {
        boolean alpha = apiVersion.equals(ExecApiVersion.V1ALPHA1.text());
        return switch (kind) {
            case AWS_CLI -> before(List.of(1, 16, 156))
                    ? Optional.of(text + " has no eks get-token; it came with 1.16.156")
                    : Optional.of(text + " answers in v1alpha1 whatever it is asked; 1.23.9 and 2.6.3 answer as asked")
                            .filter(_ -> !alpha && before(numbers.getFirst() == 1
                                    ? List.of(1, 23, 9)
                                    : List.of(2, 6, 3)));
            case AUTHENTICATOR -> Optional.of(text + " answers in v1alpha1; 0.5.4 is the first that answers as asked")
                    .filter(_ -> !alpha && before(List.of(0, 5, 4)));
            case SALLYPORT, OTHER -> Optional.empty();
        };
    }

    private boolean before(List<Integer> other) {
        for (int i = 0; i < numbers.size(); i++) {
            int order = numbers.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }
}
