package dev.sallyport.access.minimize;

import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Subject;
import dev.sallyport.rbac.whocan.Grants;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Makes roles of what a log saw somebody do, as narrow as RBAC can be written.
 *
 * <p>How it works. Each request that was let through becomes the smallest thing that a rule can allow ({@link Need}): its
 * verb on its resource, by its name where it had one, in its namespace. What everybody may who is let in is left out: a
 * role that gave it would give nothing. So is what was refused. What remains is made wider where the caller asks for it,
 * laid out over namespaces ({@link LeastRoles}), written as rules that overlap nowhere ({@link LeastRules}), and as a text.
 * That text is then read again, and every distinct request is put to the roles in it: none may be denied.
 */
public final class Minimizer {

    private static final String AUTHENTICATED = "system:authenticated";
    private static final String NOBODYS = "system:unauthenticated";
    private static final String ACCOUNTS = "system:serviceaccounts";

    private final Wishes wishes;
    private final Optional<RbacSnapshot> today;

    private Minimizer(Wishes wishes, Optional<RbacSnapshot> today) {
        this.wishes = wishes;
        this.today = today;
    }

    /**
     * What is wanted.
     *
     * @param broadening what may be wider than what was seen
     * @param withDenied whether what was refused is to be allowed, too
     * @param withEverybodys whether the roles also give what everybody has who is let in
     * @param to whom the bindings name instead of the log's subject
     * @param name the name of the objects
     */
    public record Wishes(Broadening broadening, boolean withDenied, boolean withEverybodys, Optional<Subject> to,
            String name) {}

    /**
     * One that knows only the log.
     */
    public static Minimizer of(Wishes wishes) {
        return new Minimizer(wishes, Optional.empty());
    }

    /** One that also knows today's roles and bindings. */
    public static Minimizer of(Wishes wishes, RbacSnapshot today) {
        return new Minimizer(wishes, Optional.of(today));
    }

    /** Makes the roles. */
    public Minimized minimize(SeenRequests seen) {
        Predicate<Asked> everybodys = wishes.withEverybodys ? asked -> false : everybodys(seen);
        List<Asked> theirs = new ArrayList<>();
        List<Asked> common = new ArrayList<>();
        List<Asked> unwritable = new ArrayList<>();
        List<Asked> wanted = new ArrayList<>(seen.allowed());
        if (wishes.withDenied) {
            wanted.addAll(seen.denied());
        }
        for (Asked asked : wanted) {
            if (everybodys.test(asked)) {
                common.add(asked);
            } else if (Need.isWildcard(asked.request())) {
                unwritable.add(asked);
            } else {
                theirs.add(asked);
            }
        }
        Set<Need> needs = new HashSet<>();
        theirs.forEach(asked -> wishes.broadening.of(Need.of(asked.request())).forEach(needs::add));
        SortedSet<String> users = new TreeSet<>();
        theirs.forEach(asked -> users.add(asked.user()));
        List<Subject> subjects = wishes.to.map(List::of).orElseGet(() -> seen.subject().bound(users));
        RbacSnapshot roles = LeastRoles.of(needs, wishes.name, subjects);
        String text = RoleText.of(roles);
        RbacAuthorizer given = RbacAuthorizer.over(roles);
        Predicate<Asked> isGiven = asked -> given.decide(as(seen.subject(), asked.user()), asked.request()).allowed();
        return new Minimized(subjects, roles, text, Replay.of(text, theirs, user -> as(seen.subject(), user)), common,
                wishes.withDenied ? List.of() : seen.denied().stream().filter(isGiven.negate()).toList(),
                seen.undecided().stream().filter(isGiven.negate()).toList(), unwritable,
                today.map(rbac -> TodaysRights.of(rbac, holders(seen), seen.allowed(),
                        theirs.stream().filter(new HashSet<>(seen.allowed())::contains).toList())));
    }

    /** Who somebody of the log is under the new bindings. */
    private RbacUser as(LogSubject subject, String user) {
        return wishes.to.map(to -> switch (to) {
            case Subject.User(String name) -> new RbacUser(name, List.of());
            case Subject.Group(String name) -> new RbacUser(user, List.of(name));
            case Subject.ServiceAccount(String namespace, String name) ->
                new RbacUser(Subject.ServiceAccount.userName(namespace, name), List.of());
        }).orElseGet(() -> switch (subject) {
            case LogSubject.Group(String name) -> new RbacUser(user, List.of(name));
            case LogSubject.User _,LogSubject.Iam _ -> new RbacUser(user, List.of());
        });
    }

    /** Today's roles say what everybody has; where they do not speak of everybody, the log's own words do. */
    private Predicate<Asked> everybodys(SeenRequests seen) {
        if (today.isEmpty() || Grants.over(today.get()).byName(new Subject.Group(AUTHENTICATED)).isEmpty()) {
            return asked -> seen.isEverybodys(asked, common(holder(seen.subject(), asked.user())));
        }
        RbacAuthorizer authorizer = RbacAuthorizer.over(today.get());
        return asked -> authorizer.decide(new RbacUser("", common(holder(seen.subject(), asked.user()))),
                asked.request()).allowed();
    }

    /** Whom the new bindings name for what a user of the log did: what all of these have, nobody needs to be given. */
    private Subject holder(LogSubject subject, String user) {
        return wishes.to.orElseGet(() -> switch (subject) {
            case LogSubject.Group(String name) -> new Subject.Group(name);
            case LogSubject.User _,LogSubject.Iam _ -> Subject.ofUser(user);
        });
    }

    /** The groups that the API server itself puts them in; of a group, all of its members. */
    private static List<String> common(Subject holder) {
        return switch (holder) {
            case Subject.ServiceAccount(String namespace, String _) ->
                List.of(AUTHENTICATED, ACCOUNTS, ACCOUNTS + ":" + namespace);
            case Subject.User(String name) -> List.of(name.equals("system:anonymous") ? NOBODYS : AUTHENTICATED);
            case Subject.Group(String name) when name.equals(NOBODYS) -> List.of(NOBODYS);
            case Subject.Group(String name) when name.startsWith(ACCOUNTS + ":") ->
                List.of(AUTHENTICATED, ACCOUNTS, name);
            case Subject.Group(String name) when name.equals(ACCOUNTS) -> List.of(AUTHENTICATED, ACCOUNTS);
            case Subject.Group _ -> List.of(AUTHENTICATED);
        };
    }

    private static Collection<RbacUser> holders(SeenRequests seen) {
        Set<RbacUser> holders = new LinkedHashSet<>();
        for (Map.Entry<String, SortedSet<String>> user : seen.users().entrySet()) {
            holders.add(switch (seen.subject()) {
                case LogSubject.Group(String name) -> new RbacUser("", List.of(name));
                case LogSubject.User _,LogSubject.Iam _ -> new RbacUser(user.getKey(), List.copyOf(user.getValue()));
            });
        }
        return holders;
    }

    /** Whether the API server, when it gets such a request, asks for more than any log shows. */
    static boolean isCheckedFurther(AccessRequest request) {
        return request instanceof AccessRequest.Resource of && switch (of.group()) {
            case "rbac.authorization.k8s.io" -> Set.of("create", "update", "patch").contains(of.verb());
            case "certificates.k8s.io" ->
                of.resource().equals("certificatesigningrequests") && !of.subresource().isEmpty();
            default -> false;
        };
    }
}
