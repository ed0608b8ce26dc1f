package dev.sallyport.benchmarks.lint;

import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A map as large as one may be: 5,000 entries, just under 1 MiB, 325 of them with something to find; and a cluster
 * with 2,000 bindings. Always the same.
 */
final class LargeMap {

    static final int ROLES = 4_000;
    static final int USERS = 1_000;
    static final int BINDINGS = 2_000;

    private static final int ENTRY = 208; // characters, so that all of them are just under 1 MiB

    private LargeMap() {}

    /** The ConfigMap's data. */
    static Map<String, String> data() {
        return Map.of("mapRoles", section("rolearn", "role", ROLES), "mapUsers", section("userarn", "user", USERS));
    }

    private static String section(String key, String noun, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String name = (i % 20 == 7 && noun.equals("role") ? "team/" : "") + "team-" + i;
            String entry = "- " + key + ": arn:aws:iam::123456789012:" + noun + "/" + name + "\n  username: "
                    + (i % 40 == 9 ? "\"{{Session}}" + i + "\"" : noun + "-" + i) + "\n  groups:\n  - group-"
                    + i % BINDINGS + "\n  - everybody\n";
            text.append(entry).append("  # ").append("x".repeat(Math.max(0, ENTRY - entry.length() - 5))).append('\n');
        }
        return text.toString();
    }

    /** The cluster's bindings; every twentieth is for a user whom nobody produces. */
    static RbacSnapshot bindings() {
        List<Binding> bindings = new ArrayList<>();
        for (int i = 0; i < BINDINGS; i++) {
            bindings.add(new Binding("", "b-" + i, RoleRef.clusterRole("view"), List.of(i % 20 == 0
                    ? new Subject.User("nobody-" + i)
                    : new Subject.Group("group-" + i))));
        }
        return new RbacSnapshot(List.of(), bindings);
    }
}
