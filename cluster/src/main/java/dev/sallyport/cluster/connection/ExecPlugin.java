package dev.sallyport.cluster.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.cluster.connection.ClusterFailure.Kind;
import dev.sallyport.cluster.connection.KubeconfigEntries.Entry;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A credential plugin of a kubeconfig, such as {@code aws eks get-token}, run when a token is needed and the last one
 * is at its end.
 *
 * <p>It runs without a terminal: what asks for a password or a one-time code by its standard input cannot; through
 * {@code /dev/tty}, as the AWS CLI does, it can.
 */
final class ExecPlugin implements ClusterLogin.TokenSource {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> CLUSTER_OPTIONS = Set.of("--cluster-name", "--cluster-id", "-i");
    /** How long a plugin may take; the AWS CLI may be waiting for somebody to type a code. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A token this near to its end is not sent: it may end on the way. */
    private static final Duration NEAR_THE_END = Duration.ofSeconds(10);

    private record Credential(String token, String certificate, String key, Optional<Instant> end) {
        @Override
        public String toString() {
            return "Credential[redacted, until " + end + "]";
        }
    }

    private final String label;
    private final Entry user;
    private final JsonNode exec;
    private final Entry cluster;
    private final Map<String, String> variables;
    private final Clock clock;
    private @Nullable Credential last;

    ExecPlugin(String label, Entry user, Entry cluster, Map<String, String> variables, Clock clock) {
        this.label = label;
        this.user = user;
        this.exec = user.content().path("exec");
        this.cluster = cluster;
        this.variables = variables;
        this.clock = clock;
    }

    /** Runs it once, to see which kind of login it gives. */
    ClusterLogin login() throws Refusal {
        Credential first = fresh();
        return first.token().isEmpty()
                ? new ClusterLogin.ClientCertificate(first.certificate(), first.key())
                : new ClusterLogin.BearerToken(this);
    }

    @Override
    public synchronized String token() {
        Credential known = last;
        if (known != null
                && known.end().map(end -> clock.instant().plus(NEAR_THE_END).isBefore(end)).orElse(true)) {
            return known.token();
        }
        try {
            return fresh().token();
        } catch (Refusal refusal) {
            throw new ClusterLogin.NoCredentialsException(refusal.failure());
        }
    }

    @Override
    public synchronized void refused() {
        last = null;
    }

    /** As {@code aws eks get-token}, {@code aws-iam-authenticator token} and {@code sallyport token} are told it. */
    @Override
    public Optional<String> clusterId() {
        return option(CLUSTER_OPTIONS);
    }

    @Override
    public Optional<String> option(Set<String> names) {
        String option = "";
        for (JsonNode node : exec.path("args")) {
            String argument = node.asText();
            if (names.contains(option)) {
                return Optional.of(argument);
            }
            int equals = argument.indexOf('=');
            if (equals > 0 && names.contains(argument.substring(0, equals))) {
                return Optional.of(argument.substring(equals + 1));
            }
            option = argument;
        }
        return Optional.empty();
    }

    @Override
    public Map<String, String> variables() {
        Map<String, String> own = new LinkedHashMap<>();
        exec.path("env").forEach(pair -> own.put(pair.path("name").asText(""), pair.path("value").asText("")));
        return Map.copyOf(own);
    }

    private synchronized Credential fresh() throws Refusal {
        String apiVersion = exec.path("apiVersion").asText("");
        String command = exec.path("command").asText("");
        if (command.isEmpty()) {
            throw Refusal.configuration("The user of " + label + " has a credential plugin without a command.",
                    "Write it anew with sallyport kubeconfig update.");
        }
        if (exec.path("interactiveMode").asText("").equals("Always")) {
            throw failed(command, "it insists on a terminal, which it does not get here", "");
        }
        List<String> line = new ArrayList<>();
        // with a slash, the command stands beside the kubeconfig; without, on the PATH
        line.add(command.contains("/") ? user.resolve(command).toString() : command);
        exec.path("args").forEach(argument -> line.add(argument.asText()));
        Map<String, String> environment = new HashMap<>(variables);
        exec.path("env").forEach(entry -> environment.put(entry.path("name").asText(), entry.path("value").asText()));
        environment.put("KUBERNETES_EXEC_INFO", request(apiVersion));
        Credential credential = switch (LocalCommand.run(line, environment, PATIENCE)) {
            case LocalCommand.Outcome.Ended ended when ended.exitCode() == 0 ->
                read(command, apiVersion, ended.output());
            case LocalCommand.Outcome.Ended ended -> throw failed(command, "it ended with exit code "
                    + ended.exitCode() + (ended.complaint().isEmpty() ? "" : ": " + ended.complaint()), "");
            case LocalCommand.Outcome.TooLate late -> throw failed(command, "it gave nothing within "
                    + late.patience().toSeconds() + " s", "");
            case LocalCommand.Outcome.NotStarted _ when LocalCommand.find(line.getFirst(), environment).isEmpty() ->
                throw failed(command, "there is no such command", PlainText.of(exec.path("installHint").asText("")));
            case LocalCommand.Outcome.NotStarted _ -> throw failed(command, "it cannot be started", "");
        };
        last = credential;
        return credential;
    }

    private String request(String apiVersion) {
        ObjectNode request = JSON.createObjectNode();
        request.put("kind", "ExecCredential");
        request.put("apiVersion", apiVersion);
        ObjectNode spec = request.putObject("spec");
        spec.put("interactive", false);
        if (exec.path("provideClusterInfo").asBoolean(false)) {
            ObjectNode about = spec.putObject("cluster");
            for (String key : List.of("server", "tls-server-name", "insecure-skip-tls-verify",
                    "certificate-authority-data", "proxy-url")) {
                if (cluster.content().has(key)) {
                    about.set(key, cluster.content().path(key));
                }
            }
            for (JsonNode extension : cluster.content().path("extensions")) {
                if (extension.path("name").asText().equals("client.authentication.k8s.io/exec")) {
                    about.set("config", extension.path("extension"));
                }
            }
        }
        return request.toString();
    }

    private Credential read(String command, String apiVersion, String output) throws Refusal {
        JsonNode answer;
        try {
            answer = JSON.readTree(output);
        } catch (JsonProcessingException e) {
            throw failed(command, "what it wrote is no JSON", "");
        }
        JsonNode status = answer.path("status");
        if (!answer.path("kind").asText().equals("ExecCredential")) {
            throw failed(command, "what it wrote is no ExecCredential", "");
        }
        String answered = answer.path("apiVersion").asText();
        if (!apiVersion.isEmpty() && !answered.equals(apiVersion)) {
            throw failed(command, "it answered in " + PlainText.of(answered) + ", the kubeconfig says "
                    + PlainText.of(apiVersion), "");
        }
        Credential credential = new Credential(status.path("token").asText(""),
                status.path("clientCertificateData").asText(""), status.path("clientKeyData").asText(""), end(status));
        if (credential.token().isEmpty() && (credential.certificate().isEmpty() || credential.key().isEmpty())) {
            throw failed(command, "it gave neither a token nor a certificate with its key", "");
        }
        return credential;
    }

    private static Optional<Instant> end(JsonNode status) {
        try {
            return Optional.of(status.path("expirationTimestamp").asText("")).filter(text -> !text.isEmpty())
                    .map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private Refusal failed(String command, String why, String hint) {
        return new Refusal(Kind.NO_CREDENTIALS,
                "The credential plugin " + PlainText.of(command) + " of " + label + " gave no token: " + why
                        + (why.endsWith(".") ? "" : "."),
                hint.isEmpty() ? "Run it by hand to see more." : hint);
    }

    @Override
    public String toString() {
        return "ExecPlugin[" + label + "]";
    }
}
