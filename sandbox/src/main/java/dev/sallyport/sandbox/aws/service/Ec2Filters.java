package dev.sallyport.sandbox.aws.service;

import dev.sallyport.sandbox.aws.policy.Glob;
import dev.sallyport.sandbox.aws.wire.Parameters;
import dev.sallyport.sandbox.aws.world.AwsFault;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * EC2's filters: all of them must match, each by any of its values, in which {@code *} and {@code ?} are wild.
 *
 * @param <T> what is filtered
 * @param table from a filter's name to what it is compared with
 */
record Ec2Filters<T>(Map<String, Function<T, List<String>>> table) {

    private static final String TAG = "tag:";

    /** Those of {@code all} that every filter of the call lets pass. */
    List<T> apply(List<T> all, Parameters parameters, Function<T, Map<String, String>> tags) {
        List<T> left = new ArrayList<>(all);
        for (int i = 1; i <= parameters.count("Filter", "Name"); i++) {
            String name = parameters.required("Filter." + i + ".Name");
            List<Glob> wanted = parameters.list("Filter." + i + ".Value").stream().map(Glob::of).toList();
            Function<T, List<String>> values = name.startsWith(TAG)
                    ? one -> Optional.ofNullable(tags.apply(one).get(name.substring(TAG.length()))).stream().toList()
                    : Optional.ofNullable(table.get(name)).orElseThrow(() -> new AwsFault(400,
                            "InvalidParameterValue", "The filter '" + name + "' is invalid"));
            left.removeIf(one -> values.apply(one).stream()
                    .noneMatch(value -> wanted.stream().anyMatch(glob -> glob.matches(value))));
        }
        return List.copyOf(left);
    }
}
