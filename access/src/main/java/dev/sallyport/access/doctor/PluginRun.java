package dev.sallyport.access.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.LocalCommand.Outcome;
import dev.sallyport.cluster.connection.PlainText;
import dev.sallyport.identity.ClusterToken;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a credential plugin as kubectl does, and reads what it gives. Source: Kubernetes, client-go {@code
 * plugin/pkg/client/auth/exec}.
 */
final class PluginRun {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** The AWS CLI may be waiting for somebody to type a one-time code. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private PluginRun() {}

    /** What came of it. */
    sealed interface Result {

        /** A token. */
        record Token(ClusterToken token) implements Result {}

        /** Something else to sign in with. */
        record Certificate(ClusterLogin.ClientCertificate login) implements Result {}

        /**
         * No success.
         *
         * @param how half a sentence, with the plugin's own words where it has some, scrubbed
         */
        record Failure(String how) implements Result {}

        /** Success, and no credential. */
        record Nonsense(String why) implements Result {}

        /** An answer in another version than it was asked in. */
        record OtherVersion(String asked, String answered) implements Result {}
    }

    /**
     * Runs it. It gets no terminal and no input.
     *
     * @param commandLine the command as it was found, and its arguments
     */
    static Result run(PluginCall call, List<String> commandLine, Commands commands) {
        Map<String, String> variables = new HashMap<>(call.variables());
        variables.put("KUBERNETES_EXEC_INFO", JSON.createObjectNode().put("kind", "ExecCredential")
                .put("apiVersion", call.exec().apiVersion())
                .set("spec", JSON.createObjectNode().put("interactive", false))
                .toString());
        return switch (commands.run(commandLine, variables, PATIENCE)) {
            case Outcome.Ended ended when ended.exitCode() == 0 -> read(call, ended.output());
            case Outcome.Ended ended -> new Result.Failure("ends with exit code " + ended.exitCode()
                    + (ended.complaint().isEmpty() ? ", without a word" : ": " + ended.complaint()));
            case Outcome.TooLate late ->
                new Result.Failure("gives nothing within " + late.patience().toSeconds() + " s");
            case Outcome.NotStarted missing -> new Result.Failure("cannot be started");
        };
    }

    private static Result read(PluginCall call, String output) {
        if (output.isBlank()) {
            return new Result.Nonsense("writes nothing");
        }
        JsonNode answer;
        try {
            answer = JSON.readTree(output);
        } catch (JsonProcessingException e) {
            // neither the parser's words nor the output's are shown: a token may be in them
            int brace = output.indexOf('{');
            return new Result.Nonsense(brace > 0 && isJson(output.substring(brace))
                    ? "writes " + brace + " characters before the JSON"
                    : "writes what is no JSON");
        }
        if (answer == null || !answer.path("kind").asText().equals("ExecCredential")) {
            return new Result.Nonsense("writes what is no ExecCredential");
        }
        String answered = answer.path("apiVersion").asText();
        if (!call.exec().apiVersion().isEmpty() && !answered.equals(call.exec().apiVersion())) {
            return new Result.OtherVersion(call.exec().apiVersion(), PlainText.of(answered));
        }
        JsonNode status = answer.path("status");
        String token = status.path("token").asText("");
        String certificate = status.path("clientCertificateData").asText("");
        String key = status.path("clientKeyData").asText("");
        if (!token.isEmpty()) {
            return new Result.Token(ClusterToken.of(token));
        }
        return certificate.isEmpty() || key.isEmpty()
                ? new Result.Nonsense("gives neither a token nor a certificate with its key")
                : new Result.Certificate(new ClusterLogin.ClientCertificate(certificate, key));
    }

    private static boolean isJson(String text) {
        try {
            return JSON.readTree(text) != null;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
