package dev.sallyport.access.doctor;

import dev.sallyport.cluster.connection.LocalCommand.Outcome;
import dev.sallyport.cluster.connection.PlainText;
import dev.sallyport.identity.JsonReader;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Is there a kubectl, does it run, and which exec versions does it speak? */
final class KubectlCheck implements Check {

    /** It asks nobody; Go programs start in milliseconds, wrappers around them do not. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern VERSION = Pattern.compile("v1\\.([0-9]{1,3})\\..*");
    static final int FIRST_WITH_V1 = 22; // Kubernetes 1.22, changelog: "client.authentication.k8s.io/v1"
    static final int FIRST_WITH_V1BETA1 = 11; // kubernetes#64482
    static final int FIRST_WITHOUT_V1ALPHA1 = 24; // kubernetes#108616

    @Override
    public Seen look(Surroundings place, Facts known) {
        Optional<Path> found = place.commands().find("kubectl", place.variables());
        if (found.isEmpty()) {
            return new Seen(known, List.of(missing(place)));
        }
        Path path = found.get();
        Outcome outcome = place.commands().run(List.of(path.toString(), "version", "--client", "-o", "json"),
                place.variables(), PATIENCE);
        Optional<String> version = outcome instanceof Outcome.Ended ended ? version(ended.output()) : Optional.empty();
        Optional<Matcher> minor = version.map(VERSION::matcher).filter(Matcher::matches);
        if (minor.isPresent()) {
            KubectlVersion kubectl = new KubectlVersion(PlainText.of(version.get()),
                    Integer.parseInt(minor.get().group(1)), path);
            return new Seen(known.with(kubectl), List.of(
                    Observation.ok(Station.KUBECTL, kubectl.text() + ", speaks exec " + spoken(kubectl.minor()))));
        }
        String how = place.shown(path) + " version --client " + switch (outcome) {
            case Outcome.Ended ended when version.isPresent() -> "says " + PlainText.of(version.get());
            case Outcome.Ended ended when ended.exitCode() != 0 -> "ends with exit code " + ended.exitCode()
                    + (ended.complaint().isEmpty() ? "" : ": " + ended.complaint());
            case Outcome.Ended _ -> "says nothing of a version";
            case Outcome.TooLate late -> "has said nothing for " + late.patience().toSeconds() + " s";
            case Outcome.NotStarted _ -> "cannot be started: it is no program, or one for another machine";
        };
        return new Seen(known, List.of(Observation.fault(CheckCode.K_KUBECTL_BROKEN, how,
                cures(place, path).toArray(Cure[]::new))));
    }

    private static Observation missing(Surroundings place) {
        Optional<Path> closed = ProgramSearch.notExecutable("kubectl", place.variables());
        if (closed.isPresent()) {
            return Observation.fault(CheckCode.K_KUBECTL_BROKEN, place.shown(closed.get()) + " is not executable",
                    ProgramSearch.executable(closed.get()));
        }
        Optional<Path> elsewhere = ProgramSearch.elsewhere("kubectl", place);
        List<Cure> cures = new ArrayList<>();
        elsewhere.map(ProgramSearch::ontoThePath).ifPresent(cures::add);
        cures.add(install(place));
        return Observation.fault(CheckCode.K_NO_KUBECTL, "not on the PATH"
                + elsewhere.map(path -> "; there is one in " + place.shown(path)).orElse(""),
                cures.toArray(Cure[]::new));
    }

    /** Another kubectl further down the PATH is the surest cure of one that does not run. */
    private static List<Cure> cures(Surroundings place, Path broken) {
        List<Cure> cures = new ArrayList<>();
        ProgramSearch.behind(broken, "kubectl", place).map(ProgramSearch::first).ifPresent(cures::add);
        cures.add(install(place));
        return cures;
    }

    static Cure install(Surroundings place) {
        if (place.commands().find("brew", place.variables()).isPresent()) {
            return Cure.you("install it", "brew install kubectl");
        }
        if (place.commands().find("snap", place.variables()).isPresent()) {
            return Cure.you("install it", "sudo snap install kubectl --classic");
        }
        return Cure.you("install it as https://kubernetes.io/docs/tasks/tools says");
    }

    private static Optional<String> version(String output) {
        return JsonReader.tryRead(output).orElse("") instanceof Map<?, ?> answer
                && answer.get("clientVersion") instanceof Map<?, ?> client
                && client.get("gitVersion") instanceof String version ? Optional.of(version) : Optional.empty();
    }

    private static String spoken(int minor) {
        List<String> versions = new ArrayList<>();
        if (minor >= FIRST_WITH_V1) {
            versions.add("v1");
        }
        if (minor >= FIRST_WITH_V1BETA1) {
            versions.add("v1beta1");
        }
        if (minor < FIRST_WITHOUT_V1ALPHA1) {
            versions.add("v1alpha1");
        }
        int last = versions.size() - 1;
        return last == 0
                ? versions.getFirst()
                : String.join(", ", versions.subList(0, last)) + " and "
                        + versions.get(last);
    }
}
