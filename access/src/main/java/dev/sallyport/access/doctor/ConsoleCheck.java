package dev.sallyport.access.doctor;

import dev.sallyport.access.console.ConsoleAccess;
import dev.sallyport.access.console.ConsoleCluster;
import dev.sallyport.access.console.ConsoleIam;
import dev.sallyport.access.console.ConsoleReport;
import dev.sallyport.access.explain.Asker;
import dev.sallyport.aws.IamPrincipals;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** Whether the person would see the cluster's objects in the EKS console, which signs in as they do. */
final class ConsoleCheck implements Check {

    private static final int SHOWN = 3;

    private final BiFunction<Surroundings, Facts, Optional<IamPrincipals>> iam;

    /** Asks IAM as the person. */
    static ConsoleCheck asking() {
        return new ConsoleCheck((place, known) -> known.settings().flatMap(settings -> known.credentials()
                .map(found -> IamPrincipals.of(settings, found.credentials(), place.clock()))));
    }

    ConsoleCheck(BiFunction<Surroundings, Facts, Optional<IamPrincipals>> iam) {
        this.iam = iam;
    }

    @Override
    public Seen look(Surroundings place, Facts known) {
        return new Seen(known, known.identity().map(identity -> observe(place, known, identity))
                .orElseGet(() -> List.of(Observation.unseen(Station.CONSOLE, "nobody knows who you are to IAM"))));
    }

    private List<Observation> observe(Surroundings place, Facts known, CallerIdentity identity) {
        ConsoleCluster cluster = known.cluster().flatMap(described -> Arn.tryParse(described.arn()))
                .map(ConsoleCluster::of).orElseGet(() -> ConsoleCluster.anyOf(identity.arn()));
        ConsoleIam said = iam.apply(place, known).map(asked -> ConsoleIam.ask(asked, identity.arn(), cluster))
                .orElseGet(() -> new ConsoleIam.NotKnown("there are no credentials to ask IAM with"));
        List<String> line = new ArrayList<>(List.of("sallyport", "access", "grant-console",
                identity.canonicalArn().value(), "--yes"));
        line.addAll(place.toTheReader());
        Cure grant = Cure.accountAdministrator("grant just what is missing, on both sides", ShellLine.of(line));
        List<Observation> seen = new ArrayList<>(List.of(byIam(said, grant)));
        Optional<Asker.Iam> asker = known.review().flatMap(ClusterAnswer::optional)
                .map(user -> new Asker.Iam(identity.arn(), identity, Optional.of(user)));
        if (asker.isEmpty()) {
            seen.add(Observation.unseen(Station.CONSOLE, "the cluster does not let you in, so neither would the"
                    + " console; mend that first"));
            return seen;
        }
        seen.add(MapView.of(place, known).map(world -> byCluster(ConsoleAccess.of(world, asker.get(), cluster, said),
                grant)).orElseGet(() -> Observation.unseen(Station.CONSOLE, "roles and bindings could not be read")));
        return seen;
    }

    private static Observation byIam(ConsoleIam said, Cure grant) {
        return switch (said) {
            case ConsoleIam.Asked asked -> asked.missing().isEmpty()
                    ? Observation.ok(Station.CONSOLE, "IAM allows every action that the console needs")
                    : Observation.fault(CheckCode.E_IAM, "IAM does not allow "
                            + String.join(", ", asked.missing()), grant);
            case ConsoleIam.NoSuchPrincipal none ->
                Observation.unseen(Station.CONSOLE, "IAM knows no " + none.principal());
            case ConsoleIam.OtherAccount other -> Observation.unseen(Station.CONSOLE, other.principal()
                    + " is another account's, and its IAM cannot be asked from here");
            case ConsoleIam.NotKnown(String because) -> Observation.unseen(Station.CONSOLE, because);
        };
    }

    private static Observation byCluster(ConsoleReport report, Cure grant) {
        if (!report.missing().isEmpty()) {
            String some = report.missing().stream().limit(SHOWN)
                    .map(request -> request.verb() + " " + request.resource()).collect(Collectors.joining(", "));
            return Observation.fault(CheckCode.E_VIEW, "RBAC does not allow " + some + (report.missing().size() > SHOWN
                    ? " and " + (report.missing().size() - SHOWN) + " more"
                    : "") + ", which the console shows", grant);
        }
        return report.unseen().isEmpty()
                ? Observation.ok(Station.CONSOLE, "RBAC allows what the console shows")
                : Observation.unseen(Station.CONSOLE, "what RBAC allows could not be seen whole;"
                        + " --reader-context shows it");
    }
}
