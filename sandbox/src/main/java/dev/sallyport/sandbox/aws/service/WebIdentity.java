package dev.sallyport.sandbox.aws.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.identity.Arn;
import dev.sallyport.sandbox.aws.wire.Parameters;
import dev.sallyport.sandbox.aws.wire.Tree;
import dev.sallyport.sandbox.aws.world.AwsFault;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.IdentityProvider;
import dev.sallyport.sandbox.aws.world.Sessions;
import dev.sallyport.sandbox.aws.world.SigningKey;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * {@code AssumeRoleWithWebIdentity}: a role for whoever brings a token of an identity provider, without a signature. The
 * token's own signature (RS256 alone), its issuer, audience and times are checked. Source: STS API Reference.
 */
final class WebIdentity {

    static final String ACTION = "AssumeRoleWithWebIdentity";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsWorld world;
    private final Clock clock;

    WebIdentity(AwsWorld world, Clock clock) {
        this.world = world;
        this.clock = clock;
    }

    Tree.Struct assumeRole(Parameters parameters) {
        Sessions.RoleOrder order = StsActions.order(parameters);
        String account = Arn.tryParse(order.roleArn()).map(Arn::account).orElse("");
        String[] parts = parameters.required("WebIdentityToken").split("\\.", -1);
        if (parts.length != 3) {
            throw invalid(
                    "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
        }
        JsonNode claims = decode(parts[1]);
        IdentityProvider provider = world.findAccount(account).stream()
                .flatMap(one -> one.identityProviders().values().stream())
                .filter(one -> one.issuer().equals(claims.path("iss").asText())).findFirst()
                .orElseThrow(() -> invalid("No OpenIDConnect provider found in your account for "
                        + claims.path("iss").asText()));
        if (!decode(parts[0]).path("alg").asText().equals("RS256")
                || world.issuerKey(provider.issuer())
                        .filter(key -> isSigned(key, parts[0] + "." + parts[1], parts[2])).isEmpty()) {
            throw invalid("Couldn't retrieve verification key from your identity provider,  please reference"
                    + " AssumeRoleWithWebIdentity documentation for requirements");
        }
        List<String> audiences = audiences(claims.path("aud"));
        if (audiences.stream().noneMatch(provider.audiences()::contains)) {
            throw invalid("Incorrect token audience");
        }
        Instant now = clock.instant();
        if (!now.isBefore(Instant.ofEpochSecond(claims.path("exp").asLong()))) {
            throw new AwsFault(400, "ExpiredTokenException", "Token expired: current date/time " + now.getEpochSecond()
                    + " must be before the expiration date/time " + claims.path("exp").asLong());
        }
        String subject = claims.path("sub").asText();
        SigningKey key = world.sessions().assumeRoleFor(provider.arn(), order,
                Map.of(provider.name() + ":sub", List.of(subject), provider.name() + ":aud", audiences));
        return StsActions.assumed(key).and("Provider", provider.arn()).and("Audience", audiences.getFirst())
                .and("SubjectFromWebIdentityToken", subject);
    }

    private static boolean isSigned(RSAPublicKey key, String content, String signature) {
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(content.getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }

    private static List<String> audiences(JsonNode node) {
        List<String> audiences = new ArrayList<>();
        (node.isArray() ? node : List.of(node)).forEach(one -> audiences.add(one.asText()));
        return audiences;
    }

    private static JsonNode decode(String part) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(part));
        } catch (IOException | IllegalArgumentException notJson) {
            throw invalid("The ID Token provided is not a valid JWT.");
        }
    }

    private static AwsFault invalid(String message) {
        return new AwsFault(400, "InvalidIdentityToken", message);
    }
}
