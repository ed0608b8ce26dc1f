package dev.sallyport.conformance.kubeconfigs;

import dev.sallyport.conformance.Checkout;
import dev.sallyport.conformance.Scratch;
import dev.sallyport.conformance.Shell;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.sandbox.Sandbox;
import dev.sallyport.sandbox.SandboxOptions;
import dev.sallyport.sandbox.aws.world.EksClusters;
import dev.sallyport.sandbox.aws.world.PolicyHolder;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A sandbox whose EKS both commands ask, with people who may and may not. */
final class KubeconfigSandbox implements AutoCloseable {

    static final String CLUSTER_ARN = "arn:aws:eks:" + SandboxOptions.REGION + ":" + SandboxOptions.ACCOUNT
            + ":cluster/"
            + SandboxOptions.CLUSTER;
    static final String DESCRIBER = "arn:aws:iam::" + SandboxOptions.ACCOUNT + ":role/describer";
    static final String CLOSED = "arn:aws:iam::" + SandboxOptions.ACCOUNT + ":role/closed";

    private static final String MAY_DESCRIBE = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "eks:DescribeCluster", "Resource": "*"}]}
            """;

    private final Scratch scratch = Scratch.create();
    private final Sandbox sandbox = Sandbox.start(
            new SandboxOptions("kubeconfigs", scratch.folder("state"), Optional.of(Checkout.launcher())),
            Clock.systemUTC());
    private final Map<String, Map<String, String>> people = new LinkedHashMap<>();

    KubeconfigSandbox() {
        String account = SandboxOptions.ACCOUNT;
        var world = sandbox.world();
        world.roles(account).create("describer", trust("arn:aws:iam::" + account + ":root"));
        world.policies(account).put(PolicyHolder.ROLE, "describer", "describe",
                MAY_DESCRIBE);
        world.users(account).create("somebody-else");
        world.roles(account).create("closed", trust("arn:aws:iam::" + account + ":user/somebody-else"));
        world.users(account).create("stranger");
        world.users(account).create("describer");
        world.policies(account).put(PolicyHolder.USER, "describer", "describe",
                MAY_DESCRIBE);
        world.clusters(account, SandboxOptions.REGION).create(DESCRIBER, new EksClusters.Order("creating", "1.34",
                DESCRIBER, List.of("subnet-0a1b2c3d4e5f60718", "subnet-0b1c2d3e4f5061728"),
                List.of("sg-0123456789abcdef0"), "CONFIG_MAP", true, Map.of()));
        people.put("creator", keys(sandbox.creator()));
        people.put("stranger", keys(world.users(account).createKey("stranger")));
        people.put("describer", keys(world.users(account).createKey("describer")));
        people.put("nobody", keys(AwsCredentials.longLived("AKIANOBODYNOBODYNOBO", "a-key-that-nobody-has")));
        people.put("keyless", Map.of());
    }

    private static Map<String, String> keys(AwsCredentials credentials) {
        return Map.of("AWS_ACCESS_KEY_ID", credentials.accessKeyId(), "AWS_SECRET_ACCESS_KEY",
                credentials.secretAccessKey());
    }

    private static String trust(String principal) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\","
                + " \"Principal\": {\"AWS\": \"" + principal + "\"}}]}";
    }

    /** A home for one side of one case. */
    Path home(String name) {
        return scratch.folder(name);
    }

    /** Somebody's shell in a home. */
    Shell shell(String who, Path home) {
        Map<String, String> variables = new LinkedHashMap<>(sandbox.shell());
        List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "KUBECONFIG", "AWS_CONFIG_FILE",
                "AWS_SHARED_CREDENTIALS_FILE", "AWS_EC2_METADATA_SERVICE_ENDPOINT").forEach(variables::remove);
        variables.putAll(Optional.ofNullable(people.get(who)).orElseThrow());
        return Shell.in(home, ran -> {
            // every case is compared right after it ran
        }).with(variables);
    }

    /** The profile {@code named}, with the creator's keys. */
    String credentialsFile() {
        return "[named]\naws_access_key_id = " + sandbox.creator().accessKeyId() + "\naws_secret_access_key = "
                + sandbox.creator().secretAccessKey() + "\n";
    }

    @Override
    public void close() {
        sandbox.close();
        scratch.close();
    }
}
