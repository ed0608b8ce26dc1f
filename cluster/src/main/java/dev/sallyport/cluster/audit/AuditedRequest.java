package dev.sallyport.cluster.audit;

import dev.sallyport.rbac.AccessRequest;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one audit event says of a request. Several events may tell of one, each at another stage of it.
 *
 * @param place where the event stands, such as {@code line 17}
 * @param id the request's own, the same in all its events; may be empty
 * @param time when it came
 * @param signedIn who proved to be somebody
 * @param actedAs whom they asked to be taken for ({@code impersonatedUser}); the request is this user's then
 * @param needs what the API server asks its authorizer for: the request itself first, then what it asks besides
 * @param impersonation what it asks for {@code signedIn} before, so that they may act as {@code actedAs}
 * @param reason why the authorizer decided so, in its words, such as {@code RBAC: allowed by …}; may be empty
 */
public record AuditedRequest(String place, String id, Optional<Instant> time, AuditedUser signedIn,
        Optional<AuditedUser> actedAs, List<AccessRequest> needs, List<AccessRequest> impersonation, Outcome outcome,
        String reason) {

    public AuditedRequest {
        needs = List.copyOf(needs);
        impersonation = List.copyOf(impersonation);
    }

    /** What became of it before the authorizer. */
    public enum Outcome {
        /** It was let through. What admission or storage said after that is not looked at. */
        ALLOWED,
        /** It was refused by the authorizer. */
        DENIED,
        /** It was refused because the user may not act as the other one. */
        IMPERSONATION_DENIED,
        /** This event does not tell: a stage before the decision, or an answer that came before it. */
        UNDECIDED,
        /** Nobody was signed in. */
        UNAUTHENTICATED
    }

    /** Whose request it is. */
    public AuditedUser user() {
        return actedAs.orElse(signedIn);
    }
}
