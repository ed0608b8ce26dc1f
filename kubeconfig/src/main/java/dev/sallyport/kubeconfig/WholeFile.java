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
import java.util.Set;

/**
 * Writes a file whole or not at all: into a fresh file beside it, flushed to the disk, then renamed over it. Whoever
 * reads meanwhile sees the old text or the new one; a process that dies in between leaves the old one.
 *
 * <p>A symbolic link stays one: the file that it points to is replaced. The new file has mode 0600, or less where the
 * old one had less (or the old one's mode, where that is asked for), and keeps its owner where that is allowed.
 */
final class WholeFile {

    /** As client-go does: while {@code FILE.lock} exists, whoever made it may be changing FILE. */
    private static final String LOCK_SUFFIX = ".lock";
    private static final Duration LOCK_WAIT = Duration.ofSeconds(1); // an update holds it for milliseconds
    private static final Duration LOCK_DEAD = Duration.ofSeconds(10); // after this its maker has died
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
                resemble(fresh, target, allowed);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void resemble(Path fresh, Path old, Set<PosixFilePermission> allowed) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(old, PosixFileAttributes.class);
        Set<PosixFilePermission> permissions = EnumSet.copyOf(allowed);
        permissions.retainAll(attributes.permissions());
        try {
            PosixFileAttributeView view = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
            if (!view.readAttributes().owner().equals(attributes.owner())) {
                view.setOwner(attributes.owner());
            }
            if (!view.readAttributes().group().equals(attributes.group())) {
                view.setGroup(attributes.group());
            }
        } catch (IOException notAllowed) {
            // only root may give files away: the text is still whole, and private to whoever wrote it
            permissions.retainAll(
                    EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
        Files.setPosixFilePermissions(fresh, permissions);
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
