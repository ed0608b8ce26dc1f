package dev.sallyport.access.doctor;

import dev.sallyport.access.doctor.AuthenticatorLog.Entry;
import dev.sallyport.aws.AccessEntries;
import dev.sallyport.aws.AccessEntries.AccessEntry;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.mapping.MapSection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Whether the map makes a Kubernetes user of the person. They may not read it themselves: a 401 for a token that STS
 * vouches for is all that they see, and what lies behind it is inferred, unless somebody showed them the map, the
 * authenticator's log, or IAM lets them ask EKS for their access entry.
 */
final class MappingCheck implements Check {

    private final BiFunction<Surroundings, Facts, Optional<AccessEntries>> entries;

    /** Asks EKS as the person. */
    static MappingCheck asking() {
        return new MappingCheck((place, known) -> known.settings().flatMap(settings -> known.credentials()
                .map(found -> AccessEntries.of(settings, found.credentials(), place.clock()))));
    }

    MappingCheck(BiFunction<Surroundings, Facts, Optional<AccessEntries>> entries) {
        this.entries = entries;
    }

    @Override
    public Seen look(Surroundings place, Facts known) {
        List<Observation> seen = new ArrayList<>();
        place.reader().lost().ifPresent(because -> seen.add(Observation.unseen(Station.MAPPING, because)));
        seen.add(observe(place, known));
        return new Seen(known, seen);
    }

    private Observation observe(Surroundings place, Facts known) {
        if (known.review().isEmpty()) {
            return Observation.unseen(Station.MAPPING, "not reached");
        }
        return switch (known.review().get()) {
            case ClusterAnswer.Got<KubernetesUser>(KubernetesUser user) -> user.username().isEmpty()
                    ? nameless(place, known, user)
                    : Observation.ok(Station.MAPPING, "you are " + user.username() + ", groups " + user.groups());
            case ClusterAnswer.Failed<KubernetesUser>(ClusterFailure failure) ->
                failure.kind() == ClusterFailure.Kind.UNAUTHORIZED
                        ? known.identity().map(identity -> refused(place, known, identity))
                                .orElseGet(() -> Observation.unseen(Station.MAPPING, "nobody knows who you are to IAM"))
                        : Observation.unseen(Station.MAPPING, failure.message());
        };
    }

    /** An empty name is no reason for the API server to refuse anybody; it is one that no binding speaks of. */
    private static Observation nameless(Surroundings place, Facts known, KubernetesUser user) {
        return Observation.fault(CheckCode.M_NAME,
                "the API server lets you in without a user name, groups " + user.groups(), known.identity()
                        .map(identity -> new MapCures(identity, place.toTheReader()).name()).stream()
                        .toArray(Cure[]::new));
    }

    private Observation refused(Surroundings place, Facts known, CallerIdentity identity) {
        Reader reader = place.reader();
        MapCures cures = new MapCures(identity, place.toTheReader());
        Optional<AccessEntry> entry = Optional.empty();
        List<String> told = new ArrayList<>();
        Optional<ClusterFacts> withEntries = known.cluster()
                .filter(cluster -> cluster.authenticationMode().startsWith("API"));
        if (withEntries.isPresent()) {
            entry = entry(entries.apply(place, known), withEntries.get(), identity, told);
        }
        log(reader, identity).ifPresent(line -> told.add(line.place() + ": access "
                + (line.granted() ? "granted to " : "denied to ") + line.arn()
                + (line.detail().isEmpty() ? "" : line.granted() ? " as " + line.detail() : ": " + line.detail())));
        if (entry.isPresent()) {
            return recreated(withEntries.get(), entry.get(), told);
        }
        if (withEntries.filter(cluster -> cluster.authenticationMode().equals("API")).isPresent()) {
            return byEntriesAlone(withEntries.get(), identity, told);
        }
        Observation byMap = reader.world().flatMap(world -> MapJudge.judge(world, identity, cures))
                .orElseGet(() -> inferred(known, identity, cures, told.isEmpty()));
        List<Cure> how = new ArrayList<>(byMap.cures());
        withEntries.ifPresent(cluster -> how.add(MapCures.accessEntry(identity, cluster,
                "let you in by an access entry instead, which AWS recommends")));
        return new Observation(byMap.station(), byMap.level(), byMap.code(),
                byMap.evidence() + (told.isEmpty() ? "" : "\n" + String.join("\n", told)), byMap.alike(), how);
    }

    /** What EKS says of their access entry; what it does not say is told as well. */
    private static Optional<AccessEntry> entry(Optional<AccessEntries> eks, ClusterFacts cluster,
            CallerIdentity identity, List<String> told) {
        if (eks.isEmpty()) {
            return Optional.empty();
        }
        String arn = identity.canonicalArn().value();
        return switch (eks.get().describe(cluster.name(), arn)) {
            case AwsAnswer.Got<Optional<AccessEntry>>(Optional<AccessEntry> entry) -> {
                if (entry.isEmpty()) {
                    told.add("EKS has no access entry for " + arn + (identity.sessionName().isEmpty()
                            ? ""
                            : "; where the role has a path, its entry has it too, and was not looked for"));
                }
                yield entry;
            }
            case AwsAnswer.Failed<Optional<AccessEntry>>(var failure) -> {
                told.add("your access entry: not seen, " + failure.message());
                yield Optional.empty();
            }
        };
    }

    private static Optional<Entry> log(Reader reader, CallerIdentity identity) {
        return reader.log().flatMap(log -> log.newest(identity.canonicalArn()));
    }

    /** An entry is the unique id's that the principal had when it was made. */
    private static Observation recreated(ClusterFacts cluster, AccessEntry entry, List<String> told) {
        List<String> remove = List.of("aws", "eks", "delete-access-entry", "--cluster-name", cluster.name(), "--region",
                cluster.region(), "--principal-arn", entry.principalArn());
        List<String> create = new ArrayList<>(List.of("aws", "eks", "create-access-entry", "--cluster-name",
                cluster.name(), "--region", cluster.region(), "--principal-arn", entry.principalArn()));
        if (!entry.groups().isEmpty()) {
            create.add("--kubernetes-groups");
            create.addAll(entry.groups());
        }
        told.addFirst("EKS has an access entry for " + entry.principalArn()
                + ", and the API server answers 401 all the same:\nan entry is the principal's that it was made for,"
                + " and one that was deleted and made anew is another");
        return Observation.fault(CheckCode.M_RECREATED, String.join("\n", told), Cure.accountAdministrator(
                "make the entry anew (its access policies too: aws eks list-associated-access-policies shows them"
                        + " before)",
                ShellLine.of(remove), ShellLine.of(create)));
    }

    private static Observation byEntriesAlone(ClusterFacts cluster, CallerIdentity identity, List<String> told) {
        told.addFirst("the API server answers 401 all the same: no access entry is yours, and " + cluster.name()
                + " asks nothing else (mode API)");
        return Observation.fault(CheckCode.M_NOT_MAPPED, String.join("\n", told), MapCures.accessEntry(identity,
                cluster, "let you in" + (identity.sessionName().isEmpty() ? "" : " (a role's ARN with its path)")))
                .orElse(List.of(CheckCode.M_RECREATED));
    }

    private static Observation inferred(Facts known, CallerIdentity identity, MapCures cures, boolean blind) {
        return Observation.fault(CheckCode.M_NOT_MAPPED,
                "the API server answers 401 all the same: not mapped"
                        + (blind ? "\n(inferred; whoever is not let in may not read aws-auth)" : ""),
                cures.add("let you in", List.of()), cures.look("list nodes")).orElse(alike(known, identity, cures));
    }

    /** All that looks the same to somebody who sees the 401 alone. */
    private static List<CheckCode> alike(Facts known, CallerIdentity identity, MapCures cures) {
        List<CheckCode> codes = new ArrayList<>(List.of(CheckCode.M_MISSING, CheckCode.M_BROKEN));
        boolean role = cures.section() == MapSection.ROLES;
        if (role) {
            codes.add(PermissionSet.of(identity).isPresent() ? CheckCode.M_SSO_PATH : CheckCode.M_PATH);
            codes.add(CheckCode.M_SESSION_ARN);
            codes.add(CheckCode.M_TEMPLATE);
        }
        codes.addAll(List.of(CheckCode.M_ACCOUNT, CheckCode.M_TYPO, CheckCode.M_INVALID, CheckCode.M_TOP_KEY));
        if (known.cluster().isEmpty()) {
            codes.add(CheckCode.C_MODE_API); // EKS did not say which map counts
        }
        codes.sort(null);
        return codes;
    }
}
