package dev.sallyport.access.doctor;

import dev.sallyport.access.doctor.Cure.SafeFix;
import dev.sallyport.kubeconfig.ExecApiVersion;
import dev.sallyport.kubeconfig.Kubeconfig;
import dev.sallyport.kubeconfig.KubeconfigChange;
import dev.sallyport.kubeconfig.KubeconfigFiles;
import dev.sallyport.kubeconfig.KubeconfigReading;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes of a kubeconfig, as a line of kubectl's and as the same change that {@code --fix} makes without touching
 * another line.
 */
final class KubeconfigCures {

    private final Surroundings place;

    KubeconfigCures(Surroundings place) {
        this.place = place;
    }

    /** Makes a context the current one. */
    Cure useContext(String context, Path file) {
        return fixed(Cure.you("make " + ShellLine.word(context) + " the current one",
                kubectl("use-context", context)), file, new KubeconfigChange.CurrentContext(context));
    }

    /**
     * Has a user's plugin asked in another version. With {@code v1} an entry must say of the terminal what it wants: kubectl
     * writes that by itself, {@code --fix} changes no second line.
     */
    Cure execVersion(String user, Path file, ExecApiVersion version) {
        Cure cure = Cure.you("let the plugin be asked in " + version.text(),
                kubectl("set-credentials", user, "--exec-api-version=" + version.text()));
        return version == ExecApiVersion.V1
                ? cure
                : fixed(cure, file, new KubeconfigChange.ExecVersion(user, version));
    }

    /** Says that a plugin gets a terminal where there is one. */
    Cure interactiveIfAvailable(String user, Path file) {
        return fixed(Cure.you("let the plugin have a terminal where there is one, and none where there is none",
                kubectl("set-credentials", user, "--exec-interactive-mode=IfAvailable")), file,
                new KubeconfigChange.InteractiveMode(user, "IfAvailable"));
    }

    /** Gives a user's plugin other arguments. */
    Cure arguments(String user, Path file, List<String> arguments, String what) {
        List<String> line = new ArrayList<>(List.of("set-credentials", user));
        arguments.forEach(argument -> line.add("--exec-arg=" + asCsv(argument)));
        return fixed(Cure.you(what, kubectl(line.toArray(String[]::new))), file,
                new KubeconfigChange.ExecArguments(user, arguments));
    }

    /** kubectl takes a comma for the end of an argument, and nothing for none, unless CSV's quotes are around it. */
    private static String asCsv(String argument) {
        return argument.isEmpty() || argument.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0)
                ? '"' + argument.replace("\"", "\"\"") + '"'
                : argument;
    }

    /** Has a user's plugin sign another cluster's name, with all else as it is. */
    Cure clusterName(String user, Path file, List<String> arguments, String name) {
        List<String> changed = arguments;
        for (String option : PluginCall.NAMING_THE_CLUSTER) {
            if (PluginCall.option(arguments, Set.of(option)).isPresent()) {
                changed = withOption(changed, option, name);
            }
        }
        return arguments(user, file, changed, "have the plugin sign the right name");
    }

    /** Changes a cluster's entry. */
    Cure inCluster(String cluster, String what, String... options) {
        List<String> line = new ArrayList<>(List.of("set-cluster", cluster));
        line.addAll(List.of(options));
        return Cure.you(what, kubectl(line.toArray(String[]::new)));
    }

    /** Takes an option out of a cluster's entry. */
    Cure outOfCluster(String cluster, String what, String option) {
        return Cure.you(what, kubectl("unset", "clusters." + cluster + "." + option));
    }

    /** Takes what else a user signs in with out of its entry. */
    Cure withoutCredentials(String user, Path file, Set<String> keys) {
        return fixed(Cure.you("take " + String.join(" and ", keys.stream().sorted().toList())
                + " out of the entry, so that the plugin is asked",
                keys.stream().sorted()
                        .map(key -> kubectl("unset", "users." + user + "." + key)).toArray(String[]::new)),
                file, new KubeconfigChange.WithoutCredentials(user, keys));
    }

    /** Lets a user be nobody but themselves. */
    Cure withoutImpersonation(String user, Path file) {
        // kubectl's own name for "as" is "act-as", as its internal type has it
        return fixed(Cure.you("be taken for yourself", kubectl("unset", "users." + user + ".act-as"),
                kubectl("unset", "users." + user + ".act-as-groups")), file,
                new KubeconfigChange.WithoutCredentials(user, Set.of("as", "as-groups", "as-uid", "as-user-extra")));
    }

    /** The arguments with an option's value changed wherever it stands, or added at the end. */
    static List<String> withOption(List<String> arguments, String option, String value) {
        List<String> changed = new ArrayList<>(arguments);
        boolean found = false;
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).equals(option) && i + 1 < changed.size()) {
                changed.set(++i, value);
                found = true;
            } else if (changed.get(i).startsWith(option + "=")) {
                changed.set(i, option + "=" + value);
                found = true;
            }
        }
        if (!found) {
            changed.addAll(List.of(option, value));
        }
        return changed;
    }

    private String kubectl(String... words) {
        List<String> line = new ArrayList<>(List.of("kubectl", "config"));
        place.kubeconfig().ifPresent(file -> line.addAll(List.of("--kubeconfig", file.toString())));
        line.addAll(List.of(words));
        return ShellLine.of(line);
    }

    private static Cure fixed(Cure cure, Path file, KubeconfigChange change) {
        return safely(file, change).map(cure::with).orElse(cure);
    }

    private static Optional<SafeFix> safely(Path file, KubeconfigChange change) {
        return KubeconfigFiles.read(file) instanceof KubeconfigReading.Understood(Kubeconfig before)
                && change.in(before) instanceof KubeconfigReading.Understood(Kubeconfig after)
                && !after.text().equals(before.text())
                        ? Optional.of(new SafeFix(file, before.text(), after.text()))
                        : Optional.empty();
    }
}
