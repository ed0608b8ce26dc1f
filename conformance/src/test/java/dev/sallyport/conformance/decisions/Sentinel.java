package dev.sallyport.conformance.decisions;

import dev.sallyport.conformance.decisions.World.WrittenBinding;
import dev.sallyport.conformance.decisions.World.WrittenRole;
import dev.sallyport.conformance.decisions.World.WrittenSubject;
import dev.sallyport.rbac.PolicyRule;

import java.util.List;
import java.util.Map;

/** The smallest world with one object of each kind, and the questions that are a yes once all four are known. */
final class Sentinel {

    private static final List<WrittenSubject> GUARD = List.of(new WrittenSubject("User", "", "%guard"));
    private static final List<PolicyRule> WATCHES = List
            .of(PolicyRule.resources(List.of("watch"), List.of(""), List.of("gates")));

    static final World WORLD = new World(List.of("%a"),
            List.of(new WrittenRole("", "%guards", Map.of(), WATCHES, List.of()),
                    new WrittenRole("%a", "%guards", Map.of(),
                            List.of(PolicyRule.resources(List.of("open"), List.of(""), List.of("gates"))), List.of())),
            List.of(new WrittenBinding("", "%guards", "ClusterRole", "%guards", GUARD),
                    new WrittenBinding("%a", "%guards", "Role", "%guards", GUARD)));

    static final List<Ask> ASKS = List.of(
            Ask.resource("%guard", List.of(), "watch", "", "gates", "", "", ""),
            Ask.resource("%guard", List.of(), "open", "", "gates", "", "", "%a"));

    private Sentinel() {}
}
