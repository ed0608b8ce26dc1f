package dev.sallyport.cli;

import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CredentialChain;
import dev.sallyport.aws.EksClusters;
import dev.sallyport.aws.RoleRequest;
import dev.sallyport.aws.RoleSessions;
import dev.sallyport.aws.Setting;
import dev.sallyport.aws.SourcedCredentials;
import dev.sallyport.cli.terminal.AwsFailures;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.MfaPrompt;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.kubeconfig.KubeconfigFiles;
import dev.sallyport.kubeconfig.KubeconfigOutcome;
import dev.sallyport.kubeconfig.KubeconfigUpdate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code sallyport kubeconfig update}: as {@code aws eks update-kubeconfig}, and keeps people's text. */
@Command(name = "update", header = "write a cluster into the kubeconfig, as aws eks update-kubeconfig does", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Asks EKS where a cluster is and writes cluster, user and context into your kubeconfig, with the",
    "options and the meaning of aws eks update-kubeconfig. Comments and other entries stay as they are;",
    "the file is written whole or not at all.", ""}, footer = {"", "Examples:",
        "  sallyport kubeconfig update --name demo",
        "  sallyport kubeconfig update --name demo --role-arn arn:aws:iam::123456789012:role/dev --alias demo-dev",
        "  sallyport kubeconfig update --name demo --plugin aws --dry-run"})
final class KubeconfigUpdateCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "The EKS cluster's name.")
    String name = "";

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "The file to write. Else the first of KUBECONFIG that has the cluster, else the first, else"
            + " ~/.kube/config.")
    @Nullable
    String kubeconfig;

    @Option(names = {"--role-arn",
        "--role"}, paramLabel = "ARN", description = "The role whose token kubectl shall use.")
    @Nullable
    String roleArn;

    @Option(names = "--assume-role-arn", paramLabel = "ARN", description = "The role to ask EKS as.")
    @Nullable
    String assumeRoleArn;

    @Option(names = "--alias", paramLabel = "NAME", description = "The context's name (default: the cluster's ARN).")
    @Nullable
    String alias;

    @Option(names = "--user-alias", paramLabel = "NAME", description = "The user's name (default: the cluster's ARN).")
    @Nullable
    String userAlias;

    @Option(names = "--proxy-url", paramLabel = "URL", description = "The proxy through which kubectl reaches the cluster.")
    @Nullable
    String proxyUrl;

    @Option(names = "--plugin", paramLabel = "sallyport|aws", defaultValue = "sallyport", description = "Who gives kubectl its token: sallyport token, or aws eks get-token (default:"
            + " ${DEFAULT-VALUE}).")
    String plugin = "sallyport";

    @Option(names = "--dry-run", description = "Print the whole file as it would become, and write nothing.")
    boolean dryRun;

    @Option(names = "--verbose", description = "Print the entries that were written.")
    boolean verbose;

    @Mixin
    AwsOptions aws = new AwsOptions();

    KubeconfigUpdateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        KubeconfigUpdate.Plugin command = switch (plugin) {
            case "sallyport" -> KubeconfigUpdate.Plugin.SALLYPORT;
            case "aws" -> KubeconfigUpdate.Plugin.AWS_CLI;
            default -> throw new CommandFailure(ExitCode.USAGE,
                    "--plugin knows sallyport and aws, not \"" + plugin + "\".");
        };
        // Our plugin would refuse it each time that kubectl asks; for its own, the AWS CLI writes whatever is typed.
        if (command == KubeconfigUpdate.Plugin.SALLYPORT) {
            Optional.ofNullable(roleArn).map(RoleRequest::forToken).ifPresent(AwsFailures::checked);
        }
        Optional<RoleRequest> asker = Optional.ofNullable(assumeRoleArn).map(RoleRequest::forDescription)
                .map(AwsFailures::checked);
        AwsSettings settings = aws.settings(terminal);
        KubeconfigUpdate update = new KubeconfigUpdate(describe(settings, asker), command, Optional.ofNullable(alias),
                Optional.ofNullable(userAlias), Optional.ofNullable(roleArn), Optional.ofNullable(proxyUrl),
                settings.namedProfile().map(Setting::value));
        KubeconfigFiles files = KubeconfigFiles.of(terminal.environment(), terminal.variable("HOME").map(Path::of),
                Optional.ofNullable(kubeconfig));
        return switch (dryRun ? files.plan(update) : files.apply(update)) {
            case KubeconfigOutcome.Refused refused -> throw new CommandFailure(ExitCode.IMPOSSIBLE, refused.message());
            case KubeconfigOutcome.Done done -> {
                tell(update, done);
                yield ExitCode.DONE.number();
            }
        };
    }

    private KubeconfigUpdate.EksCluster describe(AwsSettings settings, Optional<RoleRequest> asker) {
        SourcedCredentials own = AwsFailures
                .orEnd(CredentialChain.of(settings, Clock.systemUTC(), MfaPrompt.atTerminal()).resolve());
        SourcedCredentials asking = asker
                .map(request -> AwsFailures.orEnd(RoleSessions.of(settings, Clock.systemUTC()).assume(own, request)))
                .orElse(own);
        EksClusters.ClusterFacts facts = AwsFailures
                .orEnd(EksClusters.of(settings, asking.credentials(), Clock.systemUTC()).describe(name));
        if (facts.endpoint().isEmpty() || facts.certificateAuthorityData().isEmpty()) {
            throw new CommandFailure(ExitCode.REFUSED, "the cluster " + Printable.name(name) + " is "
                    + facts.status() + " and has no endpoint yet.\nWait until it is ACTIVE: aws eks wait cluster-active"
                    + " --name " + Printable.shellWord(name));
        }
        String region = facts.arn().split(":", -1).length > 3 ? facts.arn().split(":", -1)[3] : "";
        return new KubeconfigUpdate.EksCluster(facts.name(), facts.arn(), region, facts.endpoint(),
                facts.certificateAuthorityData(), Optional.empty());
    }

    private void tell(KubeconfigUpdate update, KubeconfigOutcome.Done done) {
        done.warnings().forEach(warning -> terminal.error("sallyport kubeconfig update", warning));
        if (dryRun) {
            terminal.out().print(done.after().text());
            return;
        }
        terminal.line((done.existed() ? "Updated" : "Added new") + " context " + Printable.name(update.contextName())
                + " in " + done.file());
        if (verbose) {
            terminal.line("Entries:");
            terminal.line("");
            terminal.out().print(update.entriesAsText());
        }
        if (update.plugin() == KubeconfigUpdate.Plugin.SALLYPORT && !onPath("sallyport")) {
            terminal.error("sallyport kubeconfig update", "kubectl will run sallyport, which is not on your PATH. Put a"
                    + " link to it there,\nor write the AWS CLI into the file instead: --plugin aws");
        }
    }

    private boolean onPath(String program) {
        for (String folder : terminal.environment().getOrDefault("PATH", "").split(":", -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }
}
