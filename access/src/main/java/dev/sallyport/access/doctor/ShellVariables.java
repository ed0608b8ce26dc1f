package dev.sallyport.access.doctor;

import dev.sallyport.kubeconfig.MergedKubeconfig.Way;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sets and unsets variables where they are set: in the shell, or in the plugin's entry of the kubeconfig. */
final class ShellVariables {

    private final Surroundings place;
    private final Facts known;

    ShellVariables(Surroundings place, Facts known) {
        this.place = place;
        this.known = known;
    }

    /** Takes variables away. */
    Cure unset(String what, List<String> names) {
        return Cure.you(what, lines(names));
    }

    /** Gives a variable another value. */
    Cure set(String what, String name, String value) {
        return Cure.you(what, inEntry(name)
                ? inKubeconfig(name + "=" + value)
                : "export " + name + "=" + ShellLine.word(value));
    }

    /** The lines that take variables away: those that are set, and no others. */
    String[] lines(List<String> names) {
        List<String> lines = new ArrayList<>();
        List<String> here = names.stream().filter(name -> place.variables().containsKey(name)).toList();
        if (!here.isEmpty()) {
            lines.add("unset " + String.join(" ", here));
        }
        names.stream().filter(this::inEntry).forEach(name -> lines.add(inKubeconfig(name + "-")));
        return lines.toArray(String[]::new);
    }

    /** Whether the plugin's entry sets it, over the shell's. */
    boolean inEntry(String name) {
        return known.plugin().filter(plugin -> plugin.exec().env().containsKey(name)).isPresent();
    }

    private String inKubeconfig(String change) {
        List<String> line = new ArrayList<>(List.of("kubectl", "config"));
        place.kubeconfig().ifPresent(file -> line.addAll(List.of("--kubeconfig", file.toString())));
        line.addAll(List.of("set-credentials", user().orElse("USER"), "--exec-env=" + change));
        return ShellLine.of(line);
    }

    private Optional<String> user() {
        return known.way().map(Way::context).map(context -> context.user());
    }
}
