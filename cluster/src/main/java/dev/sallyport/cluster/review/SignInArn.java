package dev.sallyport.cluster.review;

import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CanonicalArn;

import java.util.Optional;

/** The ARN by which the map knows a principal when it signs in, from the ARN that IAM shows for it. */
public final class SignInArn {

    private SignInArn() {}

    /**
     * A session becomes its role, and a role loses its path, as STS leaves it out; users keep theirs. Empty for what is no
     * ARN, or none that one signs in with.
     */
    public static Optional<CanonicalArn> of(String text) {
        return Arn.tryParse(text).flatMap(arn -> {
            try {
                return Optional.of(withoutRolePath(arn, CanonicalArn.of(arn)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    private static CanonicalArn withoutRolePath(Arn arn, CanonicalArn canonical) {
        return arn.resource().startsWith("role/")
                ? new CanonicalArn(canonical.value().replaceFirst(":role/.*/", ":role/"))
                : canonical;
    }
}
