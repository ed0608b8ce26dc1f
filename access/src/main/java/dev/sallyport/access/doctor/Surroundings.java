package dev.sallyport.access.doctor;

import dev.sallyport.rbac.AccessRequest;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the refused person has, and what they say of it.
 *
 * @param variables the shell's; hold secrets
 * @param home the home folder; empty where there is none
 * @param kubeconfig {@code --kubeconfig}
 * @param context {@code --context}
 * @param profile {@code --profile}: the profile that is meant, where the kubeconfig names none
 * @param region {@code --region}, likewise
 * @param clusterName {@code --cluster-name}: the cluster that is meant, where there is no kubeconfig yet
 * @param request what was refused, where the person says it
 * @param namespace {@code -n}: the one that is meant, where it is not the context's
 * @param reader what somebody who sees more has shown
 * @param approval asked before a command that a kubeconfig names, and that nobody here knows, is run
 * @param commands runs commands
 * @param clock this machine's
 */
public record Surroundings(Map<String, String> variables, Optional<Path> home, Optional<Path> kubeconfig,
        Optional<String> context, Optional<String> profile, Optional<String> region, Optional<String> clusterName,
        Optional<AccessRequest> request, Optional<String> namespace, Reader reader, Approval approval,
        Commands commands, Clock clock) {

    public Surroundings {
        variables = Map.copyOf(variables);
    }

    /** Whether a command may be run. */
    @FunctionalInterface
    public interface Approval {
        /** Shows the command line, and says whether it may be run. */
        boolean mayRun(List<String> commandLine);
    }

    /** The same, with what somebody who sees more has shown. */
    public Surroundings with(Reader shown) {
        return new Surroundings(variables, home, kubeconfig, context, profile, region, clusterName, request, namespace,
                shown, approval, commands, clock);
    }

    /** A variable that is set, and not to nothing. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    /** Calls doctor once more, with these options beside those that say what is looked at. */
    String again(String... more) {
        List<String> line = new ArrayList<>(List.of("sallyport", "doctor"));
        line.addAll(List.of(more));
        kubeconfig.ifPresent(file -> line.addAll(List.of("--kubeconfig", file.toString())));
        context.ifPresent(name -> line.addAll(List.of("--context", name)));
        clusterName.ifPresent(name -> line.addAll(List.of("--cluster-name", name)));
        region.ifPresent(name -> line.addAll(List.of("--region", name)));
        return ShellLine.of(line);
    }

    /** The options that lead a command to the cluster as the reader sees it; none where files were shown, or nothing. */
    List<String> toTheReader() {
        List<String> options = new ArrayList<>();
        reader.context().ifPresent(name -> {
            options.addAll(List.of("--context", name));
            kubeconfig.ifPresent(file -> options.addAll(List.of("--kubeconfig", file.toString())));
        });
        return options;
    }

    /** A path as people write it: from the home folder with a {@code ~}. */
    String shown(Path path) {
        return home.filter(folder -> path.startsWith(folder) && !path.equals(folder))
                .map(folder -> "~/" + folder.relativize(path)).orElseGet(path::toString);
    }

    @Override
    public String toString() {
        return "Surroundings[" + variables.keySet() + ", context " + context + "]";
    }
}
