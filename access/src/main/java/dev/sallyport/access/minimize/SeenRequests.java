package dev.sallyport.access.minimize;

import dev.sallyport.cluster.audit.AuditedRequest;
import dev.sallyport.cluster.audit.AuditedRequest.Outcome;
import dev.sallyport.cluster.audit.AuditedUser;
import dev.sallyport.rbac.AccessRequest;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gathers somebody's requests out of a log, each distinct one once, however often it was made: what it holds grows with
 * what is distinct, and not with the log. Give it every event, in any order and from any number of files; then ask.
 */
public final class SeenRequests implements Consumer<AuditedRequest> {

    /**
     * Requests whose events are recognized as one by their id. The events of one are near each other, but for a watch's;
     * one that outlives so many others of the same subject is counted twice, and counted only.
     */
    private static final int REMEMBERED = 1 << 16;
    private static final int MOST_OTHERS = 1000; // enough to find a typing error in
    /** The bindings that every API server makes, and mends at each start, for everybody who is let in. */
    private static final Pattern EVERYBODYS = Pattern.compile("RBAC: allowed by ClusterRoleBinding \"system:[^\"]+\" of"
            + " ClusterRole \"[^\"]+\" to Group \"(system:(?:authenticated|unauthenticated|serviceaccounts))\"");

    private static final class Tally {
        private boolean allowed;
        private boolean denied;
        private final Set<String> everybodys = new HashSet<>();
    }

    private final LogSubject subject;
    private final Map<Asked, Tally> seen = new LinkedHashMap<>();
    private final SortedMap<String, SortedSet<String>> groups = new TreeMap<>();
    private final SortedSet<String> others = new TreeSet<>();
    private final Set<String> recent = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });
    private boolean arns;
    private long requests;
    private long impersonationsDenied;
    private Optional<Instant> first = Optional.empty();
    private Optional<Instant> last = Optional.empty();

    private SeenRequests(LogSubject subject) {
        this.subject = subject;
    }

    /** Of one subject; nothing yet. */
    public static SeenRequests of(LogSubject subject) {
        return new SeenRequests(subject);
    }

    @Override
    public void accept(AuditedRequest event) {
        event.time().ifPresent(this::within);
        if (event.outcome() == Outcome.UNAUTHENTICATED) {
            return;
        }
        arns |= event.signedIn().arn().isPresent();
        boolean asThemselves = subject.is(event.user());
        boolean asAnother = event.actedAs().isPresent() && subject.is(event.signedIn());
        if (!asThemselves && !asAnother) {
            other(event.user().name());
            return;
        }
        if (event.id().isEmpty() || recent.add(event.id())) {
            requests++;
        }
        if (event.outcome() == Outcome.IMPERSONATION_DENIED) {
            impersonationsDenied++;
            return;
        }
        if (asThemselves) {
            String name = known(event.user());
            event.needs().forEach(need -> tell(name, need, event.outcome()));
            Matcher everybodys = EVERYBODYS.matcher(event.reason());
            if (everybodys.matches()) {
                tally(name, event.needs().getFirst()).everybodys.add(everybodys.group(1));
            }
        }
        if (asAnother) { // the event names the other one once that was allowed; for nothing, if the request was not
            String name = known(event.signedIn());
            event.impersonation().forEach(need -> tell(name, need, event.outcome()));
        }
    }

    private void tell(String user, AccessRequest request, Outcome outcome) {
        Tally tally = tally(user, request);
        tally.allowed |= outcome == Outcome.ALLOWED;
        tally.denied |= outcome == Outcome.DENIED;
    }

    private String known(AuditedUser user) {
        groups.computeIfAbsent(user.name(), absent -> new TreeSet<>()).addAll(user.groups());
        return user.name();
    }

    private Tally tally(String user, AccessRequest request) {
        return seen.computeIfAbsent(new Asked(user, request), absent -> new Tally());
    }

    private void other(String name) {
        if (others.size() < MOST_OTHERS) {
            others.add(name);
        }
    }

    private void within(Instant time) {
        first = Optional.of(first.filter(known -> known.isBefore(time)).orElse(time));
        last = Optional.of(last.filter(known -> known.isAfter(time)).orElse(time));
    }

    /** Whose. */
    public LogSubject subject() {
        return subject;
    }

    /** How many requests there were. */
    public long requests() {
        return requests;
    }

    /** How many distinct ones: who asked for what. */
    public int distinct() {
        return seen.size();
    }

    /** How often somebody was refused because they may not act as another user. */
    public long impersonationsDenied() {
        return impersonationsDenied;
    }

    /** The users who are the subject, each with all groups that they had. */
    public SortedMap<String, SortedSet<String>> users() {
        return Collections.unmodifiableSortedMap(groups);
    }

    /** The names of some others in the log, at most a thousand. */
    public SortedSet<String> others() {
        return Collections.unmodifiableSortedSet(others);
    }

    /** Whether the log says of anybody who they are to IAM. */
    public boolean namesArns() {
        return arns;
    }

    /** When the log's first event was, whosever; empty when no event says when. */
    public Optional<Instant> first() {
        return first;
    }

    /** When the last was. */
    public Optional<Instant> last() {
        return last;
    }

    /** What was let through at least once. */
    public List<Asked> allowed() {
        return those(tally -> tally.allowed);
    }

    /** What was refused, and never let through. */
    public List<Asked> denied() {
        return those(tally -> tally.denied && !tally.allowed);
    }

    /** What the log does not tell the outcome of. */
    public List<Asked> undecided() {
        return those(tally -> !tally.denied && !tally.allowed);
    }

    /** Whether the API server said that it let this through for a binding of its own to one of these groups. */
    boolean isEverybodys(Asked asked, Collection<String> groups) {
        return Optional.ofNullable(seen.get(asked)).filter(tally -> !Collections.disjoint(tally.everybodys, groups))
                .isPresent();
    }

    private List<Asked> those(Predicate<Tally> which) {
        return seen.entrySet().stream().filter(entry -> which.test(entry.getValue())).map(Map.Entry::getKey).toList();
    }
}
