package dev.sallyport.access.report;

import dev.sallyport.access.whocan.WhoCanAnswer.Way;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.whocan.Grants.Grant;

import java.util.List;

/** Something strong that somebody can do, by themselves or in steps; without what everybody has who is let in. */
public sealed interface Power {

    /**
     * May do everything.
     *
     * @param chains by what
     */
    record Everything(List<Decision.Chain> chains) implements Power {
        public Everything {
            chains = List.copyOf(chains);
        }
    }

    /**
     * Can get to do everything by first doing something else.
     *
     * @param ways the first of their shortest ways
     * @param count how many there are
     */
    record Climbs(List<Way> ways, int count) implements Power {
        public Climbs {
            ways = List.copyOf(ways);
        }
    }

    /**
     * Reads every Secret, in the whole cluster or in some namespaces.
     *
     * @param grants by which bindings; each holds in its own namespace
     */
    record ReadsSecrets(List<Grant> grants) implements Power {
        public ReadsSecrets {
            grants = List.copyOf(grants);
        }

        /** Whether in the whole cluster. */
        public boolean everywhere() {
            return grants.stream().anyMatch(grant -> grant.binding().isClusterRoleBinding());
        }

        /** The namespaces, sorted; none where it is the whole cluster. */
        public List<String> namespaces() {
            return everywhere()
                    ? List.of()
                    : grants.stream().map(grant -> grant.binding().namespace()).distinct().sorted().toList();
        }
    }
}
