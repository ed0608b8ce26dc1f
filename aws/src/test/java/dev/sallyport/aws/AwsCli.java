package dev.sallyport.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code aws eks get-token} of the real AWS CLI, for many homes and environments: its Python process forks for each,
 * because half a second of imports for each would be most of the time. What it computes from the home folder while it is
 * imported is computed again in each.
 */
final class AwsCli {

    private static final String DRIVER = """
            import base64, json, os, re, sys
            import awscli.clidriver, awscli.handlers, awscli.customizations.assumerole as assumerole
            import awscli.customizations.eks.get_token, botocore.credentials, botocore.tokens
            folder, many = sys.argv[1], int(sys.argv[2])
            for n in range(many):
                at = lambda what: os.path.join(folder, '%d.%s' % (n, what))
                words = lambda what: [w for w in open(at(what)).read().split('\\0') if w]
                if os.fork() == 0:
                    os.environ.update(w.split('=', 1) for w in words('env'))
                    home = os.environ['HOME']
                    assumerole.CACHE_DIR = home + '/.aws/cli/cache'
                    sso = home + '/.aws/sso/cache'
                    botocore.credentials.SSOProvider._SSO_TOKEN_CACHE_DIR = sso
                    botocore.tokens.SSOTokenProvider._SSO_TOKEN_CACHE_DIR = sso
                    os.dup2(os.open(at('out'), os.O_CREAT | os.O_WRONLY), 1)
                    os.dup2(os.open(at('err'), os.O_CREAT | os.O_WRONLY), 2)
                    code = awscli.clidriver.create_clidriver().main(words('args'))
                    sys.stdout.flush(); sys.stderr.flush()
                    os._exit(code or 0)
                os.wait()
                try:
                    token = json.load(open(at('out')))['status']['token'].split('.', 1)[1]
                    url = base64.urlsafe_b64decode(token + '=' * (-len(token) % 4)).decode()
                    print(re.sub('/[?].*', '', url) + ' ' + re.search('X-Amz-Credential=([^%&]*)', url).group(1))
                except ValueError:
                    print('refused')
            """;

    private final Path folder;
    private int commands;

    AwsCli(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Whether {@code python3} on the PATH can load the AWS CLI. */
    static boolean isThere() throws InterruptedException {
        try {
            Process probe = new ProcessBuilder("python3", "-c", "import awscli.clidriver").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return probe.waitFor(30, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (IOException noPython) {
            return false;
        }
    }

    /** Remembers a call. */
    void add(List<String> options, Map<String, String> environment) throws IOException {
        List<String> args = new ArrayList<>(List.of("eks", "get-token", "--cluster-name", "demo"));
        args.addAll(options);
        List<String> variables = new ArrayList<>();
        environment.forEach((name, value) -> variables.add(name + "=" + value));
        Files.writeString(folder.resolve(commands + ".args"), String.join("\0", args));
        Files.writeString(folder.resolve(commands + ".env"), String.join("\0", variables));
        commands++;
    }

    /** Makes all calls: for each the STS endpoint and the access key id in the token, or {@code refused}. */
    List<String> run() throws IOException, InterruptedException {
        Path out = folder.resolve("driver.out");
        ProcessBuilder builder = new ProcessBuilder("python3", "-c", DRIVER, folder.toString(),
                Integer.toString(commands)).redirectOutput(out.toFile())
                .redirectError(folder.resolve("driver.err").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        Process process = builder.start();
        if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("the AWS CLI's process failed: " + Files.readString(folder.resolve("driver.err")));
        }
        return Files.readAllLines(out);
    }

    /** What a call said on standard error. */
    String said(int number) throws IOException {
        return Files.readString(folder.resolve(number + ".err")).strip();
    }
}
