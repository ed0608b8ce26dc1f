package dev.sallyport.access.doctor;

import dev.sallyport.cluster.SelfRights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes the way of a request, and looks at each part of it.
 *
 * <p>The checks are in the order a request takes, each gets what the ones before it learnt, and none stops those after
 * it: a missing kubectl does not keep anybody from learning that the session is over as well. What comes first in that
 * order is what the person runs into first, so it is named first.
 */
public final class Doctor {

    private static final Set<Station> ASKED_FOR_IT = Set.of(Station.CREDENTIALS, Station.IDENTITY, Station.CLUSTER);

    private final List<Check> checks;

    Doctor(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** The doctor for somebody who is refused. */
    public static Doctor forPeople() {
        return new Doctor(List.of(
                new KubectlCheck(), new KubeconfigCheck(), new ExecCheck(), //
                new CredentialsCheck(), //
                new IdentityCheck(), //
                ClusterCheck.ofMachine(), //
                NetworkCheck.ofMachine(), //
                TokenCheck.ofMachine(), //
                new OtherSignerCheck(), //
                MappingCheck.asking(), //
                new AccessCheck(SelfRights::of)));
    }

    /**
     * This, and why a node does not join.
     *
     * @param node an instance's id or a role's ARN; empty for the roles of the cluster's managed node groups
     */
    public Doctor withNode(String node) {
        return and(NodeCheck.of(node));
    }

    /** This, and why the EKS console shows nothing. */
    public Doctor withConsole() {
        return and(ConsoleCheck.asking());
    }

    private Doctor and(Check last) {
        List<Check> all = new ArrayList<>(checks);
        all.add(last);
        return new Doctor(all);
    }

    /** Looks at everything. Reads, asks AWS and the cluster, runs the credential plugin; changes nothing. */
    public Diagnosis examine(Surroundings place) {
        Facts facts = Facts.NONE;
        List<Observation> observations = new ArrayList<>();
        for (Check check : checks) {
            Check.Seen seen = check.look(place, facts);
            facts = seen.facts();
            observations.addAll(seen.observations());
        }
        return new Diagnosis(inOrder(observations), facts.names());
    }

    /**
     * A missing kubeconfig is mended by asking EKS, so credentials that do not work and a cluster that EKS does not show
     * come first: whoever runs {@code aws eks update-kubeconfig} runs into them.
     */
    private static List<Observation> inOrder(List<Observation> seen) {
        Optional<Observation> missing = seen.stream()
                .filter(one -> one.code().filter(CheckCode.K_NO_KUBECONFIG::equals).isPresent()).findFirst();
        int last = -1;
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i).level() == Level.FAULT && ASKED_FOR_IT.contains(seen.get(i).station())) {
                last = i;
            }
        }
        if (missing.isEmpty() || last < seen.indexOf(missing.get())) {
            return seen;
        }
        List<Observation> moved = new ArrayList<>(seen);
        moved.add(last + 1, missing.get());
        moved.remove(missing.get());
        return moved;
    }
}
