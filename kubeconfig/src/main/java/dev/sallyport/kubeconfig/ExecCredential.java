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
        StringBuilder json = new StringBuilder(256);
        json.append("{\"kind\": \"ExecCredential\", \"apiVersion\": ");
        JsonObject.quote(version.text(), json);
        json.append(", \"spec\": {}, \"status\": {\"expirationTimestamp\": ");
        JsonObject.quote(expiration.toString(), json);
        json.append(", \"token\": ");
        JsonObject.quote(token.reveal(), json);
        return json.append("}}").toString();
    }
}
