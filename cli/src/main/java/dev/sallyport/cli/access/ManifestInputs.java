package dev.sallyport.cli.access;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.NamedInput;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.snapshot.ClusterObjects;
import dev.sallyport.cluster.snapshot.ClusterSnapshot;
import dev.sallyport.cluster.snapshot.ManifestFolder;
import dev.sallyport.cluster.snapshot.ManifestOutcome;
import dev.sallyport.cluster.snapshot.ManifestText;
import dev.sallyport.cluster.snapshot.Unseen;
import dev.sallyport.rbac.RbacSnapshot;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Manifests from files, folders and standard input, the later over the earlier. */
final class ManifestInputs {

    private final Terminal terminal;
    private final List<Unseen> unseen = new ArrayList<>();
    private ClusterObjects objects = ClusterObjects.none();

    ManifestInputs(Terminal terminal) {
        this.terminal = terminal;
    }

    ClusterObjects objects() {
        return objects;
    }

    /** The files of a folder that could not be read; a file that was named ends the command instead. */
    List<Unseen> unseen() {
        return unseen;
    }

    /** Reads one more: a file, a folder, or {@code -}. */
    void add(String name) {
        Path path = terminal.workingDirectory().resolve(name);
        if (!name.equals("-") && Files.isDirectory(path)) {
            addFolder(name, path);
            return;
        }
        NamedInput input = NamedInput.of(terminal, name);
        objects = switch (ManifestText.read(input.shown(), input.text())) {
            case ManifestOutcome.Read(ClusterObjects read) -> read.over(objects);
            case ManifestOutcome.Broken(String place, String problem) ->
                throw new CommandFailure(ExitCode.IMPOSSIBLE, place + ": " + problem + ".");
        };
    }

    private void addFolder(String name, Path path) {
        try {
            ManifestFolder folder = ManifestFolder.read(path);
            unseen.addAll(folder.unseen());
            objects = folder.objects().over(objects);
        } catch (AccessDeniedException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, Printable.name(name) + " may not be read by you.");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE,
                    Printable.name(name) + " cannot be read: " + e.getMessage() + ".");
        }
    }

    /** What an answer needs and no file holds. */
    static List<Unseen> missing(ClusterObjects objects) {
        List<Unseen> missing = new ArrayList<>();
        ClusterSnapshot snapshot = ClusterSnapshot.of("", objects, List.of());
        if (snapshot.awsAuth().isEmpty()) {
            missing.add(new Unseen(Unseen.Hides.THE_MAP, "aws-auth", "it is not in these files", ""));
        }
        RbacSnapshot rbac = snapshot.rbac();
        if (rbac.roles().isEmpty() || rbac.bindings().isEmpty()) {
            missing.add(new Unseen(Unseen.Hides.RIGHTS, rbac.roles().isEmpty() ? "roles" : "bindings",
                    "there are none in these files", ""));
        }
        return missing;
    }
}
