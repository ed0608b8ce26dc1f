package dev.sallyport.access.doctor;

import dev.sallyport.kubeconfig.KubeconfigUser.ExecPlugin;

import java.util.Map;
import java.util.Optional;

/**
 * A credential plugin's entry, read as its own command line is.
 *
 * @param exec the entry
 * @param kind whose command it is
 * @param clusterName {@code --cluster-name}, or {@code -i}
 * @param region {@code --region}
 * @param profile {@code --profile}
 * @param roleArn {@code --role-arn}, {@code --role} or {@code -r}
 * @param variables the shell's with the entry's own over them; may hold secrets
 */
record PluginCall(ExecPlugin exec, Kind kind, Optional<String> clusterName, Optional<String> region,
        Optional<String> profile, Optional<String> roleArn, Map<String, String> variables) {

    /** Whose command it is, by the command's name and arguments. */
    enum Kind {
        /** {@code aws eks get-token}. */
        AWS_CLI,
        /** {@code aws-iam-authenticator token}. */
        AUTHENTICATOR,
        /** {@code sallyport token}. */
        SALLYPORT,
        /** A command that nobody here knows. */
        OTHER
    }

    PluginCall {
        variables = Map.copyOf(variables);
    }

    @Override
    public String toString() {
        return "PluginCall[" + kind + ", " + clusterName + ", " + region + ", " + profile + ", " + roleArn + "]";
    }
}
