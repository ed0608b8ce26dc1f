package dev.sallyport.sandbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a running sandbox keeps what its clients need: certificates, keys, a kubeconfig. One folder a name, held by a
 * lock as long as the sandbox runs; files have mode 0600, folders 0700.
 */
public final class SandboxFolder implements AutoCloseable {

    private static final String FACTS = "sandbox.env";

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private SandboxFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * The folder that all sandboxes of a user lie in: {@code $XDG_STATE_HOME/sallyport/sandbox}, else {@code
     * ~/.local/state/sallyport/sandbox}. Source: XDG Base Directory Specification.
     *
     * @throws SandboxStartException when neither the variable nor a home is set
     */
    public static Path root(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        if (!state.isEmpty() && Path.of(state).isAbsolute()) {
            return Path.of(state, "sallyport", "sandbox");
        }
        String home = environment.getOrDefault("HOME", "");
        if (home.isEmpty()) {
            throw new SandboxStartException(
                    "There is no place for the sandbox's files: neither XDG_STATE_HOME nor HOME is"
                            + " set. Set one of them to a folder that you may write.");
        }
        return Path.of(home, ".local", "state", "sallyport", "sandbox");
    }

    /**
     * Takes the folder of a name.
     *
     * @throws SandboxStartException when the name is in use, no name at all, or the folder cannot be written
     */
    public static SandboxFolder take(Path root, String name) {
        Path path = root.resolve(checked(name));
        try {
            createPrivately(path);
            FileChannel channel = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new SandboxStartException("A sandbox named \"" + name + "\" is running already. Use it (sallyport"
                        + " sandbox env --name " + name + "), stop it, or give this one another --name.");
            }
            SandboxFolder folder = new SandboxFolder(path, channel, lock);
            Files.deleteIfExists(path.resolve(FACTS));
            return folder;
        } catch (IOException e) {
            throw new SandboxStartException("The sandbox cannot write in " + path + ": " + reason(e)
                    + ". Make it writable, or set XDG_STATE_HOME to a folder that is.");
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /**
     * What a running sandbox of this name told its clients, by variable.
     *
     * @return empty when no such sandbox is running
     */
    public static Optional<Map<String, String>> factsOf(Path root, String name) {
        Path path = root.resolve(checked(name));
        Path facts = path.resolve(FACTS);
        if (!Files.isRegularFile(facts) || !isHeld(path.resolve("lock"))) {
            return Optional.empty();
        }
        try {
            Map<String, String> read = new java.util.LinkedHashMap<>();
            for (String line : Files.readAllLines(facts)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    read.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            return Optional.of(read);
        } catch (IOException e) {
            throw new SandboxStartException("The file " + facts + " cannot be read: " + reason(e) + ".");
        }
    }

    private static boolean isHeld(Path lockFile) {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                return true;
            }
            lock.release();
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** Publishes what clients need, whole or not at all. */
    void publish(Map<String, String> facts) {
        StringBuilder text = new StringBuilder();
        facts.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        write(FACTS, text.toString());
    }

    /** Writes a file of the sandbox's, mode 0600, and says where it lies. */
    Path write(String name, String content) {
        Path file = path.resolve(name);
        try {
            Path fresh = Files.createTempFile(path, "." + name, ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, content, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new SandboxStartException("The sandbox cannot write " + file + ": " + reason(e) + ".");
        }
    }

    /** A folder in it, with nothing left of an earlier run. */
    Path emptied(String name) {
        Path inner = path.resolve(name);
        try {
            remove(inner);
            createPrivately(inner);
            return inner;
        } catch (IOException e) {
            throw new SandboxStartException(
                    "The sandbox cannot make the folder " + inner + " anew: " + reason(e) + ".");
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path deepestFirst : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(deepestFirst);
            }
        }
    }

    Path path() {
        return path;
    }

    /** Withdraws what was published and gives the name back. */
    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(path.resolve(FACTS));
            lock.release();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void createPrivately(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            createPrivately(parent);
        }
        try {
            Files.createDirectory(folder,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static String checked(String name) {
        if (!SandboxOptions.isName(name)) {
            throw new SandboxStartException(SandboxOptions.NAME_RULE);
        }
        return name;
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            case java.nio.file.NoSuchFileException missing -> "there is no " + missing.getFile();
            case java.nio.file.FileSystemException file when file.getReason() != null -> file.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
