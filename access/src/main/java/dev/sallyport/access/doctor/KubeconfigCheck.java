package dev.sallyport.access.doctor;

import dev.sallyport.cluster.connection.PlainText;
import dev.sallyport.kubeconfig.Kubeconfig;
import dev.sallyport.kubeconfig.KubeconfigFiles;
import dev.sallyport.kubeconfig.KubeconfigReading;
import dev.sallyport.kubeconfig.KubectlKinds;
import dev.sallyport.kubeconfig.MergedKubeconfig;
import dev.sallyport.kubeconfig.MergedKubeconfig.Way;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Are there files, can they be read, and to which cluster and user does the context lead? */
final class KubeconfigCheck implements Check {

    /** Bytes; a file that is longer is no kubeconfig, and a device never ends. */
    private static final long LONGEST = 8 << 20;

    /** Where the entries are looked at that the context leads to. */
    private static final List<EntryCheck> ENTRIES = List.of(new ClusterEntryCheck(), new UserEntryCheck());

    /** Looks at one of the entries that a context leads to. */
    interface EntryCheck {
        List<Observation> look(Surroundings place, Way way);
    }

    @Override
    public Seen look(Surroundings place, Facts known) {
        List<Path> paths;
        KubeconfigFiles files;
        try {
            files = KubeconfigFiles.ofKubectl(place.variables(), place.home(), place.kubeconfig());
            paths = files.paths();
        } catch (InvalidPathException e) {
            return new Seen(known, List.of(Observation.fault(CheckCode.K_KUBECONFIG_MISSING,
                    "KUBECONFIG is no list of files", Cure.you("let kubectl take ~/.kube/config",
                            "unset KUBECONFIG"))));
        }
        List<Path> there = paths.stream().filter(Files::exists).toList();
        if (there.isEmpty()) {
            return new Seen(known, List.of(missing(place, paths)));
        }
        for (Path file : there) {
            Optional<String> problem = switch (KubeconfigFiles.read(file)) {
                case KubeconfigReading.Unreadable(String message) -> Optional.of(message);
                case KubeconfigReading.Understood(Kubeconfig kubeconfig) -> KubectlKinds.refusal(kubeconfig);
            };
            if (problem.isPresent()) {
                return new Seen(known, List.of(unusable(place, file, problem.get())));
            }
        }
        MergedKubeconfig merged = MergedKubeconfig.of(files);
        Optional<String> wanted = place.context().or(merged::currentContext);
        Optional<Way> way = wanted.map(merged.contexts()::get);
        if (way.isEmpty()) {
            return new Seen(known, List.of(new ContextFaults(place, merged, there).noWay(wanted)));
        }
        List<Observation> seen = new ArrayList<>(new ContextFaults(place, merged, there).dangling(way.get()));
        ENTRIES.forEach(entry -> seen.addAll(entry.look(place, way.get())));
        if (seen.stream().noneMatch(observation -> observation.level() == Level.FAULT)) {
            seen.addFirst(Observation.ok(Station.KUBECONFIG, place.shown(way.get().file()) + ", context "
                    + PlainText.of(way.get().context().name())
                    + (there.size() < paths.size() ? "; not there: " + absent(place, paths, there) : "")));
        }
        return new Seen(known.with(way.get()), seen);
    }

    private static String absent(Surroundings place, List<Path> paths, List<Path> there) {
        return String.join(", ",
                paths.stream().filter(path -> !there.contains(path)).map(place::shown).map(PlainText::of).toList());
    }

    /** Of several files that are missing kubectl says nothing: it acts as if there were none. */
    private static Observation missing(Surroundings place, List<Path> paths) {
        List<Cure> cures = new ArrayList<>();
        Optional<String> variable = place.kubeconfig().isPresent() ? Optional.empty() : place.variable("KUBECONFIG");
        Optional<Path> usual = place.home().map(home -> home.resolve(".kube/config"));
        if (variable.isPresent() && variable.get().startsWith("~")) {
            place.home().map(home -> home.resolve(variable.get().replaceFirst("^~/?", ""))).filter(Files::exists)
                    .ifPresent(file -> cures.add(Cure.you("write the home folder out: kubectl knows no ~",
                            "export KUBECONFIG=" + ShellLine.word(file.toString()))));
        }
        if (variable.isPresent() && usual.filter(Files::exists).isPresent()) {
            cures.add(Cure.you("let kubectl take ~/.kube/config", "unset KUBECONFIG"));
        }
        cures.addAll(writeAnew(place, ClusterMeant.of(place, Optional.empty(), Optional.empty())));
        if (paths.isEmpty() || (variable.isEmpty() && place.kubeconfig().isEmpty())) {
            return Observation.fault(CheckCode.K_NO_KUBECONFIG, (paths.isEmpty()
                    ? variable.isPresent() ? "KUBECONFIG names no file" : "neither HOME nor KUBECONFIG is set"
                    : place.shown(paths.getFirst()) + " does not exist, so kubectl asks localhost:8080")
                    + place.variable("SUDO_USER").map(user -> "; this is sudo's home, not that of "
                            + PlainText.of(user)).orElse(""),
                    cures.toArray(Cure[]::new));
        }
        return Observation.fault(CheckCode.K_KUBECONFIG_MISSING, (variable.isPresent() ? "KUBECONFIG" : "--kubeconfig")
                + " names " + absent(place, paths, List.of())
                + (paths.size() == 1 ? ", which does not exist" : ", of which none exists"),
                cures.toArray(Cure[]::new));
    }

    private static Observation unusable(Surroundings place, Path file, String message) {
        String word = ShellLine.word(file.toString());
        if (Files.isDirectory(file)) {
            Path inside = file.resolve("config");
            List<Cure> cures = new ArrayList<>();
            if (Files.isRegularFile(inside) && place.kubeconfig().isEmpty()) {
                cures.add(Cure.you("name the file in it", "export KUBECONFIG=" + ShellLine.word(inside.toString())));
            }
            if (place.home().map(home -> home.resolve(".kube/config")).filter(file::equals).isPresent()) {
                // a container that mounts a file which is not there makes a folder of that name
                cures.addAll(aside(place, file, ""));
            }
            cures.add(Cure.you("name a file in its place"));
            return Observation.fault(CheckCode.K_KUBECONFIG_UNREADABLE, place.shown(file) + " is a folder",
                    cures.toArray(Cure[]::new));
        }
        if (!Files.isReadable(file)) {
            return Observation.fault(CheckCode.K_KUBECONFIG_UNREADABLE, "you may not read " + place.shown(file)
                    + owner(file),
                    ownedByMe(file, place)
                            ? Cure.you("let yourself read it", "chmod u+rw " + word)
                            : Cure.you("make it yours", "sudo chown \"$(id -u):$(id -g)\" " + word));
        }
        return Observation.fault(CheckCode.K_KUBECONFIG_BROKEN, message,
                broken(place, file, message).toArray(Cure[]::new));
    }

    private static List<Cure> broken(Surroundings place, Path file, String message) {
        List<Cure> cures = new ArrayList<>(aside(place, file, text(file)));
        cures.add(Cure.you(message.contains("\n") ? "mend the line that is shown, in an editor" : "name another file"));
        return cures;
    }

    /** What cannot be read is kept beside, and written anew where something says which cluster it was for. */
    private static List<Cure> aside(Surroundings place, Path file, String text) {
        Path beside = Path.of(file + ".broken");
        for (int i = 2; Files.exists(beside); i++) {
            beside = Path.of(file + ".broken" + i);
        }
        String move = ShellLine.of("mv", file.toString(), beside.toString());
        return ClusterMeant.in(text, place).map(meant -> Cure.you(
                "put it aside, and write a new one for " + ShellLine.word(meant.name()), move,
                meant.updateKubeconfig(place))).stream().toList();
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LONGEST
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    private static String owner(Path file) {
        try {
            return ", which is " + PlainText.of(Files.getOwner(file).getName()) + "'s";
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    private static boolean ownedByMe(Path file, Surroundings place) {
        try {
            return place.home().isPresent() && Files.getOwner(file).equals(Files.getOwner(place.home().get()));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    /** How the cluster's entries are written anew; how to say which cluster, where nothing says it. */
    static List<Cure> writeAnew(Surroundings place, Optional<ClusterMeant> meant) {
        return List.of(meant
                .map(cluster -> Cure.you("write the entries of " + ShellLine.word(cluster.name()),
                        cluster.updateKubeconfig(place)))
                .orElseGet(() -> Cure.you("name the cluster that you mean, to be told the command: "
                        + "sallyport doctor --cluster-name NAME --region REGION")));
    }
}
