package dev.sallyport.kubeconfig;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What kubectl makes of all files together: of two entries with one name, and of two current contexts, the first counts.
 *
 * <p>Source: Kubernetes, "Organizing Cluster Access Using kubeconfig Files", "Merging kubeconfig files".
 *
 * @param currentContext the context in force, where one is set
 * @param contexts by name, in their order, each with its cluster, its user and its file
 * @param problems files that cannot be read; kubectl refuses to work while there is one
 */
public record MergedKubeconfig(Optional<String> currentContext, Map<String, Way> contexts, List<String> problems) {

    public MergedKubeconfig {
        contexts = Collections.unmodifiableMap(new LinkedHashMap<>(contexts));
        problems = List.copyOf(problems);
    }

    /**
     * A context with what it points to.
     *
     * @param context the context
     * @param file in which the context stands
     * @param cluster its cluster; empty when there is none of that name
     * @param user its user; empty when there is none of that name
     * @param clusterFile in which the cluster stands; relative paths in its entry begin in that file's folder
     * @param userFile in which the user stands, likewise
     */
    public record Way(KubeconfigContext context, Path file, Optional<KubeconfigCluster> cluster,
            Optional<KubeconfigUser> user, Optional<Path> clusterFile, Optional<Path> userFile) {}

    /** Reads the files; one that does not exist says nothing. */
    public static MergedKubeconfig of(KubeconfigFiles files) {
        Map<String, KubeconfigCluster> clusters = new LinkedHashMap<>();
        Map<String, KubeconfigUser> users = new LinkedHashMap<>();
        Map<String, KubeconfigContext> contexts = new LinkedHashMap<>();
        Map<String, Path> places = new LinkedHashMap<>();
        Map<String, Path> clusterPlaces = new LinkedHashMap<>();
        Map<String, Path> userPlaces = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        Optional<String> current = Optional.empty();
        for (Path path : files.paths()) {
            switch (KubeconfigFiles.read(path)) {
                case KubeconfigReading.Unreadable(String message) -> problems.add(message);
                case KubeconfigReading.Understood(Kubeconfig kubeconfig) -> {
                    kubeconfig.clusters().forEach(cluster -> {
                        clusters.putIfAbsent(cluster.name(), cluster);
                        clusterPlaces.putIfAbsent(cluster.name(), path);
                    });
                    kubeconfig.users().forEach(user -> {
                        users.putIfAbsent(user.name(), user);
                        userPlaces.putIfAbsent(user.name(), path);
                    });
                    kubeconfig.contexts().forEach(context -> {
                        contexts.putIfAbsent(context.name(), context);
                        places.putIfAbsent(context.name(), path);
                    });
                    current = current.or(kubeconfig::currentContext);
                }
            }
        }
        Map<String, Way> ways = new LinkedHashMap<>();
        contexts.forEach((name, context) -> ways.put(name,
                new Way(context, places.getOrDefault(name, Path.of("")),
                        Optional.ofNullable(clusters.get(context.cluster())),
                        Optional.ofNullable(users.get(context.user())),
                        Optional.ofNullable(clusterPlaces.get(context.cluster())),
                        Optional.ofNullable(userPlaces.get(context.user())))));
        return new MergedKubeconfig(current, ways, problems);
    }

    /** The context in force with what it points to; empty when none is set or it dangles. */
    public Optional<Way> current() {
        return currentContext.map(contexts::get);
    }
}
