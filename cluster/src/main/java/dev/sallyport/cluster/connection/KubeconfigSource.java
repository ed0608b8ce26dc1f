package dev.sallyport.cluster.connection;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The kubeconfig files that say where a cluster is.
 *
 * @param paths the first that says something wins
 * @param named whether somebody named the one file there is; it must exist then
 */
public record KubeconfigSource(List<Path> paths, boolean named) {

    public KubeconfigSource {
        paths = List.copyOf(paths);
    }

    /** This file and no other, as with {@code --kubeconfig}. */
    public static KubeconfigSource file(Path path) {
        return new KubeconfigSource(List.of(path), true);
    }

    /**
     * What kubectl would read for this person: the files in {@code KUBECONFIG}, else {@code ~/.kube/config}. To be
     * called only where the person was asked for no cluster by name and expects kubectl's.
     *
     * @param variables the environment
     * @param home the home directory
     */
    public static KubeconfigSource kubectls(Map<String, String> variables, Path home) {
        List<Path> named = Arrays.stream(variables.getOrDefault("KUBECONFIG", "").split(File.pathSeparator, -1))
                .filter(path -> !path.isEmpty()).distinct().map(Path::of).toList();
        return new KubeconfigSource(named.isEmpty() ? List.of(home.resolve(".kube").resolve("config")) : named, false);
    }

    /** The files' names, for a sentence. */
    String described() {
        return paths.stream().map(path -> PlainText.of(path.toString())).collect(Collectors.joining(", "));
    }
}
