package dev.sallyport.sandbox.aws.service;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.sandbox.aws.wire.Parameters;
import dev.sallyport.sandbox.aws.wire.QueryDialect;
import dev.sallyport.sandbox.aws.wire.Tree;
import dev.sallyport.sandbox.aws.world.AwsFault;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.Caller;
import dev.sallyport.sandbox.aws.world.Sessions;
import dev.sallyport.sandbox.aws.world.SigningKey;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** STS: who somebody is, and keys for an hour. Source: STS API Reference. */
final class StsActions {

    private final AwsWorld world;

    StsActions(AwsWorld world) {
        this.world = world;
    }

    QueryService service() {
        return new QueryService(QueryDialect.STS, "2011-06-15", Map.of(
                "GetCallerIdentity", Action.free(StsActions::callerIdentity),
                "AssumeRole", Action.free(this::assumeRole),
                "GetSessionToken", Action.free(this::sessionToken),
                "GetFederationToken", Action.on("sts:GetFederationToken", this::federatedUser, this::federate),
                "GetAccessKeyInfo", Action.on("sts:GetAccessKeyInfo", call -> "*", this::accessKeyInfo)));
    }

    private static Tree.Struct callerIdentity(Call call) {
        Caller caller = call.caller();
        return Tree.of("Arn", caller.arn()).and("UserId", caller.userId()).and("Account", caller.account());
    }

    private Tree.Struct assumeRole(Call call) {
        return assumed(world.sessions().assumeRole(call.caller(), order(call.parameters()), call.keys()));
    }

    private Tree.Struct sessionToken(Call call) {
        refuseMfa(call.parameters());
        Optional<Duration> duration = call.parameters().number("DurationSeconds").map(Duration::ofSeconds);
        SigningKey key = world.sessions().sessionToken(call.caller(), duration);
        return Tree.Struct.empty().and("Credentials", credentials(key.credentials()));
    }

    private String federatedUser(Call call) {
        return "arn:" + world.partition().id() + ":sts::" + call.account() + ":federated-user/"
                + call.parameters().required("Name");
    }

    private Tree.Struct federate(Call call) {
        SigningKey key = world.sessions().federate(call.caller(), call.parameters().required("Name"),
                call.parameters().number("DurationSeconds").map(Duration::ofSeconds), call.parameters().find("Policy"));
        Tree.Struct user = Tree.of("FederatedUserId", key.caller().userId()).and("Arn", key.caller().arn());
        return Tree.Struct.empty().and("FederatedUser", user).and("Credentials", credentials(key.credentials()));
    }

    private Tree.Struct accessKeyInfo(Call call) {
        String id = call.parameters().required("AccessKeyId");
        return world.signingKey(id).map(key -> Tree.of("Account", key.caller().account()))
                .orElse(Tree.Struct.empty());
    }

    static Sessions.RoleOrder order(Parameters parameters) {
        refuseMfa(parameters);
        if (parameters.count("Tags.member", "Key") > 0) {
            throw AwsFault.validation("The local STS does not know session tags; leave Tags out.");
        }
        List<String> policyArns = new ArrayList<>();
        for (int i = 1; i <= parameters.count("PolicyArns.member", "arn"); i++) {
            policyArns.add(parameters.required("PolicyArns.member." + i + ".arn"));
        }
        return new Sessions.RoleOrder(parameters.required("RoleArn"), parameters.required("RoleSessionName"),
                parameters.number("DurationSeconds").map(Duration::ofSeconds), parameters.find("ExternalId"),
                parameters.find("Policy"), policyArns);
    }

    /** Nobody has a device here, so no code can be right. */
    private static void refuseMfa(Parameters parameters) {
        if (parameters.find("TokenCode").isPresent()) {
            throw new AwsFault(403, "AccessDenied",
                    "MultiFactorAuthentication failed with invalid MFA one time pass code.");
        }
    }

    static Tree.Struct assumed(SigningKey key) {
        Tree.Struct user = Tree.of("AssumedRoleId", key.caller().userId()).and("Arn", key.caller().arn());
        return Tree.Struct.empty().and("AssumedRoleUser", user).and("Credentials", credentials(key.credentials()));
    }

    private static Tree.Struct credentials(AwsCredentials keys) {
        return Tree.of("AccessKeyId", keys.accessKeyId()).and("SecretAccessKey", keys.secretAccessKey())
                .and("SessionToken", keys.sessionToken().orElse(""))
                .and("Expiration", keys.expiration().orElseThrow());
    }
}
