package dev.sallyport.conformance.tokens;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.identity.RejectionReason;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A running {@code verifytoken}: says at which of the authenticator's checks a token fails. Threads take turns. */
final class TheirChecks implements AutoCloseable {

    /** No check failed that can be made without asking STS. */
    static final String NONE = "none";

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, RejectionReason> CHECKS = new LinkedHashMap<>();

    static {
        CHECKS.put("token is too large", RejectionReason.TOO_LARGE);
        CHECKS.put("token is missing expected", RejectionReason.NO_PREFIX);
        CHECKS.put("illegal base64 data", RejectionReason.NOT_BASE64URL);
        CHECKS.put("parse", RejectionReason.NOT_A_URL);
        CHECKS.put("unexpected scheme", RejectionReason.NOT_HTTPS);
        CHECKS.put("unexpected hostname", RejectionReason.FOREIGN_HOST);
        CHECKS.put("unexpected path", RejectionReason.WRONG_PATH);
        CHECKS.put("malformed query parameter", RejectionReason.MALFORMED_QUERY);
        CHECKS.put("duplicate query parameter found", RejectionReason.DUPLICATE_PARAMETER);
        CHECKS.put("query parameter with multiple values", RejectionReason.DUPLICATE_PARAMETER);
        CHECKS.put("non-whitelisted query parameter", RejectionReason.UNKNOWN_PARAMETER);
        CHECKS.put("unexpected action parameter", RejectionReason.WRONG_ACTION);
        CHECKS.put("client did not sign", RejectionReason.CLUSTER_HEADER_NOT_SIGNED);
        CHECKS.put("invalid X-Amz-Expires parameter", RejectionReason.BAD_EXPIRES);
        CHECKS.put("X-Amz-Date parameter must be present", RejectionReason.BAD_DATE);
        CHECKS.put("error parsing X-Amz-Date parameter", RejectionReason.BAD_DATE);
        CHECKS.put("X-Amz-Date parameter is expired", RejectionReason.EXPIRED);
    }

    private static final String FORMAT = "input token was not properly formatted: ";
    private static final String PASSED = "sts getCallerIdentity failed: error during GET";

    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private TheirChecks(Path command, String cluster) {
        ProcessBuilder builder = new ProcessBuilder(command.toString(), cluster)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("HTTPS_PROXY", "http://127.0.0.1:1"); // nothing listens there, and nobody is asked
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out = process.inputReader(StandardCharsets.UTF_8);
        in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts it; empty when it is not built and there is no Go to build it with. */
    static Optional<TheirChecks> start(String cluster) {
        return PeerCommand.of("aws-iam-authenticator/verifytoken").map(command -> new TheirChecks(command, cluster));
    }

    /** The check at which a token fails, by our name for it; {@link #NONE} for one that STS would be asked about. */
    synchronized String of(String token) {
        try {
            in.write(JSON.writeValueAsString(token));
            in.write('\n');
            in.flush();
            String line = out.readLine();
            if (line == null) {
                throw new AssertionError("verifytoken ended");
            }
            return named(JSON.readTree(line).asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String named(String message) {
        if (message.startsWith(PASSED)) {
            return NONE;
        }
        return CHECKS.entrySet().stream().filter(check -> message.startsWith(FORMAT + check.getKey())).findFirst()
                .map(check -> check.getValue().label())
                .orElseThrow(() -> new AssertionError("no check of ours is this one of theirs: " + message));
    }

    @Override
    public void close() {
        try {
            in.close(); // the end of its input is its end
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
