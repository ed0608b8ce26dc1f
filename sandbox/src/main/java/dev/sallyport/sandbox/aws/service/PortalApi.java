package dev.sallyport.sandbox.aws.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.sandbox.aws.wire.AwsRequest;
import dev.sallyport.sandbox.aws.wire.Parameters;
import dev.sallyport.sandbox.aws.world.AwsFault;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.SignInPortal.Assignment;

import java.util.Optional;

/**
 * The sign-in portal: accounts, roles and keys for whoever brings an access token, without a signature. Source: IAM
 * Identity Center Portal API Reference.
 */
final class PortalApi {

    private final AwsWorld world;

    PortalApi(AwsWorld world) {
        this.world = world;
    }

    /** Does what a request asks; empty where it is not for the portal. */
    Optional<JsonNode> perform(AwsRequest request) {
        return switch (request.method() + " " + request.path()) {
            case "GET /federation/credentials" -> Optional.of(roleCredentials(request));
            case "GET /assignment/accounts" -> Optional.of(accounts(request));
            case "GET /assignment/roles" -> Optional.of(roles(request));
            case "POST /logout" -> {
                world.portal().signOut(token(request));
                yield Optional.of(JsonNodeFactory.instance.objectNode());
            }
            default -> Optional.empty();
        };
    }

    private static String token(AwsRequest request) {
        return request.header("x-amz-sso_bearer_token")
                .orElseThrow(() -> new AwsFault(401, "UnauthorizedException", "Session token not found or invalid"));
    }

    private JsonNode accounts(AwsRequest request) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("accountList");
        world.portal().assignments(token(request)).stream().map(Assignment::account).distinct().forEach(
                account -> list.addObject().put("accountId", account).put("accountName", "account-" + account)
                        .put("emailAddress", account + "@example.com"));
        return answer;
    }

    private JsonNode roles(AwsRequest request) {
        String account = Parameters.read(request.query()).required("account_id");
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode list = answer.putArray("roleList");
        world.portal().assignments(token(request)).stream().filter(one -> one.account().equals(account)).forEach(
                one -> list.addObject().put("roleName", one.roleName()).put("accountId", account));
        return answer;
    }

    private JsonNode roleCredentials(AwsRequest request) {
        Parameters parameters = Parameters.read(request.query());
        AwsCredentials keys = world.portal().roleCredentials(token(request), parameters.required("account_id"),
                parameters.required("role_name")).credentials();
        return JsonNodeFactory.instance.objectNode().set("roleCredentials",
                JsonNodeFactory.instance.objectNode().put("accessKeyId", keys.accessKeyId())
                        .put("secretAccessKey", keys.secretAccessKey())
                        .put("sessionToken", keys.sessionToken().orElse(""))
                        .put("expiration", keys.expiration().orElseThrow().toEpochMilli()));
    }
}
