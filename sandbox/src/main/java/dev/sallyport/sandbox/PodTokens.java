package dev.sallyport.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tokens that EKS projects into a pod for its service account, and that STS takes for a role: signed by the cluster's
 * issuer, whose key lies in the sandbox's folder. Source: EKS User Guide, "IAM roles for service accounts".
 *
 * @param issuer the cluster's issuer, such as {@code https://oidc.eks.ap-northeast-2.amazonaws.com/id/0123…}
 * @param key signs by RS256
 */
public record PodTokens(String issuer, PrivateKey key) {

    /** Where STS is the audience. */
    public static final String STS = "sts.amazonaws.com";

    /** The variable by which a running sandbox says who its cluster's issuer is. */
    static final String ISSUER_VARIABLE = "SALLYPORT_SANDBOX_ISSUER";

    private static final String FILE = "pod-tokens.key";

    /** A new key of an issuer's. */
    static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a JDK without RSA", impossible);
        }
    }

    /** Leaves the key where {@link #of} finds it. */
    static void keep(SandboxFolder folder, KeyPair keys) {
        folder.write(FILE, Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded()));
    }

    /**
     * Those of a running sandbox.
     *
     * @return empty when no sandbox of this name is running
     * @throws SandboxStartException when its folder cannot be read
     */
    public static Optional<PodTokens> of(Path root, String name) {
        Optional<Map<String, String>> facts = SandboxFolder.factsOf(root, name);
        if (facts.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] key = Base64.getDecoder().decode(Files.readString(root.resolve(name).resolve(FILE)));
            return Optional.of(new PodTokens(facts.get().getOrDefault(ISSUER_VARIABLE, ""),
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key))));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new SandboxStartException("The sandbox \"" + name + "\" has no readable " + FILE
                    + " in its folder. Start it anew.");
        }
    }

    /** A token for a service account, which is secret. */
    public String mint(String namespace, String serviceAccount, String audience, Duration duration, Clock clock) {
        Instant now = clock.instant();
        ObjectNode claims = JsonNodeFactory.instance.objectNode().put("iss", issuer)
                .put("sub", "system:serviceaccount:" + namespace + ":" + serviceAccount)
                .put("iat", now.getEpochSecond()).put("nbf", now.getEpochSecond())
                .put("exp", now.plus(duration).getEpochSecond());
        List.of(audience).forEach(claims.putArray("aud")::add);
        claims.putObject("kubernetes.io").put("namespace", namespace).putObject("serviceaccount").put("name",
                serviceAccount);
        String content = part(JsonNodeFactory.instance.objectNode().put("alg", "RS256").put("typ", "JWT")) + "."
                + part(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that cannot sign", e);
        }
    }

    private static String part(JsonNode json) {
        return Base64.getUrlEncoder().withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "PodTokens[" + issuer + "]";
    }
}
