package dev.sallyport.sandbox.apiserver;

import dev.sallyport.sandbox.SandboxStartException;
import dev.sallyport.webhook.CertificateAuthority;
import dev.sallyport.webhook.TlsIdentity;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * The keys and certificates that the programs read, in a folder that nobody else may enter.
 *
 * @param folder where they lie
 */
record ServerFiles(Path folder, CertificateAuthority trust) {

    private static final int RSA_BITS = 2048; // of service account tokens
    private static final int LINE = 64;

    /** Writes those that every program needs. */
    static ServerFiles write(Path folder, CertificateAuthority authority) {
        ServerFiles files = new ServerFiles(folder, authority);
        TlsIdentity server = authority.issueServer("kube-apiserver",
                List.of("localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"),
                List.of("127.0.0.1"));
        files.write("ca.pem", authority.certificatePem());
        files.write("apiserver.pem", server.certificatePem());
        files.write("apiserver-key.pem", server.privateKeyPem());
        files.write("service-account-key.pem", newServiceAccountKey());
        return files;
    }

    Path authority() {
        return folder.resolve("ca.pem");
    }

    Path certificate() {
        return folder.resolve("apiserver.pem");
    }

    Path key() {
        return folder.resolve("apiserver-key.pem");
    }

    Path serviceAccountKey() {
        return folder.resolve("service-account-key.pem");
    }

    /** A kubeconfig for kube-controller-manager, which makes its controllers' own credentials by it. */
    Path controllersKubeconfig(URI endpoint) {
        TlsIdentity client = trust.issueClient("system:kube-controller-manager", List.of("system:masters"));
        return write("controllers.kubeconfig", """
                apiVersion: v1
                kind: Config
                current-context: sandbox
                clusters:
                - name: sandbox
                  cluster: {server: "%s", certificate-authority-data: %s}
                users:
                - name: controllers
                  user: {client-certificate-data: %s, client-key-data: %s}
                contexts:
                - name: sandbox
                  context: {cluster: sandbox, user: controllers}
                """.formatted(endpoint, encoded(trust.certificatePem()), encoded(client.certificatePem()),
                encoded(client.privateKeyPem())));
    }

    private static String newServiceAccountKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(RSA_BITS);
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder(LINE, new byte[]{'\n'})
                            .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK cannot make RSA keys", e);
        }
    }

    private static String encoded(String pem) {
        return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII));
    }

    private Path write(String name, String content) {
        Path file = folder.resolve(name);
        try {
            Files.deleteIfExists(file);
            try (var channel = Files.newByteChannel(file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(StandardCharsets.US_ASCII.encode(content));
            }
            return file;
        } catch (IOException e) {
            throw new SandboxStartException("The sandbox cannot write " + file + ": " + e.getMessage() + ".");
        }
    }

    @Override
    public String toString() {
        return "ServerFiles[" + folder + "]";
    }
}
