package dev.sallyport.sandbox.aws.service;

import dev.sallyport.sandbox.aws.wire.Parameters;
import dev.sallyport.sandbox.aws.world.AwsFault;
import dev.sallyport.sandbox.aws.world.Caller;

import java.util.List;
import java.util.Map;

/**
 * An action that somebody asks for, signature verified.
 *
 * @param caller who asks
 * @param region the region that was signed for
 * @param parameters what they ask
 * @param keys the condition keys of the request, such as {@code aws:SourceIp}
 */
record Call(Caller caller, String region, Parameters parameters, Map<String, List<String>> keys) {

    String account() {
        return caller.account();
    }

    /** The user that the call is about: the one named, or the caller where IAM allows to leave the name out. */
    String userName() {
        return parameters.find("UserName").orElseGet(() -> switch (caller.kind()) {
            case USER, ROOT -> caller.name();
            case ROLE_SESSION, FEDERATED_USER ->
                throw AwsFault.validation("Must specify userName when calling with non-User credentials");
        });
    }
}
