package dev.sallyport.sandbox.aws.world;

import java.security.interfaces.RSAPublicKey;
import java.util.Set;

/**
 * Somebody outside who vouches for identities by OpenID Connect. AWS fetches a provider's keys from its URL; here the
 * key is said beforehand.
 *
 * @param arn such as {@code arn:aws:iam::123456789012:oidc-provider/issuer.example}
 * @param issuer the URL that stands in its tokens as {@code iss}
 * @param key signs its tokens by RS256
 * @param audiences what may stand in its tokens as {@code aud}
 */
public record IdentityProvider(String arn, String issuer, RSAPublicKey key, Set<String> audiences) {

    public IdentityProvider {
        audiences = Set.copyOf(audiences);
        if (!issuer.startsWith("https://")) {
            throw new IllegalArgumentException("the issuer " + issuer + " does not begin with https://");
        }
    }

    /** The issuer without its scheme: the prefix of its condition keys. */
    public String name() {
        return issuer.substring("https://".length());
    }
}
