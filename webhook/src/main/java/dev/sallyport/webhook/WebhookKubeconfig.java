package dev.sallyport.webhook;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * The file that tells an API server where the webhook is and whom to trust there: the value of its flag
 * {@code --authentication-token-webhook-config-file}. It holds no secret.
 */
public final class WebhookKubeconfig {

    private static final String MADE = "# Made by sallyport webhook, and made again at each of its starts.\n";
    private static final String REFERENCES = "name: aws-iam-authenticator"; // the cluster in the reference's own file

    private WebhookKubeconfig() {}

    /** The text. {@code url} is that of {@code /authenticate}, as the API server reaches it. */
    static String text(URI url, String authorityPem) {
        String authority = Base64.getEncoder().encodeToString(authorityPem.getBytes(StandardCharsets.US_ASCII));
        return MADE + """
                apiVersion: v1
                kind: Config
                clusters:
                - name: sallyport-webhook
                  cluster:
                    server: "%s"
                    certificate-authority-data: %s
                users:
                - name: apiserver
                contexts:
                - name: webhook
                  context:
                    cluster: sallyport-webhook
                    user: apiserver
                current-context: webhook
                """.formatted(url, authority);
    }

    /**
     * Writes the file, unless it says the same already. A file that neither we nor the reference authenticator made is
     * somebody's, and is left alone.
     *
     * @return whether an API server that runs already must be started again to see the change
     * @throws WebhookStartException when the file is somebody's or cannot be written
     */
    public static boolean write(Path file, URI url, String authorityPem) {
        String text = text(url, authorityPem);
        try {
            boolean there = Files.exists(file);
            if (there) {
                String before = Files.readString(file);
                if (before.equals(text)) {
                    return false;
                }
                if (!before.isBlank() && !before.startsWith(MADE) && !before.contains(REFERENCES)) {
                    throw new WebhookStartException(file + " is no file of the webhook's, and is left as it is. Name"
                            + " another file for the API server's kubeconfig, or move this one away");
                }
            }
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                PrivateFile.makeFolder(parent);
            }
            PrivateFile.write(file, text);
            return there;
        } catch (IOException e) {
            throw new WebhookStartException("cannot write the API server's kubeconfig " + file + ": "
                    + WebhookFiles.reason(e) + ". Name a file that this user may write", e);
        }
    }
}
