package dev.sallyport.kubeconfig;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files that make up somebody's kubeconfig, in their order.
 *
 * <p>They are the one that an option names, else those in {@code KUBECONFIG}, else {@code ~/.kube/config}. An update
 * goes to the first file that has an entry of the cluster, else to the first file, which is made where it is missing.
 *
 * <p>Source: AWS CLI, {@code KubeconfigSelector}; client-go, {@code clientcmd.ConfigAccess}.
 */
public final class KubeconfigFiles {

    private static final int MOST_BYTES = 8 << 20; // thousands of clusters; a device never ends

    private final List<Path> paths;

    private KubeconfigFiles(List<Path> paths) {
        this.paths = List.copyOf(paths);
    }

    /**
     * Finds out which files they are; reads none.
     *
     * @param environment for {@code KUBECONFIG}
     * @param home the home folder; empty where there is none
     * @param option the value of {@code --kubeconfig}; wins over the variable
     */
    public static KubeconfigFiles of(Map<String, String> environment, Optional<Path> home, Optional<String> option) {
        List<Path> paths = new ArrayList<>();
        if (option.isPresent() && !option.get().isBlank()) {
            paths.add(expanded(option.get(), home));
        } else {
            for (String element : environment.getOrDefault("KUBECONFIG", "").split(File.pathSeparator, -1)) {
                if (!element.isBlank()) {
                    paths.add(expanded(element, home));
                }
            }
            if (paths.isEmpty()) {
                home.ifPresent(folder -> paths.add(folder.resolve(".kube/config")));
            }
        }
        return new KubeconfigFiles(paths);
    }

    /**
     * Finds out which files kubectl takes; reads none. Other than the AWS CLI it takes a {@code ~} in {@code KUBECONFIG}
     * for a folder of that name, and looks nowhere else once that variable says anything at all.
     *
     * <p>Source: client-go, {@code clientcmd.NewDefaultClientConfigLoadingRules}.
     *
     * @param environment for {@code KUBECONFIG}
     * @param home the home folder; empty where there is none
     * @param option the value of {@code --kubeconfig}; wins over the variable
     */
    public static KubeconfigFiles ofKubectl(Map<String, String> environment, Optional<Path> home,
            Optional<Path> option) {
        String variable = environment.getOrDefault("KUBECONFIG", "");
        if (option.isPresent()) {
            return new KubeconfigFiles(List.of(option.get()));
        }
        if (variable.isEmpty()) {
            return new KubeconfigFiles(home.map(folder -> folder.resolve(".kube/config")).stream().toList());
        }
        return new KubeconfigFiles(Arrays.stream(variable.split(File.pathSeparator, -1))
                .filter(element -> !element.isEmpty()).distinct().map(Path::of).toList());
    }

    private static Path expanded(String path, Optional<Path> home) {
        Path expanded = Path.of(path);
        if (home.isPresent() && (path.equals("~") || path.startsWith("~/"))) {
            expanded = home.get().resolve(path.substring(Math.min(2, path.length())));
        }
        return expanded.toAbsolutePath().normalize();
    }

    /** The files, in their order; they need not exist. Empty when there is neither an option, nor a variable, nor a home. */
    public List<Path> paths() {
        return paths;
    }

    /** Reads one file; one that does not exist is an empty kubeconfig. */
    public static KubeconfigReading read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                return new KubeconfigReading.Unreadable(
                        file + " is longer than " + (MOST_BYTES >> 20) + " MiB. Is it the right file?");
            }
            return Kubeconfig.read(file.toString(),
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (NoSuchFileException e) {
            return new KubeconfigReading.Understood(Kubeconfig.empty(file.toString()));
        } catch (CharacterCodingException e) {
            return new KubeconfigReading.Unreadable(file + " is not text in UTF-8. It was left as it is.");
        } catch (IOException e) {
            return new KubeconfigReading.Unreadable(file + " cannot be read: " + reason(e) + ".");
        }
    }

    /** What the update would do; nothing is written. */
    public KubeconfigOutcome plan(KubeconfigUpdate update) {
        List<String> warnings = new ArrayList<>();
        if (paths.isEmpty()) {
            return new KubeconfigOutcome.Refused("There is no kubeconfig to write to: no HOME, and no KUBECONFIG. "
                    + "Set one of them, or give --kubeconfig FILE.");
        }
        for (Path path : paths) {
            switch (read(path)) {
                case KubeconfigReading.Understood(Kubeconfig kubeconfig) -> {
                    if (kubeconfig.hasCluster(update.clusterName())) {
                        return planned(path, kubeconfig, update, warnings);
                    }
                }
                case KubeconfigReading.Unreadable(String message) -> warnings.add(message);
            }
        }
        return switch (read(paths.getFirst())) {
            case KubeconfigReading.Understood(Kubeconfig kubeconfig) ->
                planned(paths.getFirst(), kubeconfig, update, warnings);
            case KubeconfigReading.Unreadable(String message) ->
                new KubeconfigOutcome.Refused(message + "\nIt was left as it is. Mend it, or give --kubeconfig FILE.");
        };
    }

    private static KubeconfigOutcome planned(Path path, Kubeconfig before, KubeconfigUpdate update,
            List<String> warnings) {
        return switch (before.with(update)) {
            case KubeconfigReading.Understood(Kubeconfig after) -> new KubeconfigOutcome.Done(path, after,
                    before.hasCluster(update.clusterName()), !after.text().equals(before.text()), warnings);
            case KubeconfigReading.Unreadable(String message) -> new KubeconfigOutcome.Refused(message);
        };
    }

    /**
     * Makes the update. The file is written whole or not at all, with mode 0600, and only if it says something else than
     * before; a change that somebody makes at the same moment is not lost.
     */
    public KubeconfigOutcome apply(KubeconfigUpdate update) {
        return switch (plan(update)) {
            case KubeconfigOutcome.Refused refused -> refused;
            case KubeconfigOutcome.Done done when !done.changed() -> done;
            case KubeconfigOutcome.Done done -> write(done.file(), update);
        };
    }

    private KubeconfigOutcome write(Path file, KubeconfigUpdate update) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // a rename would put a file in the place of the device or pipe
            return new KubeconfigOutcome.Refused(file + " is no ordinary file, so it cannot be replaced. "
                    + "Nothing was changed. Name a file with --kubeconfig FILE.");
        }
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return WholeFile.locked(file, () -> {
                // planned again under the lock: the file may have changed since
                KubeconfigOutcome outcome = plan(update);
                if (outcome instanceof KubeconfigOutcome.Done done && done.changed()) {
                    if (!done.file().equals(file)) {
                        return new KubeconfigOutcome.Refused(
                                file + " changed while it was being updated. Nothing was changed. Try again.");
                    }
                    if (Files.exists(done.file()) && !Files.isWritable(done.file())) {
                        throw new AccessDeniedException(done.file().toString());
                    }
                    WholeFile.replace(done.file(), done.after().text());
                }
                return outcome;
            });
        } catch (WholeFile.LockedException e) {
            return new KubeconfigOutcome.Refused(e.getMessage()
                    + ". Nothing was changed. If no other command runs, remove that file and try again.");
        } catch (IOException e) {
            return new KubeconfigOutcome.Refused(file + " cannot be written: " + reason(e)
                    + ". Nothing was changed. Check the folder, or give --kubeconfig FILE.");
        }
    }

    static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (e instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason() + " (" + system.getFile() + ")";
        }
        return String.valueOf(e.getMessage());
    }

    @Override
    public String toString() {
        return "KubeconfigFiles" + paths;
    }
}
