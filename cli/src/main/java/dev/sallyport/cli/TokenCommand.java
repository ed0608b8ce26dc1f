package dev.sallyport.cli;

import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code sallyport token}: what kubectl runs to get a token. */
@Command(name = "token", header = "make a token for kubectl", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Prints a token for a cluster, as an ExecCredential for kubectl.",
    "Nothing is sent anywhere unless a role must be assumed or a profile asks for it.", ""}, footer = {"", "Examples:",
        "  sallyport token --cluster-name demo",
        "  sallyport token --cluster-name demo --role-arn arn:aws:iam::123456789012:role/dev",
        "  sallyport token -i demo --token-only", "", "In a kubeconfig, in place of aws eks get-token:",
        "  users:", "  - name: demo", "    user:", "      exec:",
        "        apiVersion: client.authentication.k8s.io/v1beta1", "        command: sallyport",
        "        args: [token, --cluster-name, demo, --region, ap-northeast-2]"})
final class TokenCommand implements Callable<Integer> {

    private final Terminal terminal;

    @ArgGroup(multiplicity = "1")
    @Nullable
    Cluster cluster;

    /** The cluster under either of its names; EKS signs the name, self-managed clusters an id of their own. */
    static final class Cluster {
        @Option(names = "--cluster-name", paramLabel = "NAME", description = "The EKS cluster's name.")
        @Nullable
        String name;

        @Option(names = {"--cluster-id",
            "-i"}, paramLabel = "ID", description = "The cluster's id, where it is not its name (aws-iam-authenticator's option).")
        @Nullable
        String id;
    }

    @Option(names = {"--role-arn", "--role", "-r"}, paramLabel = "ARN", description = "Assume this role first.")
    @Nullable
    String roleArn;

    @Option(names = {"--external-id",
        "-e"}, paramLabel = "ID", description = "The external id that the role's trust policy asks for.")
    @Nullable
    String externalId;

    @Option(names = {"--session-name",
        "-s"}, paramLabel = "NAME", description = "The assumed role's session name; some maps make the user name of it.")
    @Nullable
    String sessionName;

    @Option(names = "--token-only", description = "Print the bare token.")
    boolean tokenOnly;

    @Mixin
    AwsOptions aws = new AwsOptions();

    TokenCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return request().answer(terminal);
    }

    /** What these options ask for. */
    TokenRequest request() {
        if (roleArn == null && (externalId != null || sessionName != null)) {
            throw new CommandFailure(ExitCode.USAGE,
                    (externalId != null ? "--external-id" : "--session-name") + " goes with --role-arn.");
        }
        String name = Optional.ofNullable(cluster).map(given -> given.name != null ? given.name : given.id).orElse("");
        return new TokenRequest(name,
                Optional.ofNullable(roleArn)
                        .map(arn -> new TokenRequest.Role(arn, Optional.ofNullable(externalId),
                                Optional.ofNullable(sessionName))),
                aws.region(), Optional.ofNullable(aws.profile), tokenOnly);
    }
}
