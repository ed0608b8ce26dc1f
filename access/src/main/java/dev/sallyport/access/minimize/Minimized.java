package dev.sallyport.access.minimize;

import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Subject;

import java.util.List;
import java.util.Optional;

/**
 * Roles out of a log.
 *
 * @param subjects whom the bindings name
 * @param roles the roles and bindings; none when nothing is needed
 * @param text the same as kubectl takes it; empty when there are none
 * @param replay the proof
 * @param everybodys requests that everybody may make who is let in; the roles do not give them
 * @param denied requests that were refused, and that the roles do not allow
 * @param undecided requests of which the log does not tell the outcome; the roles do not allow them
 * @param unwritable requests that no rule allows without allowing others beside them, because they have a {@code *} where
 *     RBAC reads a wildcard; the roles do not allow them
 * @param today what they may today; empty when that is not known
 */
public record Minimized(List<Subject> subjects, RbacSnapshot roles, String text, Replay replay, List<Asked> everybodys,
        List<Asked> denied, List<Asked> undecided, List<Asked> unwritable, Optional<TodaysRights> today) {

    public Minimized {
        subjects = List.copyOf(subjects);
        everybodys = List.copyOf(everybodys);
        denied = List.copyOf(denied);
        undecided = List.copyOf(undecided);
        unwritable = List.copyOf(unwritable);
    }

    /**
     * Requests of which the API server asks more than the request says, and no log shows it: for roles and bindings, that
     * their writer holds what they give or may {@code bind} or {@code escalate}; for certificates, the signer.
     */
    public List<Asked> checkedFurther(SeenRequests seen) {
        return seen.allowed().stream().filter(asked -> Minimizer.isCheckedFurther(asked.request())).toList();
    }
}
