package dev.sallyport.sandbox.aws.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.aws.wire.AwsRequest;
import dev.sallyport.sandbox.aws.world.AwsFault;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.SignIns;

import java.util.Optional;

/**
 * Signing in to IAM Identity Center from a terminal: what {@code aws sso login} asks, with a device code. Source: IAM
 * Identity Center OIDC API Reference.
 */
final class SignInApi {

    private static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";
    private static final int INTERVAL = 1; // seconds between two questions whether it was approved

    private final AwsWorld world;

    SignInApi(AwsWorld world) {
        this.world = world;
    }

    /** Does what a request asks; empty where it is not about signing in. */
    Optional<JsonNode> perform(AwsRequest request) {
        return switch (request.method() + " " + request.path()) {
            case "POST /client/register" -> Optional.of(register(EksApi.read(request)));
            case "POST /device_authorization" -> Optional.of(begin(EksApi.read(request)));
            case "POST /token" -> Optional.of(tokens(EksApi.read(request)));
            default -> Optional.empty();
        };
    }

    private JsonNode register(JsonNode asked) {
        if (!EksApi.text(asked, "clientType").equals("public")) {
            throw new AwsFault(400, "InvalidClientMetadataException", "invalid_client_metadata");
        }
        SignIns.Client client = world.signIns().register();
        return answer().put("clientId", client.id()).put("clientSecret", client.secret())
                .put("clientIdIssuedAt", client.since().getEpochSecond())
                .put("clientSecretExpiresAt", client.since().plus(SignIns.REGISTRATION).getEpochSecond());
    }

    private JsonNode begin(JsonNode asked) {
        String code = world.signIns().begin(EksApi.text(asked, "clientId"), EksApi.text(asked, "clientSecret"),
                EksApi.text(asked, "startUrl"));
        String page = EksApi.text(asked, "startUrl").replaceFirst("/start.*", "/start/#/device");
        return answer().put("deviceCode", code).put("userCode", "APPR-OVED").put("verificationUri", page)
                .put("verificationUriComplete", page + "?user_code=APPR-OVED")
                .put("expiresIn", SignIns.CODE.toSeconds()).put("interval", INTERVAL);
    }

    private JsonNode tokens(JsonNode asked) {
        String id = EksApi.text(asked, "clientId");
        String secret = EksApi.text(asked, "clientSecret");
        SignIns.Tokens tokens = switch (EksApi.text(asked, "grantType")) {
            case DEVICE_CODE -> world.signIns().byCode(id, secret, EksApi.text(asked, "deviceCode"));
            case "refresh_token" -> world.signIns().byRefreshToken(id, secret, EksApi.text(asked, "refreshToken"));
            default -> throw new AwsFault(400, "UnsupportedGrantTypeException", "unsupported_grant_type");
        };
        return answer().put("accessToken", tokens.access()).put("refreshToken", tokens.refresh())
                .put("tokenType", "Bearer").put("expiresIn", SignIns.SESSION.toSeconds());
    }

    private static ObjectNode answer() {
        return JsonNodeFactory.instance.objectNode();
    }
}
