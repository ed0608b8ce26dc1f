package dev.sallyport.kubeconfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The real AWS CLI, started once for many commands: its Python process forks for each, because half a second of imports
 * for each would be most of the time.
 */
final class AwsCli {

    private static final String DRIVER = """
            import os, sys
            import awscli.clidriver, awscli.customizations.eks.update_kubeconfig
            folder, many = sys.argv[1], int(sys.argv[2])
            for n in range(many):
                at = lambda what: os.path.join(folder, '%d.%s' % (n, what))
                words = lambda what: [w for w in open(at(what)).read().split('\\0') if w]
                if os.fork() == 0:
                    os.environ.update(w.split('=', 1) for w in words('env'))
                    os.dup2(os.open(at('out'), os.O_CREAT | os.O_WRONLY), 1)
                    os.dup2(os.open(at('err'), os.O_CREAT | os.O_WRONLY), 2)
                    code = awscli.clidriver.create_clidriver().main(words('args'))
                    sys.stdout.flush(); sys.stderr.flush()
                    os._exit(code or 0)
                open(at('code'), 'w').write(str(os.waitstatus_to_exitcode(os.wait()[1])))
            """;

    private final Path folder;
    private int commands;

    private AwsCli(Path folder) {
        this.folder = folder;
    }

    /** What a command printed, and its exit code. */
    record Result(int code, String out, String err) {}

    /** The AWS CLI that {@code python3} on the PATH can load; empty, and said aloud, where there is none. */
    static Optional<AwsCli> find(Path folder) throws IOException, InterruptedException {
        try {
            Process probe = new ProcessBuilder("python3", "-c", "import awscli.clidriver").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            if (probe.waitFor(30, TimeUnit.SECONDS) && probe.exitValue() == 0) {
                return Optional.of(new AwsCli(Files.createDirectories(folder)));
            }
        } catch (IOException noPython) {
            // told below
        }
        return Optional.empty();
    }

    /** Remembers a command to be run, and returns its number. */
    int add(List<String> args, Map<String, String> environment) throws IOException {
        List<String> variables = new ArrayList<>();
        environment.forEach((name, value) -> variables.add(name + "=" + value));
        Files.writeString(folder.resolve(commands + ".args"), String.join("\0", args));
        Files.writeString(folder.resolve(commands + ".env"), String.join("\0", variables));
        return commands++;
    }

    /** Runs all commands. No variable of AWS's reaches them but their own. */
    List<Result> run(Path home) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("python3", "-c", DRIVER, folder.toString(),
                Integer.toString(commands)).redirectErrorStream(true)
                .redirectOutput(folder.resolve("driver.out").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.equals("KUBECONFIG"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        Process process = builder.start();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("the AWS CLI's process failed: " + Files.readString(folder.resolve("driver.out")));
        }
        List<Result> results = new ArrayList<>();
        for (int n = 0; n < commands; n++) {
            results.add(new Result(Integer.parseInt(Files.readString(folder.resolve(n + ".code"))),
                    Files.readString(folder.resolve(n + ".out")), Files.readString(folder.resolve(n + ".err"))));
        }
        return results;
    }
}
