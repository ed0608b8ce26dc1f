package dev.sallyport.access.doctor;

import dev.sallyport.cluster.connection.PlainText;
import dev.sallyport.kubeconfig.Kubeconfig;
import dev.sallyport.kubeconfig.KubeconfigCluster;
import dev.sallyport.kubeconfig.KubeconfigFiles;
import dev.sallyport.kubeconfig.KubeconfigReading;
import dev.sallyport.kubeconfig.KubeconfigUser;
import dev.sallyport.kubeconfig.MergedKubeconfig;
import dev.sallyport.kubeconfig.MergedKubeconfig.Way;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a context leads nowhere: none is current, there is none of that name, or what it points to is not there. */
final class ContextFaults {

    private static final int MOST_OFFERED = 4; // contexts that are offered as commands; the rest is counted

    private final Surroundings place;
    private final MergedKubeconfig merged;
    private final List<Path> files;

    ContextFaults(Surroundings place, MergedKubeconfig merged, List<Path> files) {
        this.place = place;
        this.merged = merged;
        this.files = files;
    }

    /** No context to go by. */
    Observation noWay(Optional<String> wanted) {
        Map<String, Way> contexts = merged.contexts();
        List<Cure> cures = new ArrayList<>(elsewhere(wanted).stream().toList());
        Optional<String> nearest = wanted.flatMap(name -> Nearest.to(name, contexts.keySet()));
        Stream.concat(nearest.stream(), contexts.keySet().stream()).distinct().limit(MOST_OFFERED)
                .forEach(name -> cures.add(use(name)));
        if (contexts.isEmpty()) {
            cures.addAll(KubeconfigCheck.writeAnew(place,
                    ClusterMeant.of(place, Optional.empty(), Optional.empty())));
        }
        String where = files.stream().map(place::shown).collect(Collectors.joining(", "));
        String names = contexts.isEmpty()
                ? "it has none"
                : "it has " + contexts.keySet().stream().limit(MOST_OFFERED).map(PlainText::of)
                        .collect(Collectors.joining(", "))
                        + (contexts.size() > MOST_OFFERED
                                ? " and " + (contexts.size() - MOST_OFFERED) + " more"
                                : "");
        return wanted
                .map(name -> Observation.fault(CheckCode.K_UNKNOWN_CONTEXT, where + " has no context "
                        + PlainText.of(name) + (contexts.isEmpty() ? ", nor another" : "; " + names),
                        cures.toArray(Cure[]::new)))
                .orElseGet(() -> Observation.fault(CheckCode.K_NO_CONTEXT, "no context of " + where
                        + " is current, so kubectl asks localhost:8080; " + names, cures.toArray(Cure[]::new)));
    }

    /** The context stands in the usual file, and the variable leads past that. */
    private Optional<Cure> elsewhere(Optional<String> wanted) {
        return place.home().map(home -> home.resolve(".kube/config"))
                .filter(usual -> place.kubeconfig().isEmpty() && !files.contains(usual) && Files.isRegularFile(usual))
                .flatMap(usual -> KubeconfigFiles.read(usual) instanceof KubeconfigReading.Understood(Kubeconfig other)
                        && wanted.isPresent()
                        && other.contexts().stream().anyMatch(context -> wanted.get().equals(context.name()))
                                ? Optional.of(Cure.you("let kubectl take ~/.kube/config, which has it",
                                        "unset KUBECONFIG"))
                                : Optional.empty());
    }

    /** Only where there is no choice does {@code --fix} make one. */
    private Cure use(String name) {
        Path file = files.stream().filter(this::hasCurrentContext).findFirst().orElse(files.getFirst());
        Cure cure = new KubeconfigCures(place).useContext(name, file);
        return merged.contexts().size() == 1 && place.context().isEmpty()
                ? cure
                : new Cure(cure.by(), cure.what(), cure.commands(), Optional.empty());
    }

    private boolean hasCurrentContext(Path file) {
        return KubeconfigFiles.read(file) instanceof KubeconfigReading.Understood(Kubeconfig kubeconfig)
                && kubeconfig.currentContext().isPresent();
    }

    /** A context that points to what is not there. */
    List<Observation> dangling(Way way) {
        List<Observation> seen = new ArrayList<>();
        String context = "context " + PlainText.of(way.context().name()) + " of " + place.shown(way.file());
        String cluster = way.context().cluster();
        if (way.cluster().isEmpty()) {
            seen.add(Observation.fault(CheckCode.K_NO_CLUSTER, context + (cluster.isEmpty()
                    ? " names no cluster"
                    : " names the cluster " + PlainText.of(cluster) + ", which is not there")
                    + "; kubectl asks localhost:8080 then",
                    cures(way, "cluster", cluster, clusters(), way.context().user())));
        }
        String user = way.context().user();
        if (way.user().isEmpty() && !user.isEmpty()) {
            seen.add(Observation.fault(CheckCode.K_NO_USER, context + " names the user " + PlainText.of(user)
                    + ", which is not there; kubectl asks for a user name then",
                    cures(way, "user", user, users(), cluster)));
        }
        return seen;
    }

    /** The entry of the same name as the other half of the context is the likeliest, then the one nearest in letters. */
    private Cure[] cures(Way way, String kind, String name, List<String> there, String other) {
        List<Cure> cures = new ArrayList<>();
        Optional<String> likely = there.contains(other) && !other.isEmpty()
                ? Optional.of(other)
                : Nearest.to(name, there).or(() -> Optional.of(there).filter(all -> all.size() == 1)
                        .map(List::getFirst));
        List<String> line = new ArrayList<>(List.of("kubectl", "config"));
        place.kubeconfig().ifPresent(file -> line.addAll(List.of("--kubeconfig", file.toString())));
        line.addAll(List.of("set-context", way.context().name()));
        likely.ifPresent(found -> {
            line.add("--" + kind + "=" + found);
            cures.add(Cure.you("point it to " + ShellLine.word(found), ShellLine.of(line)));
        });
        cures.addAll(KubeconfigCheck.writeAnew(place, ClusterMeant.of(place, Optional.of(way), plugin(way))));
        return cures.toArray(Cure[]::new);
    }

    private Optional<PluginCall> plugin(Way way) {
        return way.user().flatMap(KubeconfigUser::exec)
                .map(exec -> PluginCall.of(exec, way.userFile().orElse(way.file()), place));
    }

    private List<String> clusters() {
        return readable().flatMap(kubeconfig -> kubeconfig.clusters().stream()).map(KubeconfigCluster::name).distinct()
                .toList();
    }

    private List<String> users() {
        return readable().flatMap(kubeconfig -> kubeconfig.users().stream()).map(KubeconfigUser::name).distinct()
                .toList();
    }

    private Stream<Kubeconfig> readable() {
        return files.stream().map(KubeconfigFiles::read).filter(KubeconfigReading.Understood.class::isInstance)
                .map(reading -> ((KubeconfigReading.Understood) reading).kubeconfig());
    }
}
