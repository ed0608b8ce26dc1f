package dev.sallyport.access.doctor;

import dev.sallyport.cluster.connection.PlainText;
import dev.sallyport.kubeconfig.ExecApiVersion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Do kubectl and the entry speak one version, and does the entry say of the terminal what that version wants said?
 *
 * <p>Source: Kubernetes, "Authentication: client-go credential plugins"; client-go, {@code clientcmd/validation.go} and
 * {@code clientcmd/api/v1/defaults.go}: {@code interactiveMode} has a default up to {@code v1beta1}, and none in
 * {@code v1}.
 */
final class ExecVersionCheck implements ExecCheck.Side {

    private static final Set<String> MODES = Set.of("Never", "IfAvailable", "Always");
    private static final int KNOWS_THE_MODE = 31; // of kubectl config set-credentials --exec-interactive-mode

    @Override
    public List<Observation> look(Surroundings place, ExecCheck.Entry entry) {
        List<Observation> seen = new ArrayList<>();
        version(place, entry).ifPresent(seen::add);
        if (seen.isEmpty()) {
            interactive(place, entry).ifPresent(seen::add);
        }
        return seen;
    }

    private static Optional<Observation> version(Surroundings place, ExecCheck.Entry entry) {
        String written = entry.exec().apiVersion();
        Optional<ExecApiVersion> version = ExecApiVersion.of(written);
        Cure beta = new KubeconfigCures(place).execVersion(entry.user().name(), entry.file(), ExecApiVersion.V1BETA1);
        if (version.isEmpty()) {
            return Optional.of(Observation.fault(CheckCode.X_VERSION, entry.named(place) + (written.isEmpty()
                    ? " names no apiVersion for its plugin"
                    : " asks its plugin in " + PlainText.of(written) + ", which does not exist"), beta));
        }
        Optional<Integer> minor = entry.kubectl().map(KubectlVersion::minor);
        String kubectl = entry.kubectl().map(KubectlVersion::text).orElse("kubectl");
        return switch (version.get()) {
            case V1ALPHA1 -> Optional.of(minor.filter(number -> number < KubectlCheck.FIRST_WITHOUT_V1ALPHA1)
                    .map(_ -> Observation.look(CheckCode.X_V1ALPHA1, entry.named(place) + " asks its plugin in "
                            + written + ", which this " + kubectl + " still takes, and 1.24 dropped", beta))
                    .orElseGet(() -> Observation.fault(CheckCode.X_V1ALPHA1, entry.named(place)
                            + " asks its plugin in " + written + ", which kubectl dropped in 1.24"
                            + (entry.kubectl().isPresent() ? "; this is " + kubectl : ""), beta)));
            case V1BETA1 -> minor.filter(number -> number < KubectlCheck.FIRST_WITH_V1BETA1)
                    .map(_ -> Observation.fault(CheckCode.X_KUBECTL_OLD, "this " + kubectl + " is too old for "
                            + written + ", which came in 1.11", KubectlCheck.install(place)));
            case V1 -> minor.filter(number -> number < KubectlCheck.FIRST_WITH_V1)
                    .map(_ -> Observation.fault(CheckCode.X_KUBECTL_OLD, "this " + kubectl + " is too old for "
                            + written + ", which came in 1.22", beta, KubectlCheck.install(place)));
        };
    }

    private static Optional<Observation> interactive(Surroundings place, ExecCheck.Entry entry) {
        Optional<String> mode = entry.exec().interactiveMode();
        boolean mustSay = entry.exec().apiVersion().equals(ExecApiVersion.V1.text());
        Optional<String> problem = Optional.empty();
        if (mode.isEmpty() && mustSay) {
            problem = Optional.of(" has no interactiveMode, which " + ExecApiVersion.V1.text() + " wants");
        } else if (mode.isPresent() && !MODES.contains(mode.get())) {
            problem = Optional.of(" has the interactiveMode " + PlainText.of(mode.get())
                    + "; there are Never, IfAvailable and Always");
        } else if (mode.equals(Optional.of("Always")) && !place.commands().hasTerminal()) {
            problem = Optional.of(" wants a terminal for its plugin (interactiveMode: Always), and there is none here");
        }
        return problem.map(what -> Observation.fault(CheckCode.X_INTERACTIVE, entry.named(place) + what,
                cure(place, entry)));
    }

    /** Where kubectl has no option for the mode, ours writes it. */
    private static Cure cure(Surroundings place, ExecCheck.Entry entry) {
        Cure cure = new KubeconfigCures(place).interactiveIfAvailable(entry.user().name(), entry.file());
        if (entry.kubectl().filter(kubectl -> kubectl.minor() >= KNOWS_THE_MODE).isPresent() || cure.fix().isEmpty()) {
            return cure;
        }
        return new Cure(cure.by(), cure.what(), List.of(place.again("--fix")), cure.fix());
    }
}
