package dev.sallyport.sandbox.aws.world;

import java.util.Set;

/** What can be done with an account's identity providers. Source: IAM API Reference. */
public final class IdentityProviders {

    private final AwsWorld world;
    private final String account;

    IdentityProviders(AwsWorld world, String account) {
        this.world = world;
        this.account = account;
    }

    /** Lets the account believe an issuer's tokens, if they are for one of the audiences. */
    public IdentityProvider create(String issuer, Set<String> audiences) {
        return world.change(account, before -> {
            IdentityProvider provider = new IdentityProvider(arn(issuer), issuer, audiences);
            if (before.identityProviders().find(provider.arn()).isPresent()) {
                throw AwsFault.alreadyExists("Provider with url " + issuer + " already exists.");
            }
            return new AwsWorld.Change<>(
                    before.withIdentityProviders(before.identityProviders().with(provider.arn(), provider)), provider);
        });
    }

    /** The provider of this ARN. */
    public IdentityProvider get(String arn) {
        return world.account(account).identityProviders().find(arn).orElseThrow(() -> missing(arn));
    }

    /** The account believes it no longer. */
    public void delete(String arn) {
        world.change(account, before -> {
            IdentityProvider provider = before.identityProviders().find(arn).orElseThrow(() -> missing(arn));
            return new AwsWorld.Change<>(before.withIdentityProviders(before.identityProviders().without(arn)),
                    provider);
        });
    }

    /** The ARN of an issuer's provider, whether it exists or not. */
    public String arn(String issuer) {
        return world.iamArn(account, "oidc-provider/" + issuer.replaceFirst("^https://", ""));
    }

    private static AwsFault missing(String arn) {
        return AwsFault.noSuchEntity("OpenIDConnect Provider not found for arn " + arn);
    }
}
