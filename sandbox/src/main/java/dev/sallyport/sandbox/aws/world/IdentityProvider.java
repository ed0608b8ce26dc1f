package dev.sallyport.sandbox.aws.world;

import java.util.Set;

/**
 * Somebody outside whom an account believes by OpenID Connect. AWS fetches a provider's keys from its URL; here those are
 * known that {@link AwsWorld#addIssuer} was told.
 *
 * @param arn such as {@code arn:aws:iam::123456789012:oidc-provider/issuer.example}
 * @param issuer the URL that stands in its tokens as {@code iss}
 * @param audiences what may stand in its tokens as {@code aud}
 */
public record IdentityProvider(String arn, String issuer, Set<String> audiences) {

    public IdentityProvider {
        audiences = Set.copyOf(audiences);
        if (!issuer.startsWith("https://")) {
            throw AwsFault.validation("the issuer " + issuer + " does not begin with https://");
        }
    }

    /** The issuer without its scheme: the prefix of its condition keys. */
    public String name() {
        return issuer.substring("https://".length());
    }
}
