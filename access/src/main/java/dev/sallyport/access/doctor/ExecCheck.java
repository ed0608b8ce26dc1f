package dev.sallyport.access.doctor;

import dev.sallyport.access.doctor.PluginCall.Kind;
import dev.sallyport.cluster.connection.PlainText;
import dev.sallyport.kubeconfig.KubeconfigUser;
import dev.sallyport.kubeconfig.KubeconfigUser.ExecPlugin;
import dev.sallyport.kubeconfig.MergedKubeconfig.Way;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Is the plugin's entry one that kubectl takes, is its command there, and is it called as it wants to be? */
final class ExecCheck implements Check {

    /** Each looks at one side of the entry. */
    private static final List<Side> SIDES = List.of(new ExecVersionCheck(), new ExecCommandCheck(),
            new ExecArgumentsCheck());

    /** Looks at one side of an entry. */
    interface Side {
        List<Observation> look(Surroundings place, Entry entry);
    }

    /**
     * The entry that is looked at.
     *
     * @param way the context that leads to it
     * @param user its user
     * @param file in which the user stands
     * @param plugin the entry, taken apart
     * @param kubectl the kubectl that would run it; empty where there is none that runs
     */
    record Entry(Way way, KubeconfigUser user, Path file, PluginCall plugin, Optional<KubectlVersion> kubectl) {

        ExecPlugin exec() {
            return plugin.exec();
        }

        /** How to name it in evidence. */
        String named(Surroundings place) {
            return "user " + PlainText.of(user.name()) + " of " + place.shown(file);
        }

        /** The command with its first words, as people know it: {@code aws eks get-token}. */
        String commandLine() {
            List<String> words = new ArrayList<>(List.of(exec().command()));
            if (plugin.kind() != Kind.OTHER) {
                exec().args().stream().filter(ExecArgumentsCheck::isSubcommand).forEach(words::add);
            }
            return PlainText.of(String.join(" ", words));
        }

        Optional<ClusterMeant> meant(Surroundings place) {
            return ClusterMeant.of(place, Optional.of(way), Optional.of(plugin));
        }
    }

    @Override
    public Seen look(Surroundings place, Facts known) {
        Optional<KubeconfigUser> user = known.way().flatMap(Way::user);
        if (user.isEmpty()) {
            return new Seen(known, List.of(Observation.unseen(Station.EXEC, "no user leads to a plugin")));
        }
        if (user.get().exec().isEmpty()) {
            return new Seen(known, user.get().otherCredentials().isEmpty()
                    ? List.of()
                    : List.of(Observation.ok(Station.EXEC, "no plugin: the user signs in with "
                            + String.join(", ", user.get().otherCredentials()))));
        }
        Path file = known.way().get().userFile().orElse(known.way().get().file());
        PluginCall plugin = PluginCall.of(user.get().exec().get(), file, place);
        Entry entry = new Entry(known.way().get(), user.get(), file, plugin, known.kubectl());
        List<Observation> seen = new ArrayList<>();
        SIDES.forEach(side -> seen.addAll(side.look(place, entry)));
        if (seen.isEmpty()) {
            seen.add(Observation.ok(Station.EXEC, entry.commandLine() + ", "
                    + PlainText.of(entry.exec().apiVersion())));
        }
        return new Seen(known.with(plugin), seen);
    }
}
