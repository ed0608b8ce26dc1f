package dev.sallyport.kubeconfig;

import dev.sallyport.identity.JsonReader;
import dev.sallyport.identity.ShownText;

import java.util.Map;

/**
 * What kubectl asks of its credential plugin, in the environment variable {@code KUBERNETES_EXEC_INFO}.
 *
 * <p>Only the version matters to us: client-go refuses an answer in another version than the one its kubeconfig names.
 * That is why an unreadable question is an error here and no guess.
 *
 * <p>Source: Kubernetes, "Authentication: client-go credential plugins".
 */
public sealed interface ExecRequest {

    /** The variable that kubectl sets. */
    String VARIABLE = "KUBERNETES_EXEC_INFO";

    /**
     * The question was understood, or none was asked.
     *
     * @param version the version to answer in; {@code v1beta1} when the variable is unset or empty, because clients
     *     older than 1.20 set it for {@code v1alpha1} alone
     * @param asked whether the variable was there: somebody at a prompt asks nothing
     */
    record Answerable(ExecApiVersion version, boolean asked) implements ExecRequest {}

    /**
     * The variable holds something else.
     *
     * @param message what is wrong, where, and what was expected
     */
    record Malformed(String message) implements ExecRequest {}

    /** Reads the question from an environment. */
    static ExecRequest from(Map<String, String> environment) {
        return read(environment.getOrDefault(VARIABLE, ""));
    }

    /** Reads the question from the variable's value; empty or blank means that none was asked. */
    static ExecRequest read(String value) {
        if (value.isBlank()) {
            return new Answerable(ExecApiVersion.V1BETA1, false);
        }
        if (!(JsonReader.tryRead(value).orElse("") instanceof Map<?, ?> question)) {
            return none("is no ExecCredential in JSON");
        }
        if (!(question.get("apiVersion") instanceof String version)) {
            return none("is an ExecCredential without an apiVersion");
        }
        return ExecApiVersion.of(version).<ExecRequest>map(known -> new Answerable(known, true))
                .orElseGet(() -> new Malformed(VARIABLE + " asks for apiVersion \"" + ShownText.of(version, 80)
                        + "\"; known are " + knownVersions()
                        + ". Set one of them as apiVersion of the user's exec block in your kubeconfig."));
    }

    private static Malformed none(String what) {
        return new Malformed(
                VARIABLE + " " + what + ". kubectl sets it by itself; unset it when you call this by hand.");
    }

    private static String knownVersions() {
        return ExecApiVersion.V1.text() + ", " + ExecApiVersion.V1BETA1.text() + " and "
                + ExecApiVersion.V1ALPHA1.text();
    }
}
