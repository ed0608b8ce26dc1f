package dev.sallyport.access.doctor;

import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.cluster.snapshot.Unseen;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingResult;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.NearRule;
import dev.sallyport.mapping.PrivateDnsNames;
import dev.sallyport.mapping.SectionReading;
import dev.sallyport.mapping.lint.LintFinding;
import dev.sallyport.mapping.lint.MapLint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says by somebody else's view of the map why the API server does not know a principal.
 *
 * <p>What names the principal in full and fails comes first: a section that cannot be read, an entry that is dropped, a
 * key that is not read. Then the nearest entries. What is left is not in the map.
 */
final class MapJudge {

    private static final int NEAREST = 3;

    private final AccessWorld world;
    private final AwsAuth map;
    private final CallerIdentity identity;
    private final MapCures cures;

    private MapJudge(AccessWorld world, AwsAuth map, CallerIdentity identity, MapCures cures) {
        this.world = world;
        this.map = map;
        this.identity = identity;
        this.cures = cures;
    }

    /** What is wrong; empty where this view does not show the map. */
    static Optional<Observation> judge(AccessWorld world, CallerIdentity identity, MapCures cures) {
        Optional<AwsAuth> map = world.cluster().awsAuth();
        if (map.isEmpty()) {
            return world.hidden(Unseen.Hides.THE_MAP)
                    ? Optional.empty()
                    : Optional.of(Observation.fault(CheckCode.M_MISSING,
                            "there is no ConfigMap kube-system/aws-auth in " + world.cluster().name(),
                            cures.restore(), cures.add("begin it anew with an entry for you", List.of())));
        }
        return Optional.of(new MapJudge(world, map.get(), identity, cures).judge());
    }

    private Observation judge() {
        return switch (world.table().lookup(identity, PrivateDnsNames.NONE)) {
            case MappingResult.Mapped(KubernetesUser user, MappingRule rule) -> mapped(user, rule);
            case MappingResult.Unfillable(MappingRule rule, String problem) -> unfillable(rule, problem);
            case MappingResult.Unavailable(MappingRule rule, String problem) -> unfillable(rule, problem);
            case MappingResult.Unmapped _ -> broken().or(this::dropped).or(this::topKey).or(this::near)
                    .orElseGet(this::absent);
        };
    }

    private Observation mapped(KubernetesUser user, MappingRule rule) {
        return Observation.fault(CheckCode.M_NOT_MAPPED, rule.place() + " makes "
                + (user.username().isEmpty() ? "somebody without a name" : user.username())
                + " of you, and the API server answers 401 all the same:\nthat map is another cluster's, or was changed"
                + " a moment ago and is not in force yet", cures.look("list pods"))
                .orElse(List.of(CheckCode.T_UNAVAILABLE));
    }

    private Observation unfillable(MappingRule rule, String problem) {
        String evidence = rule.place() + " is yours, and its user name " + rule.username() + " cannot be filled:\n"
                + problem;
        if (rule.groups().contains("system:nodes")) {
            return Observation.fault(CheckCode.M_TEMPLATE, evidence + "\nit is the nodes' entry, so it must stay as it"
                    + " is; sign in by another role");
        }
        return Observation.fault(CheckCode.M_TEMPLATE, evidence, cures.name());
    }

    /** A section that is no YAML and names them: everybody in it is locked out. */
    private Optional<Observation> broken() {
        return map.sections().stream().filter(section -> section.lost().isPresent())
                .filter(section -> section.section() == cures.section() || names(section.text()))
                .findFirst().map(section -> {
                    Finding lost = section.lost().orElseThrow();
                    boolean theirs = names(section.text());
                    List<Cure> how = List.of(theirs ? cures.rescue() : cures.rescueAndAdd());
                    return fault(CheckCode.M_BROKEN, lost.place() + ": " + lost.message() + " (" + lost.code() + ")\n"
                            + "so nobody in " + section.section().key() + " comes in, "
                            + (theirs ? "your entry among them" : "and you are not in it besides"), how);
                });
    }

    /** An entry that names them and that the reference drops. */
    private Optional<Observation> dropped() {
        List<LintFinding> lint = MapLint.of(map);
        for (SectionReading section : map.sections()) {
            for (SectionReading.Entry entry : section.entries()) {
                int first = entry.node().spot().line();
                int last = entry.node().end().line();
                String text = section.text().lines().skip(first - 1L).limit(last - first + 1L)
                        .collect(Collectors.joining("\n"));
                if (entry.rule().isPresent() || !names(text)) {
                    continue;
                }
                int from = section.place(entry.node().spot()).line();
                Optional<LintFinding> why = lint.stream()
                        .filter(found -> found.finding().place().section().equals(section.section().key())
                                || map.manifest().isPresent())
                        .filter(found -> found.finding().severity() == Finding.Severity.ERROR)
                        .filter(found -> found.finding().place().line() >= from
                                && found.finding().place().line() <= from + last - first)
                        .findFirst();
                List<Cure> how = new ArrayList<>();
                if (why.isPresent() && !why.get().fix().isEmpty()) {
                    how.add(cures.lintFix());
                }
                how.add(cures.add("add an entry that is read", List.of()));
                return Optional.of(fault(CheckCode.M_INVALID,
                        why.map(found -> found.finding().place() + ": " + found.finding().message() + " ("
                                + found.finding().code() + ")")
                                .orElseGet(() -> section.place(entry.node().spot()) + " cannot be understood")
                                + "\nso the entry that names you is dropped",
                        how));
            }
        }
        return Optional.empty();
    }

    /** A key of the ConfigMap that nobody reads, and that names them. */
    private Optional<Observation> topKey() {
        for (Map.Entry<String, String> each : map.data().entrySet()) {
            if (MapSection.byKey(each.getKey()).isPresent() || !names(each.getValue())) {
                continue;
            }
            Optional<LintFinding> why = MapLint.of(map).stream()
                    .filter(found -> found.finding().code().startsWith("A-TOP")
                            && found.finding().message().contains(each.getKey()))
                    .findFirst();
            List<Cure> how = new ArrayList<>();
            if (why.isPresent() && !why.get().fix().isEmpty()) {
                how.add(cures.lintFix());
            }
            how.add(cures.add("add an entry where it is read", List.of()));
            return Optional.of(fault(CheckCode.M_TOP_KEY,
                    why.map(found -> found.finding().place() + ": " + found.finding().message() + " ("
                            + found.finding().code() + ")").orElse("the key " + each.getKey() + " is not read")
                            + "\nso the entry that names you counts for nothing",
                    how));
        }
        return Optional.empty();
    }

    private Optional<Observation> near() {
        List<NearRule> nearest = world.table().nearest(identity, NEAREST);
        return nearest.stream().findFirst().map(first -> {
            MappingRule rule = first.rule();
            CheckCode code = code(first);
            List<Cure> how = switch (first.reason()) {
                case PATH, NOT_THE_ROLE, BLANKS -> List.of(cures.rewrite(rule));
                case OTHER_KIND, OTHER_PARTITION, OTHER_ACCOUNT, SIMILAR_NAME -> List.of(cures.likeThat(rule),
                        cures.remove(atSection(rule), "take that entry out, where it is nobody else's"));
            };
            return fault(code, "you are " + identity.canonicalArn() + "\n" + nearest.stream()
                    .map(near -> near.rule().place() + " has " + near.rule().subject() + ": " + words(near))
                    .collect(Collectors.joining("\n")), how);
        });
    }

    private static CheckCode code(NearRule near) {
        return switch (near.reason()) {
            case PATH -> near.rule().subject().contains("aws-reserved/sso.amazonaws.com/")
                    ? CheckCode.M_SSO_PATH
                    : CheckCode.M_PATH;
            case NOT_THE_ROLE -> CheckCode.M_SESSION_ARN;
            case OTHER_ACCOUNT, OTHER_PARTITION -> CheckCode.M_ACCOUNT;
            case BLANKS, OTHER_KIND, SIMILAR_NAME -> CheckCode.M_TYPO;
        };
    }

    private String words(NearRule near) {
        return near.reason() == NearRule.Reason.PATH && cures.section() == MapSection.USERS
                ? "its path is another than yours"
                : near.reason().words();
    }

    /** The same entry by the line of its section, which is what commands count, also where a file was shown. */
    private MappingRule atSection(MappingRule rule) {
        return AwsAuth.parse(map.data()).referenceReading().rules().stream()
                .filter(other -> other.subject().equals(rule.subject())
                        && other.place().section().equals(section(rule)))
                .findFirst().orElse(rule);
    }

    private static String section(MappingRule rule) {
        return switch (rule) {
            case MappingRule.Role _ -> MapSection.ROLES.key();
            case MappingRule.User _ -> MapSection.USERS.key();
            case MappingRule.Account _ -> MapSection.ACCOUNTS.key();
            case MappingRule.ArnPattern _ -> MapSection.ROLES.key();
        };
    }

    private Observation absent() {
        int rules = world.table().size();
        return fault(CheckCode.M_NOT_MAPPED, map.source() + " of " + world.cluster().name() + " has no line for "
                + identity.canonicalArn() + "\n(" + rules + (rules == 1 ? " entry" : " entries")
                + " read, none with a name like it)", List.of(cures.add("let you in", List.of())));
    }

    /** Whether a text has their ARN, or that of their role with a path. */
    private boolean names(String text) {
        String folded = ArnCase.folded(text);
        String arn = ArnCase.folded(identity.canonicalArn().value());
        String name = arn.substring(arn.lastIndexOf('/') + 1);
        String account = identity.account();
        return folded.contains(arn) || (folded.contains(account) && folded.lines().anyMatch(
                line -> line.contains(account) && line.replaceAll("[\"',}\\s]+$", "").endsWith("/" + name)));
    }

    private static Observation fault(CheckCode code, String evidence, List<Cure> how) {
        return Observation.fault(code, evidence, how.toArray(Cure[]::new));
    }
}
