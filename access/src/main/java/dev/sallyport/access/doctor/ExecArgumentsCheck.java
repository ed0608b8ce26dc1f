package dev.sallyport.access.doctor;

import dev.sallyport.access.doctor.ExecCheck.Entry;
import dev.sallyport.access.doctor.PluginCall.Kind;
import dev.sallyport.cluster.connection.PlainText;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Does the plugin know the arguments that the entry gives it, and is a cluster's name among them? */
final class ExecArgumentsCheck implements ExecCheck.Side {

    private static final Set<String> WORDS = Set.of("eks", "get-token", "token");
    /** By these somebody else may be asked in AWS's place. */
    private static final Set<String> ELSEWHERE = Set.of("--endpoint-url", "--ca-bundle");

    /**
     * What a plugin's command line may have.
     *
     * @param words its subcommands, in their order
     * @param valued options with a value
     * @param flags options without one
     * @param cluster the options of {@code valued} that name the cluster, the usual one first
     */
    private record Grammar(List<String> words, Set<String> valued, Set<String> flags, List<String> cluster) {

        /** What is wrong first; empty for nothing. */
        Optional<String> problem(List<String> args) {
            int word = 0;
            for (int i = 0; i < args.size(); i++) {
                String arg = args.get(i);
                String option = arg.contains("=") ? arg.substring(0, arg.indexOf('=')) : arg;
                if (!arg.startsWith("-")) {
                    if (word >= words.size()) {
                        return Optional.of("\"" + PlainText.of(arg) + "\" is one word too many");
                    }
                    if (!arg.equals(words.get(word))) {
                        return Optional.of("\"" + PlainText.of(arg) + "\" should be \"" + words.get(word) + "\"");
                    }
                    word++;
                } else if (valued.contains(option)) {
                    if (option.equals(arg) && (++i == args.size() || args.get(i).startsWith("--"))) {
                        return Optional.of(option + " has no value");
                    }
                } else if (!flags.contains(option) && !isOfTheClisOwn(option)) {
                    return Optional.of("it has no option " + PlainText.of(option) + Nearest.to(option, valued)
                            .map(near -> "; it has " + near).orElse(""));
                }
            }
            return word == words.size()
                    ? Optional.empty()
                    : Optional.of("\"" + words.get(word) + "\" is missing");
        }

        /** The AWS CLI's general options are many, and become more. */
        private boolean isOfTheClisOwn(String option) {
            return words.contains("eks") && (option.startsWith("--cli-") || option.startsWith("--no-"));
        }
    }

    private static final Grammar AWS = new Grammar(List.of("eks", "get-token"),
            Set.of("--cluster-name", "--cluster-id", "--role-arn", "--role", "--region", "--profile", "--output",
                    "--query", "--endpoint-url", "--ca-bundle", "--color", "--cli-read-timeout",
                    "--cli-connect-timeout", "--cli-binary-format", "--cli-error-format"),
            Set.of("--debug", "--version"), List.of("--cluster-name", "--cluster-id"));
    private static final Grammar AUTHENTICATOR = new Grammar(List.of("token"),
            Set.of("-i", "--cluster-id", "-r", "--role", "-e", "--external-id", "-s", "--session-name", "--region",
                    "-c", "--config", "-l", "--log-format", "--feature-gates"),
            Set.of("--cache", "--forward-session-name", "--token-only"), List.of("-i", "--cluster-id"));
    private static final Grammar SALLYPORT = new Grammar(List.of("token"),
            Set.of("--cluster-name", "--cluster-id", "-i", "--role-arn", "--role", "-r", "--external-id", "-e",
                    "--session-name", "-s", "--region", "--profile"),
            Set.of("--token-only"), List.of("--cluster-name", "--cluster-id", "-i"));

    /**
     * Whether it is a known plugin's call for a token, and nothing else: {@code aws} and the others do much more, and a
     * kubeconfig may come from anybody.
     */
    static boolean asksForAToken(PluginCall call) {
        List<String> args = call.exec().args();
        return grammar(call.kind()).filter(known -> known.problem(args).isEmpty()).isPresent()
                && PluginCall.option(args, ELSEWHERE).isEmpty()
                // --no-verify-ssl, which the AWS CLI takes abbreviated: whoever is on the way may answer then
                && args.stream().noneMatch(arg -> arg.startsWith("--no-v"));
    }

    static boolean isSubcommand(String word) {
        return WORDS.contains(word);
    }

    @Override
    public List<Observation> look(Surroundings place, Entry entry) {
        return grammar(entry.plugin().kind()).map(grammar -> look(place, entry, grammar)).orElse(List.of());
    }

    /** What a plugin's command line may have; empty for one that nobody here knows. */
    private static Optional<Grammar> grammar(Kind kind) {
        return switch (kind) {
            case AWS_CLI -> Optional.of(AWS);
            case AUTHENTICATOR -> Optional.of(AUTHENTICATOR);
            case SALLYPORT -> Optional.of(SALLYPORT);
            case OTHER -> Optional.empty();
        };
    }

    private static List<Observation> look(Surroundings place, Entry entry, Grammar grammar) {
        List<String> args = entry.exec().args();
        String plugin = entry.named(place) + " calls its plugin with what it does not know: ";
        Optional<String> problem = grammar.problem(args).or(() -> notJson(entry, args));
        if (problem.isPresent()) {
            return List.of(Observation.fault(CheckCode.X_ARGS, plugin + problem.get() + " ("
                    + entry.exec().command() + " " + PlainText.of(String.join(" ", args)) + ")",
                    cures(place, entry, standard(place, entry, grammar))));
        }
        List<String> naming = grammar.cluster().stream()
                .filter(option -> PluginCall.option(args, Set.of(option)).isPresent()).toList();
        if (entry.plugin().kind() == Kind.AWS_CLI && naming.size() > 1) {
            return List.of(Observation.fault(CheckCode.X_ARGS, plugin + String.join(" and ", naming) + " together",
                    cures(place, entry, standard(place, entry, grammar))));
        }
        boolean named = entry.plugin().clusterName().filter(name -> !name.isBlank()).isPresent()
                // the authenticator may have it from its own file
                || (entry.plugin().kind() == Kind.AUTHENTICATOR
                        && PluginCall.option(args, Set.of("-c", "--config")).isPresent());
        return named
                ? List.of()
                : List.of(Observation.fault(CheckCode.X_NO_CLUSTER_NAME, entry.named(place)
                        + " does not tell its plugin which cluster the token is for",
                        cures(place, entry,
                                entry.meant(place).map(meant -> KubeconfigCures.withOption(args,
                                        grammar.cluster().getFirst(), meant.name())))));
    }

    /** kubectl reads JSON, and nothing else. */
    private static Optional<String> notJson(Entry entry, List<String> args) {
        if (PluginCall.option(args, Set.of("--query")).isPresent()) {
            return Optional.of("--query cuts out what kubectl reads");
        }
        if (args.contains("--token-only")) {
            return Optional.of("--token-only leaves out what kubectl reads");
        }
        if (entry.plugin().kind() != Kind.AWS_CLI) {
            return Optional.empty();
        }
        return PluginCall.option(args, Set.of("--output"))
                .map(format -> "--output " + PlainText.of(format) + " is not json")
                .or(() -> Optional.ofNullable(entry.plugin().variables().get("AWS_DEFAULT_OUTPUT"))
                        .map(format -> "AWS_DEFAULT_OUTPUT=" + PlainText.of(format)
                                + " holds without --output json"))
                .filter(said -> !said.contains("--output json is") && !said.contains("=json "));
    }

    /** The arguments as update-kubeconfig writes them, with what the entry's own said. */
    private static Optional<List<String>> standard(Surroundings place, Entry entry, Grammar grammar) {
        return entry.meant(place).map(meant -> {
            List<String> args = new ArrayList<>();
            PluginCall plugin = entry.plugin();
            boolean aws = plugin.kind() == Kind.AWS_CLI;
            boolean regional = aws || plugin.kind() == Kind.SALLYPORT;
            if (aws) {
                meant.region().ifPresent(region -> args.addAll(List.of("--region", region)));
            }
            args.addAll(grammar.words());
            args.addAll(List.of(grammar.cluster().getFirst(), meant.name()));
            if (!aws && regional) {
                meant.region().ifPresent(region -> args.addAll(List.of("--region", region)));
            }
            plugin.roleArn().ifPresent(role -> args.addAll(List.of(aws ? "--role-arn" : "-r", role)));
            if (regional) {
                plugin.profile().ifPresent(profile -> args.addAll(List.of("--profile", profile)));
            }
            if (aws) {
                args.addAll(List.of("--output", "json"));
            }
            return args;
        });
    }

    private static Cure[] cures(Surroundings place, Entry entry, Optional<List<String>> args) {
        List<Cure> cures = new ArrayList<>();
        args.ifPresent(words -> cures.add(new KubeconfigCures(place).arguments(entry.user().name(), entry.file(),
                words, "call it with what it knows")));
        cures.addAll(KubeconfigCheck.writeAnew(place, entry.meant(place)));
        return cures.toArray(Cure[]::new);
    }
}
