package dev.sallyport.kubeconfig;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes a file whole or not at all: into a fresh file beside it, flushed to the disk, then renamed over it. Whoever
 * reads meanwhile sees the old text or the new one; a process that dies in between leaves the old one.
 *
 * <p>A symbolic link stays one: the file that it points to is replaced. The new file has mode 0600, or less where the
 * old one had less (or the old one's mode, where that is asked for), and keeps its owner and its group where that is
 * allowed.
 */
final class WholeFile {

    /** As client-go does: while {@code FILE.lock} exists, whoever made it may be changing FILE. */
    private static final String LOCK_SUFFIX = ".lock";
    private static final Duration LOCK_WAIT = Duration.ofSeconds(1); // an update holds it for milliseconds
    private static final Duration LOCK_DEAD = Duration.ofSeconds(10); // after this its maker has died
    private static final Map<PosixFilePermission, PosixFilePermission> GROUPS = Map.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);
    private static final int LINKS = 40; // as Linux: more than this is a circle

    private WholeFile() {}

    /** Something done to a file while nobody else changes it. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Somebody else holds the lock. */
    static final class LockedException extends IOException {
        private static final long serialVersionUID = 1L;

        LockedException(Path lock) {
            super(lock + " exists: another command is changing the file");
        }
    }

    /** Replaces a file's text. The folder must exist. */
    static void replace(Path file, String text) throws IOException {
        replace(file, text, EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    }

    /** Replaces the text of a file that exists, which stays as open or closed to others as its owner has it. */
    static void replaceKeepingMode(Path file, String text) throws IOException {
        replace(file, text, EnumSet.allOf(PosixFilePermission.class));
    }

    private static void replace(Path file, String text, Set<PosixFilePermission> allowed) throws IOException {
        Path target = target(file);
        boolean posix = Files.getFileStore(folder(target)).supportsFileAttributeView(PosixFileAttributeView.class);
        FileAttribute<?>[] mode = posix
                ? new FileAttribute<?>[]{
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        Path fresh = Files.createTempFile(folder(target), "." + target.getFileName() + ".", ".new", mode);
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            if (posix && Files.exists(target)) {
                resemble(Files.getFileAttributeView(fresh, PosixFileAttributeView.class),
                        Files.readAttributes(target, PosixFileAttributes.class), allowed);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Gives a fresh file the group, the owner and, of what is allowed, the mode of the one that it takes the place of. */
    static void resemble(PosixFileAttributeView fresh, PosixFileAttributes old, Set<PosixFilePermission> allowed)
            throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(allowed);
        permissions.retainAll(old.permissions());
        try {
            if (!fresh.readAttributes().group().equals(old.group())) {
                fresh.setGroup(old.group());
            }
        } catch (IOException notAllowed) {
            // one may give a file to groups that one is in; another group may what everybody might, and no more
            GROUPS.forEach((group, others) -> {
                if (!permissions.contains(others)) {
                    permissions.remove(group);
                }
            });
        }
        try {
            if (!fresh.readAttributes().owner().equals(old.owner())) {
                fresh.setOwner(old.owner());
            }
        } catch (IOException notAllowed) {
            // only root may give files to others; the text is whole all the same
        }
        fresh.setPermissions(permissions);
    }

    /** Does work on a file under client-go's lock. The folder must exist. */
    static <T> T locked(Path file, Work<T> work) throws IOException {
        Path lock = file.resolveSibling(file.getFileName() + LOCK_SUFFIX);
        take(lock);
        try {
            return work.run();
        } finally {
            Files.deleteIfExists(lock);
        }
    }

    private static void take(Path lock) throws IOException {
        long end = System.nanoTime() + LOCK_WAIT.toNanos();
        while (true) {
            try {
                Files.createFile(lock);
                return;
            } catch (FileAlreadyExistsException e) {
                if (isDead(lock)) {
                    Files.deleteIfExists(lock);
                } else if (System.nanoTime() > end) {
                    throw new LockedException(lock);
                } else {
                    pause();
                }
            }
        }
    }

    private static boolean isDead(Path lock) throws IOException {
        try {
            FileTime made = Files.getLastModifiedTime(lock);
            return made.toInstant().isBefore(Instant.now().minus(LOCK_DEAD));
        } catch (NoSuchFileException released) {
            return false;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Where a chain of symbolic links ends, whether or not a file is there. */
    private static Path target(Path file) throws IOException {
        Path at = file;
        for (int i = 0; i < LINKS && Files.isSymbolicLink(at); i++) {
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        return at;
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
