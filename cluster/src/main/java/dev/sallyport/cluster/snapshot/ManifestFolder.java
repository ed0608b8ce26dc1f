package dev.sallyport.cluster.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All manifests of a folder and of the folders in it, file by file in the order of their names. A file that cannot be read
 * is not seen, and said so; the others count.
 *
 * @param objects what the files hold together
 * @param unseen the files that could not be read
 */
public record ManifestFolder(ClusterObjects objects, List<Unseen> unseen) {

    public ManifestFolder {
        unseen = List.copyOf(unseen);
    }

    /**
     * Reads a folder's files whose names end in {@code .yaml}, {@code .yml} or {@code .json}.
     *
     * @throws IOException when the folder, or one in it, cannot be listed
     */
    public static ManifestFolder read(Path folder) throws IOException {
        ClusterObjects objects = ClusterObjects.none();
        List<Unseen> unseen = new ArrayList<>();
        List<ClusterObject> all = new ArrayList<>();
        for (Path file : files(folder)) {
            String name = folder.relativize(file).toString();
            try {
                switch (ManifestText.read(name, Files.readString(file))) {
                    case ManifestOutcome.Broken(String place, String problem) ->
                        unseen.add(new Unseen(Unseen.Hides.RIGHTS, "the file " + place, problem, ""));
                    case ManifestOutcome.Read(ClusterObjects read) -> {
                        all.addAll(read.objects());
                        objects = new ClusterObjects(List.of(), read.awsAuth().or(objects::awsAuth));
                    }
                }
            } catch (IOException e) {
                unseen.add(new Unseen(Unseen.Hides.RIGHTS, "the file " + name,
                        "it cannot be read (" + e.getClass().getSimpleName() + ")",
                        ""));
            }
        }
        return new ManifestFolder(new ClusterObjects(ClusterObjects.of(all).objects(), objects.awsAuth()), unseen);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return manifests(walk);
        }
    }

    /** A stream of files cannot throw the exception of a folder in the folder as it is. */
    static List<Path> manifests(Stream<Path> walk) throws IOException {
        try {
            return walk.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().matches(".*\\.(ya?ml|json)")).sorted().toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
