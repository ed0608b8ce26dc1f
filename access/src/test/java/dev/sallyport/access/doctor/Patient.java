package dev.sallyport.access.doctor;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsEnvironment;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.aws.SourcedCredentials;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.LocalCommand.Outcome;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.kubeconfig.KubeconfigFiles;
import dev.sallyport.kubeconfig.KubeconfigUser.ExecPlugin;
import dev.sallyport.kubeconfig.MergedKubeconfig;
import dev.sallyport.kubeconfig.MergedKubeconfig.Way;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody with a home folder, a kubeconfig in it, and AWS credentials; each part may be left out. */
final class Patient {

    static final String ARN = "arn:aws:eks:ap-northeast-2:123456789012:cluster/demo";
    static final CallerIdentity DEV = CallerIdentity.of(Arn.parse("arn:aws:iam::123456789012:user/dev"),
            "123456789012", "AIDAEXAMPLE", "AKIAEXAMPLE");

    final Path home;
    final Map<String, String> variables = new HashMap<>();
    final List<List<String>> ran = new ArrayList<>();
    Clock clock = Clock.systemUTC();
    Outcome outcome = new Outcome.NotStarted();
    boolean agrees;
    PluginCall.Kind kind = PluginCall.Kind.AWS_CLI;
    Facts facts = Facts.NONE;

    Patient(Path home) {
        this.home = home;
    }

    /** A kubeconfig as the AWS CLI writes it, whose plugin signs this name. */
    Patient kubeconfig(String server, String authorityPem, String clusterName) {
        return kubeconfig(server, authorityPem, "exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: aws,"
                + " args: [--region, ap-northeast-2, eks, get-token, --cluster-name, " + clusterName + "]}", ARN, "");
    }

    Patient kubeconfig(String server, String authorityPem, String user, String name, String moreOfCluster) {
        String authority = authorityPem.isEmpty()
                ? ""
                : ", certificate-authority-data: "
                        + Base64.getEncoder().encodeToString(authorityPem.getBytes(StandardCharsets.UTF_8));
        String text = """
                apiVersion: v1
                kind: Config
                current-context: %1$s
                contexts: [{name: "%1$s", context: {cluster: "%1$s", user: "%1$s"}}]
                clusters: [{name: "%1$s", cluster: {server: "%2$s"%3$s%4$s}}]
                users: [{name: "%1$s", user: {%5$s}}]
                """.formatted(name, server, authority, moreOfCluster, user);
        try {
            Files.createDirectories(home.resolve(".kube"));
            Files.writeString(home.resolve(".kube").resolve("config"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read();
    }

    /** Takes in what the kubeconfig says now. */
    Patient read() {
        Way way = MergedKubeconfig.of(KubeconfigFiles.of(variables, Optional.of(home), Optional.empty())).current()
                .orElseThrow();
        facts = facts.with(way);
        way.user().flatMap(found -> found.exec()).ifPresent(exec -> facts = facts.with(call(exec)));
        return this;
    }

    private PluginCall call(ExecPlugin exec) {
        int at = exec.args().indexOf("--cluster-name");
        int profile = exec.args().indexOf("--profile");
        return new PluginCall(exec, kind, at < 0 ? Optional.empty() : Optional.of(exec.args().get(at + 1)),
                Optional.of("ap-northeast-2"),
                profile < 0 ? Optional.empty() : Optional.of(exec.args().get(profile + 1)), Optional.empty(),
                variables);
    }

    /** Credentials that work, whose region is this one. */
    Patient signedIn(String region) {
        AwsEnvironment environment = new AwsEnvironment(Map.of("AWS_REGION", region), Optional.empty());
        if (AwsSettings.read(environment, Optional.empty(),
                Optional.empty()) instanceof AwsAnswer.Got<AwsSettings>(AwsSettings settings)) {
            facts = facts.with(settings);
        }
        facts = facts.with(new SourcedCredentials(AwsCredentials.longLived("AKIAEXAMPLE", "s3cret"), "a test"))
                .with(DEV);
        return this;
    }

    Patient knows(ClusterFacts cluster) {
        facts = facts.with(cluster);
        return this;
    }

    Patient reaches(ClusterConnection connection) {
        facts = facts.with(connection);
        return this;
    }

    Surroundings place() {
        return place(Optional.empty());
    }

    Surroundings place(Optional<String> clusterName) {
        Commands commands = new Commands() {
            @Override
            public Optional<Path> find(String command, Map<String, String> environment) {
                return Optional.of(Path.of("/usr/local/bin", command));
            }

            @Override
            public Outcome run(List<String> commandLine, Map<String, String> environment, Duration patience) {
                ran.add(commandLine);
                return outcome;
            }
        };
        return new Surroundings(variables, Optional.of(home), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), clusterName, Optional.empty(), Optional.empty(), Reader.NONE, line -> agrees,
                commands, clock);
    }

    /** A cluster called demo, as EKS describes it. */
    static ClusterFacts cluster(String endpoint, String authorityPem) {
        return cluster("demo", "ap-northeast-2", endpoint, authorityPem);
    }

    static ClusterFacts cluster(String name, String region, String endpoint, String authorityPem) {
        return new ClusterFacts(name, "arn:aws:eks:" + region + ":123456789012:cluster/" + name, "ACTIVE", "1.34",
                endpoint, Base64.getEncoder().encodeToString(authorityPem.getBytes(StandardCharsets.UTF_8)),
                "CONFIG_MAP", Optional.empty());
    }

    static ClusterFacts reached(ClusterFacts cluster, ClusterFacts.Reach reach) {
        return new ClusterFacts(cluster.name(), cluster.arn(), cluster.status(), cluster.version(), cluster.endpoint(),
                cluster.certificateAuthorityData(), cluster.authenticationMode(), cluster.outpostId(), reach);
    }
}
