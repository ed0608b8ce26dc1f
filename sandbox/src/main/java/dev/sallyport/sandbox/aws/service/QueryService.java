package dev.sallyport.sandbox.aws.service;

import dev.sallyport.sandbox.aws.policy.RequestContext;
import dev.sallyport.sandbox.aws.wire.QueryDialect;
import dev.sallyport.sandbox.aws.wire.Tree;
import dev.sallyport.sandbox.aws.world.AwsFault;
import dev.sallyport.sandbox.aws.world.AwsWorld;

import java.util.Map;
import java.util.Optional;

/**
 * A service that is asked by {@code Action} parameters: STS, IAM, EC2.
 *
 * @param dialect how it answers
 * @param version the version of its API
 * @param actions by name
 */
record QueryService(QueryDialect dialect, String version, Map<String, Action> actions) {

    QueryService {
        actions = Map.copyOf(actions);
    }

    /** Does what the call asks, if the caller's policies allow it. */
    Tree.Struct perform(AwsWorld world, Call call) {
        String name = call.parameters().find("Action").orElseThrow(() -> new AwsFault(400, "MissingAction",
                "The request is missing an Action, such as Action=" + actions.keySet().stream().sorted().findFirst()
                        .orElse("")));
        Action action = Optional.ofNullable(actions.get(name)).orElseThrow(() -> new AwsFault(400, "InvalidAction",
                "Could not find operation " + name + " for version " + call.parameters().text("Version", version)));
        action.permission().ifPresent(permission -> {
            RequestContext request = world.permissions().request(call.caller(), permission,
                    action.resource().apply(call), call.keys());
            world.permissions().require(call.caller(), request);
        });
        return action.act().apply(call);
    }
}
