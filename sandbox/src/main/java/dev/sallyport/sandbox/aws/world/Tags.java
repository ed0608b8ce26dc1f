package dev.sallyport.sandbox.aws.world;

import java.util.Collection;
import java.util.Map;

/** Tags: up to fifty pairs of key and value on a thing. */
final class Tags {

    private static final int MOST = 50; // IAM quota; EC2 and EKS have the same

    private Tags() {}

    static Table<String> of(Map<String, String> tags) {
        return over(Table.empty(), tags);
    }

    static Table<String> over(Table<String> before, Map<String, String> tags) {
        Table<String> after = before;
        for (var tag : tags.entrySet()) {
            after = after.with(tag.getKey(), tag.getValue());
        }
        if (after.size() > MOST) {
            throw AwsFault.limitExceeded("The number of tags has reached the maximum limit.");
        }
        return after;
    }

    /** Tags of a user or role, some of which the sandbox reads: a slip in one must not pass for health. */
    static Table<String> ofPrincipal(Table<String> before, Map<String, String> tags) {
        Table<String> after = over(before, tags);
        Trouble.of(after.asMap());
        return after;
    }

    static Table<String> without(Table<String> before, Collection<String> keys) {
        Table<String> after = before;
        for (String key : keys) {
            after = after.without(key);
        }
        return after;
    }
}
