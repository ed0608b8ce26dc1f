package dev.sallyport.kubeconfig;

import dev.sallyport.identity.ClusterToken;
import dev.sallyport.identity.MintedToken;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The answer of a credential plugin to kubectl. Written by hand, without a JSON library, because every kubectl call
 * waits for it.
 *
 * <p>Source: Kubernetes API reference, {@code ExecCredential}; the three versions have these fields in common.
 *
 * @param version the version that was asked for
 * @param token the bearer token; redacted in text
 * @param expiration after which kubectl asks again; in whole seconds
 */
public record ExecCredential(ExecApiVersion version, ClusterToken token, Instant expiration) {

    public ExecCredential {
        expiration = expiration.truncatedTo(ChronoUnit.SECONDS);
    }

    /** The answer that carries a freshly minted token. */
    public static ExecCredential of(ExecApiVersion version, MintedToken minted) {
        return new ExecCredential(version, minted.token(), minted.expiration());
    }

    /** The text for kubectl's eyes: one line of JSON, with the token. Secret; it goes to standard output alone. */
    public String reveal() {
        return "{\"kind\": \"ExecCredential\", \"apiVersion\": " + quoted(version.text())
                + ", \"spec\": {}, \"status\": {\"expirationTimestamp\": " + quoted(expiration.toString())
                + ", \"token\": " + quoted(token.reveal()) + "}}";
    }

    private static String quoted(String value) {
        StringBuilder json = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
