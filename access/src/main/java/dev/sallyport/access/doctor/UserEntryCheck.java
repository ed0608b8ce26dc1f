package dev.sallyport.access.doctor;

import dev.sallyport.cluster.connection.PlainText;
import dev.sallyport.kubeconfig.KubeconfigUser;
import dev.sallyport.kubeconfig.MergedKubeconfig.Way;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Has the context's user something to sign in with, and is it the plugin?
 *
 * <p>Which one wins: client-go, {@code plugin/pkg/client/auth/exec}, {@code UpdateTransportConfig}: with a token, a user
 * name or a client certificate in the entry the plugin is not asked.
 */
final class UserEntryCheck implements KubeconfigCheck.EntryCheck {

    private static final Set<String> WINS_ALONE = Set.of("token", "tokenFile", "username", "auth-provider");

    @Override
    public List<Observation> look(Surroundings place, Way way) {
        if (way.user().isEmpty()) {
            return way.context().user().isEmpty()
                    ? List.of(Observation.fault(CheckCode.K_NO_LOGIN, "context " + PlainText.of(way.context().name())
                            + " of " + place.shown(way.file()) + " names no user", anew(place, way)))
                    : List.of();
        }
        List<Observation> seen = new ArrayList<>();
        KubeconfigUser user = way.user().get();
        Path file = way.userFile().orElse(way.file());
        String named = "user " + PlainText.of(user.name()) + " of " + place.shown(file);
        KubeconfigCures cures = new KubeconfigCures(place);
        Set<String> others = user.otherCredentials();
        Set<String> winning = winning(others);
        if (user.exec().isPresent() && !winning.isEmpty()) {
            boolean both = winning.contains("auth-provider");
            seen.add(Observation.fault(CheckCode.K_OTHER_LOGIN, named + " has " + String.join(" and ", winning)
                    + " beside its plugin; " + (both ? "kubectl refuses both together" : "the plugin is not asked"),
                    cures.withoutCredentials(user.name(), file, winning)));
        } else if (user.exec().isEmpty() && (others.isEmpty() || others.equals(Set.of("auth-provider")))) {
            seen.add(Observation.fault(CheckCode.K_NO_LOGIN, named + (others.isEmpty()
                    ? " has nothing to sign in with: no plugin, no token, no certificate"
                    : " signs in with an auth-provider, which kubectl dropped in 1.26"), anew(place, way)));
        }
        user.impersonates().ifPresent(name -> seen.add(Observation.look(CheckCode.K_IMPERSONATES, named
                + " asks to be taken for " + PlainText.of(name) + " (as:)",
                cures.withoutImpersonation(user.name(), file))));
        return seen;
    }

    private static Set<String> winning(Set<String> others) {
        Set<String> winning = new TreeSet<>(others);
        winning.retainAll(WINS_ALONE);
        Set<String> certificate = new TreeSet<>(others);
        certificate.removeIf(key -> !key.startsWith("client-"));
        if (certificate.stream().anyMatch(key -> key.startsWith("client-certificate"))
                && certificate.stream().anyMatch(key -> key.startsWith("client-key"))) {
            winning.addAll(certificate);
        }
        if (winning.contains("username") && others.contains("password")) {
            winning.add("password");
        }
        return winning;
    }

    private static Cure[] anew(Surroundings place, Way way) {
        return KubeconfigCheck.writeAnew(place, ClusterMeant.of(place, Optional.of(way), Optional.empty()))
                .toArray(Cure[]::new);
    }
}
