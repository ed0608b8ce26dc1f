package dev.sallyport.conformance.decisions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.rbac.Decision;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a review answers, in the form in which two are compared.
 *
 * @param reason for a yes, the chain; for a no, the references that lead nowhere, in alphabetical order, because the
 *     server's bindings have none
 * @param error the review's {@code evaluationError}; RBAC alone has none
 */
record Verdict(boolean allowed, String reason, String error) {

    private static final Pattern BETWEEN = Pattern.compile("(?<=not found), ");
    private static final String RBAC = "RBAC: ";

    /** What the server's review says. */
    static Verdict of(JsonNode review) {
        JsonNode status = review.path("status");
        if (!status.isObject()) {
            throw new IllegalStateException("no review: " + review);
        }
        boolean allowed = status.path("allowed").asBoolean();
        String reason = status.path("reason").asText();
        return new Verdict(allowed, allowed ? reason : sorted(reason),
                status.path("evaluationError").asText() + (status.path("denied").asBoolean() ? "denied" : ""));
    }

    /**
     * What we say. The server names the first binding that allows, and knows no order among bindings of one kind: where
     * it names another of them than we do, with the words that we have for that one, we say the same.
     *
     * @param authorizer what the server puts before RBAC's own words in a no
     */
    static Verdict of(Decision decision, Verdict theirs, String authorizer) {
        String reason = decision.allowed()
                ? mightBeFirst(decision.chains()).filter(theirs.reason()::equals).findFirst()
                        .orElseGet(decision::reason)
                : decision.reason().isEmpty() ? "" : sorted(authorizer + decision.reason());
        return new Verdict(decision.allowed(), reason, "");
    }

    /** The first chain of every binding that is of the first one's kind. */
    private static Stream<String> mightBeFirst(List<Decision.Chain> chains) {
        return chains.stream().filter(chain -> switch (chain) {
            case Decision.Chain.ByMasters masters -> false;
            case Decision.Chain.ByBinding by -> chains.getFirst() instanceof Decision.Chain.ByBinding first
                    && first.binding().isClusterRoleBinding() == by.binding().isClusterRoleBinding()
                    && Objects.equals(by, firstOf(chains, by));
        }).map(chain -> new Decision(true, List.of(chain), List.of()).reason());
    }

    private static Decision.Chain firstOf(List<Decision.Chain> chains, Decision.Chain.ByBinding like) {
        return chains.stream().filter(chain -> chain instanceof Decision.Chain.ByBinding by
                && by.binding().equals(like.binding())).findFirst().orElseThrow();
    }

    /** The same with the names as the world has them. */
    Verdict out(Place place) {
        return new Verdict(allowed, place.out(reason), place.out(error));
    }

    private static String sorted(String reason) {
        int list = reason.indexOf(RBAC + "[");
        if (list < 0) {
            return reason;
        }
        String inside = reason.substring(list + RBAC.length() + 1, reason.length() - 1);
        return reason.substring(0, list) + RBAC + BETWEEN.splitAsStream(inside).sorted().toList();
    }
}
