package dev.sallyport.access.doctor;

import dev.sallyport.kubeconfig.KubeconfigUser.ExecPlugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A credential plugin's entry, read as its own command line is.
 *
 * @param exec the entry
 * @param kind whose command it is
 * @param clusterName {@code --cluster-name}, {@code --cluster-id} or {@code -i}
 * @param region {@code --region}
 * @param profile {@code --profile}
 * @param roleArn {@code --role-arn}, {@code --role} or {@code -r}
 * @param variables the shell's with the entry's own over them; may hold secrets
 */
record PluginCall(ExecPlugin exec, Kind kind, Optional<String> clusterName, Optional<String> region,
        Optional<String> profile, Optional<String> roleArn, Map<String, String> variables) {

    /** The options that name the cluster, of any plugin. */
    static final List<String> NAMING_THE_CLUSTER = List.of("--cluster-name", "--cluster-id", "-i");
    private static final Set<String> CLUSTER = Set.of("--cluster-name");
    private static final Set<String> CLUSTER_ID = Set.of("--cluster-id", "-i");
    private static final Set<String> REGION = Set.of("--region");
    private static final Set<String> PROFILE = Set.of("--profile");
    /** {@code --role} is an abbreviation to the AWS CLI, and the option's name to the authenticator. */
    private static final Set<String> ROLE = Set.of("--role-arn", "--role", "-r");
    /**
     * Variables by which whoever wrote a kubeconfig says who signs, and where the cluster is. By any other they may say
     * which programs give credentials, which file is sent as a token, and to whom.
     */
    private static final Pattern HARMLESS = Pattern.compile("AWS_(?:ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN"
            + "|SECURITY_TOKEN|(?:DEFAULT_)?(?:PROFILE|REGION|OUTPUT)|STS_REGIONAL_ENDPOINTS|USE_FIPS_ENDPOINT"
            + "|USE_DUALSTACK_ENDPOINT|SDK_LOAD_CONFIG|RETRY_MODE|MAX_ATTEMPTS|EC2_METADATA_DISABLED)"
            + "|(?i:https?_proxy|no_proxy)");
    /** Those whose value is no secret, and is what there is to judge by. */
    private static final Pattern SHOWN = Pattern.compile("AWS_ENDPOINT_URL.*|AWS_.*_FILE|AWS_CA_BUNDLE|AWS_DATA_PATH"
            + "|AWS_(?:DEFAULT_)?(?:PROFILE|REGION)|AWS_EC2_METADATA_SERVICE_ENDPOINT|PATH");

    /** The variables of the entry's own that may make another call of it, in order. */
    List<String> otherVariables() {
        return exec.env().keySet().stream().filter(variable -> !HARMLESS.matcher(variable).matches()).sorted().toList();
    }

    /** Whether the entry says where credentials come from, or who is asked in AWS's place. */
    boolean leadsAwsElsewhere() {
        return otherVariables().stream().anyMatch(variable -> variable.startsWith("AWS_"));
    }

    /** The command line as it is shown before it is run, with the variables before it that may make it another one. */
    List<String> shown(Path file) {
        return Stream.concat(exec.env().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(set -> set.getKey() + "=" + (SHOWN.matcher(set.getKey()).matches() ? set.getValue() : "...")),
                commandLine(file).stream()).toList();
    }

    /** Whose command it is. */
    enum Kind {
        /** The AWS CLI: {@code aws eks get-token}. */
        AWS_CLI,
        /** {@code aws-iam-authenticator token}, or its older name. */
        AUTHENTICATOR,
        /** {@code sallyport token}. */
        SALLYPORT,
        /** A command that nobody here knows, which is not run unless the person agrees. */
        OTHER
    }

    PluginCall {
        variables = Map.copyOf(variables);
    }

    /**
     * Reads an entry.
     *
     * @param file the kubeconfig that it stands in: a command with a slash begins in its folder
     */
    static PluginCall of(ExecPlugin exec, Path file, Surroundings place) {
        Map<String, String> variables = new HashMap<>(place.variables());
        variables.putAll(exec.env());
        return new PluginCall(exec, kind(exec, file, place),
                option(exec.args(), CLUSTER).or(() -> option(exec.args(), CLUSTER_ID)),
                option(exec.args(), REGION), option(exec.args(), PROFILE), option(exec.args(), ROLE), variables);
    }

    /** The command as kubectl starts it: looked for on the PATH, or from the folder of the kubeconfig. */
    static String command(ExecPlugin exec, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return exec.command().contains("/") && folder != null
                ? folder.resolve(exec.command()).normalize().toString()
                : exec.command();
    }

    /** The command line that kubectl starts. */
    List<String> commandLine(Path file) {
        return Stream.concat(Stream.of(command(exec, file)), exec.args().stream()).toList();
    }

    /** By the command's name; one that is not where the person's own PATH has it is nobody's that is known. */
    private static Kind kind(ExecPlugin exec, Path file, Surroundings place) {
        String name = exec.command().substring(exec.command().lastIndexOf('/') + 1);
        boolean own = !exec.command().contains("/") || same(place.commands().find(name, place.variables()),
                place.commands().find(command(exec, file), place.variables()));
        if (!own || !exec.env().keySet().stream().allMatch(variable -> HARMLESS.matcher(variable).matches())) {
            return Kind.OTHER;
        }
        return switch (name) {
            case "aws" -> Kind.AWS_CLI;
            case "aws-iam-authenticator", "heptio-authenticator-aws" -> Kind.AUTHENTICATOR;
            case "sallyport" -> Kind.SALLYPORT;
            default -> Kind.OTHER;
        };
    }

    private static boolean same(Optional<Path> one, Optional<Path> other) {
        try {
            return one.isPresent() && other.isPresent()
                    && one.get().toRealPath().equals(other.get().toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    /** An option's value, as the next word or behind {@code =}; the last one, where it stands there twice. */
    static Optional<String> option(List<String> args, Set<String> names) {
        Optional<String> found = Optional.empty();
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            int equals = arg.indexOf('=');
            if (names.contains(arg) && i + 1 < args.size()) {
                found = Optional.of(args.get(++i));
            } else if (equals > 0 && names.contains(arg.substring(0, equals))) {
                found = Optional.of(arg.substring(equals + 1));
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return "PluginCall[" + kind + ", " + clusterName + ", " + region + ", " + profile + ", " + roleArn + "]";
    }
}
