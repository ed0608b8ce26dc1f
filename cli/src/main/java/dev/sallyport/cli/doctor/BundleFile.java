package dev.sallyport.cli.doctor;

import dev.sallyport.access.doctor.Diagnosis;
import dev.sallyport.access.doctor.bundle.Pseudonyms;
import dev.sallyport.access.doctor.bundle.SupportBundle;
import dev.sallyport.access.doctor.bundle.TarGz;
import dev.sallyport.cli.Sallyport;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.kubeconfig.KubeconfigFiles;
import dev.sallyport.kubeconfig.MergedKubeconfig;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** {@code --bundle FILE.tar.gz}: shows what would go to support, asks, and writes it. */
final class BundleFile {

    private final Terminal terminal;
    private final String name;

    /** A bundle to be written to a new file of this name. */
    BundleFile(Terminal terminal, String name) {
        if (name.isBlank() || !name.endsWith(".tar.gz")) {
            throw new CommandFailure(ExitCode.USAGE, "--bundle takes a file's name that ends in .tar.gz, not "
                    + Printable.shellWord(name) + ".");
        }
        this.terminal = terminal;
        this.name = name;
        if (Files.exists(path())) {
            throw taken();
        }
    }

    /** Shows everything that would be in it on standard error, asks, and writes. */
    void write(Diagnosis diagnosis, Optional<Path> kubeconfig, boolean agreed) {
        SupportBundle bundle = SupportBundle.of(diagnosis, versions(),
                MergedKubeconfig.of(KubeconfigFiles.ofKubectl(terminal.environment(),
                        terminal.variable("HOME").map(Path::of), kubeconfig)),
                terminal.environment().keySet(), new Pseudonyms(DoctorPage.packed().prose(), SupportBundle.codes()));
        bundle.files().forEach((file, text) -> terminal.err().print("\n" + file + "\n" + Printable.text(text)));
        terminal.err().println("\nThis is all that goes in. What you, your account, your cluster and your files are"
                + " called stands there\nunder other names, and no value of a variable.");
        if (!agreed && !terminal.agreed("Write it to " + Printable.name(name) + "?")) {
            throw new CommandFailure(ExitCode.USAGE,
                    "the bundle was not written. Where nobody can be asked, --yes writes it.");
        }
        try {
            Files.createFile(path(), PosixFilePermissions
                    .asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(path(), TarGz.of("sallyport-doctor", bundle.files()), StandardOpenOption.WRITE);
            terminal.err().println("Written to " + Printable.name(name) + ".");
        } catch (FileAlreadyExistsException e) {
            throw taken();
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE, "there is no folder for " + Printable.name(name) + ".");
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE,
                    Printable.name(name) + " cannot be written: " + e.getMessage() + ".");
        }
    }

    private Path path() {
        return terminal.workingDirectory().resolve(name);
    }

    private CommandFailure taken() {
        return new CommandFailure(ExitCode.IMPOSSIBLE, Printable.name(name) + " is there already, and is left alone.");
    }

    private static Map<String, String> versions() {
        String own = Sallyport.class.getPackage().getImplementationVersion();
        return Map.of("sallyport", own == null ? "not packaged" : own, "java",
                System.getProperty("java.version", ""), "system", System.getProperty("os.name", ""), "machine",
                System.getProperty("os.arch", ""));
    }
}
