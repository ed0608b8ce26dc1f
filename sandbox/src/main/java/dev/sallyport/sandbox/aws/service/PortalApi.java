package dev.sallyport.sandbox.aws.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.sandbox.aws.wire.AwsRequest;
import dev.sallyport.sandbox.aws.wire.Parameters;
import dev.sallyport.sandbox.aws.world.AwsFault;
import dev.sallyport.sandbox.aws.world.AwsWorld;

/**
 * The sign-in portal: keys for whoever brings an access token, without a signature. Source: IAM Identity Center Portal
 * API Reference, {@code GetRoleCredentials}.
 */
final class PortalApi {

    static final String PATH = "/federation/credentials";

    private final AwsWorld world;

    PortalApi(AwsWorld world) {
        this.world = world;
    }

    JsonNode roleCredentials(AwsRequest request) {
        Parameters parameters = Parameters.read(request.query());
        String token = request.header("x-amz-sso_bearer_token")
                .orElseThrow(() -> new AwsFault(401, "UnauthorizedException", "Session token not found or invalid"));
        AwsCredentials keys = world.portal().roleCredentials(token, parameters.required("account_id"),
                parameters.required("role_name")).credentials();
        return JsonNodeFactory.instance.objectNode().set("roleCredentials",
                JsonNodeFactory.instance.objectNode().put("accessKeyId", keys.accessKeyId())
                        .put("secretAccessKey", keys.secretAccessKey())
                        .put("sessionToken", keys.sessionToken().orElse(""))
                        .put("expiration", keys.expiration().orElseThrow().toEpochMilli()));
    }
}
