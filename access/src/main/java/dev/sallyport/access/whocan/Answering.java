package dev.sallyport.access.whocan;

import dev.sallyport.access.whocan.WhoCanAnswer.Indirect;
import dev.sallyport.access.whocan.WhoCanAnswer.Way;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Subject;
import dev.sallyport.rbac.whocan.Ways;

/** The ways to one request, and how many of each are told. */
record Answering(Ways ways, int most) {

    Indirect of(Party party, RbacUser user) {
        Ways.Shortest found = ways.shortestOf(user, most, true);
        return new Indirect(party, found.routes().stream()
                .map(route -> new Way(route, ways.evidence(user, route))).toList(), found.count(), false);
    }

    Indirect of(Party party, Subject subject, boolean isKubernetesOwn) {
        Ways.Shortest found = ways.shortestOf(subject, most);
        return new Indirect(party, found.routes().stream()
                .map(route -> new Way(route, ways.evidence(subject, route))).toList(), found.count(),
                isKubernetesOwn);
    }
}
