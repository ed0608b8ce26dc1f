package dev.sallyport.sandbox.aws.service;

import dev.sallyport.sandbox.aws.wire.Parameters;
import dev.sallyport.sandbox.aws.wire.Tree;
import dev.sallyport.sandbox.aws.world.AwsFault;

import java.util.List;
import java.util.function.Function;

/** IAM's lists: {@code Marker} and {@code MaxItems} in, {@code IsTruncated} and the next {@code Marker} out. */
final class IamPages {

    private static final int USUAL = 100; // IAM API Reference, MaxItems
    private static final int MOST = 1000;

    private IamPages() {}

    static <T> Tree.Struct list(String name, List<T> all, Parameters parameters, Function<T, ? extends Tree> each) {
        int size = parameters.number("MaxItems").orElse(USUAL);
        if (size < 1 || size > MOST) {
            throw AwsFault.validation("1 validation error detected: Value '" + size
                    + "' at 'maxItems' failed to satisfy constraint: Member must have value between 1 and " + MOST);
        }
        Page<T> page = Page.of(all, parameters.find("Marker"), size);
        return Tree.Struct.empty().andList(name, page.rows(), each).and("IsTruncated", page.next().isPresent())
                .andIfPresent("Marker", page.next());
    }
}
