package dev.sallyport.sandbox.kubernetes.access;

import dev.sallyport.mapping.KubernetesUser;
import io.vertx.core.Future;

/** Says whose a bearer token is. */
@FunctionalInterface
public interface TokenAuthenticator {

    /** Asks; the future fails only for a fault of ours. */
    Future<Answer> authenticate(String token);

    /** What came out. To the client all but the first are the same 401, as with a real API server. */
    sealed interface Answer {
        /** Somebody known, with the groups as the authenticator gave them. */
        record Authenticated(KubernetesUser user) implements Answer {}

        /** Nobody. */
        record Unauthenticated() implements Answer {}

        /**
         * Could not be found out.
         *
         * @param why for the log; never contains the token
         */
        record Failed(String why) implements Answer {}
    }

    /** Knows nobody: in force until a webhook is there to be asked. */
    static TokenAuthenticator nobody() {
        return _ -> Future.succeededFuture(new Answer.Unauthenticated());
    }
}
