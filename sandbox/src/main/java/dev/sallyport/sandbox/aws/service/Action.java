package dev.sallyport.sandbox.aws.service;

import dev.sallyport.sandbox.aws.wire.Tree;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One action of a service, as a row of its table.
 *
 * @param permission what policies must allow, such as {@code iam:CreateUser}; empty where everybody may
 * @param resource the ARN that policies are asked about
 * @param act does it
 */
record Action(Optional<String> permission, Function<Call, String> resource, Function<Call, Tree.Struct> act) {

    /** One that needs no permission, or whose rules are its own. */
    static Action free(Function<Call, Tree.Struct> act) {
        return new Action(Optional.empty(), call -> "*", act);
    }

    /** One that policies must allow on a resource. */
    static Action on(String permission, Function<Call, String> resource, Function<Call, Tree.Struct> act) {
        return new Action(Optional.of(permission), resource, act);
    }

    /** One that policies must allow, and whose answer has no content. */
    static Action quiet(String permission, Function<Call, String> resource, Consumer<Call> act) {
        return on(permission, resource, call -> {
            act.accept(call);
            return Tree.Struct.empty();
        });
    }
}
