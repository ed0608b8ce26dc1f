package dev.sallyport.sandbox;

import dev.sallyport.sandbox.aws.LocalAws;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The variables and files through which a shell uses the sandbox as its creator, so that nothing in the user's
 * {@code ~/.aws} and {@code ~/.kube} is read or written.
 */
final class ShellEnvironment {

    private final SandboxFolder folder;
    private final SandboxOptions options;

    ShellEnvironment(SandboxFolder folder, SandboxOptions options) {
        this.folder = folder;
        this.options = options;
    }

    Map<String, String> variables(LocalAws aws, ClusterApi kubernetes, SandboxAccount account, Path certificate,
            String certificatePem) {
        Map<String, String> shell = new LinkedHashMap<>();
        shell.put("AWS_ENDPOINT_URL", aws.endpoint().toString());
        shell.put("AWS_CA_BUNDLE", certificate.toString());
        shell.put("AWS_REGION", SandboxOptions.REGION);
        shell.put("AWS_DEFAULT_REGION", SandboxOptions.REGION);
        shell.put("AWS_ACCESS_KEY_ID", account.creator().accessKeyId());
        shell.put("AWS_SECRET_ACCESS_KEY", account.creator().secretAccessKey());
        shell.put("AWS_CONFIG_FILE", folder.write("aws-config", "").toString());
        shell.put("AWS_SHARED_CREDENTIALS_FILE", folder.write("aws-credentials", "").toString());
        shell.put("AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.metadataEndpoint().toString());
        shell.put("KUBECONFIG", folder.write("kubeconfig", kubeconfig(kubernetes, certificatePem)).toString());
        shell.put("NO_PROXY", "127.0.0.1,localhost");
        shell.put("SALLYPORT_SANDBOX_CONTAINER_METADATA", aws.containerMetadataEndpoint().toString());
        shell.put(PodTokens.ISSUER_VARIABLE, account.issuer());
        return shell;
    }

    private String kubeconfig(ClusterApi kubernetes, String certificatePem) {
        if (options.launcher().isEmpty()) {
            return "";
        }
        String authority = java.util.Base64.getEncoder()
                .encodeToString(certificatePem.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return """
                apiVersion: v1
                kind: Config
                current-context: sandbox
                clusters:
                - name: sandbox
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                contexts:
                - name: sandbox
                  context:
                    cluster: sandbox
                    user: sandbox
                users:
                - name: sandbox
                  user:
                    exec:
                      apiVersion: client.authentication.k8s.io/v1beta1
                      command: '%s'
                      args: [token, --cluster-name, %s, --region, %s]
                      interactiveMode: Never
                """.formatted(kubernetes.endpoint(), authority,
                options.launcher().get().toString().replace("'", "''"), SandboxOptions.CLUSTER, SandboxOptions.REGION);
    }
}
