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

    /** Has a user's plugin asked in another version; {@code v1} needs to be told about the terminal as well. */
    Cure execVersion(String user, Path file, ExecApiVersion version) {
        return fixed(Cure.you("let the plugin be asked in " + version.text(),
                kubectl("set-credentials", user, "--exec-api-version=" + version.text())), file,
                new KubeconfigChange.ExecVersion(user, version));
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
        // kubectl takes a comma for the end of an argument, unless CSV's quotes are around it
        arguments.forEach(argument -> line.add("--exec-arg="
                + (argument.matches(".*[,\"\n].*") ? '"' + argument.replace("\"", "\"\"") + '"' : argument)));
        return fixed(Cure.you(what, kubectl(line.toArray(String[]::new))), file,
                new KubeconfigChange.ExecArguments(user, arguments));
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

    /** The arguments with an option's value changed where it stands, or added at the end. */
    static List<String> withOption(List<String> arguments, String option, String value) {
        List<String> changed = new ArrayList<>(arguments);
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).equals(option) && i + 1 < changed.size()) {
                changed.set(i + 1, value);
                return changed;
            }
            if (changed.get(i).startsWith(option + "=")) {
                changed.set(i, option + "=" + value);
                return changed;
            }
        }
        changed.addAll(List.of(option, value));
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
