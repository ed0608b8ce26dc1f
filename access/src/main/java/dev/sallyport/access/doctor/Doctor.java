package dev.sallyport.access.doctor;

import dev.sallyport.cluster.SelfRights;

import java.util.ArrayList;
import java.util.List;

/**
 * Goes the way of a request, and looks at each part of it.
 *
 * <p>The checks are in the order a request takes, each gets what the ones before it learnt, and none stops those after
 * it: a missing kubectl does not keep anybody from learning that the session is over as well. What comes first in that
 * order is what the person runs into first, so it is named first.
 */
public final class Doctor {

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
                new OtherSignerCheck(), //
                MappingCheck.asking(), //
                new AccessCheck(SelfRights::of)));
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
        return new Diagnosis(observations);
    }
}
