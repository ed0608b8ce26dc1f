package dev.sallyport.access.doctor;

import dev.sallyport.access.doctor.ExecCheck.Entry;
import dev.sallyport.access.doctor.PluginCall.Kind;
import dev.sallyport.cluster.connection.LocalCommand.Outcome;
import dev.sallyport.cluster.connection.PlainText;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Is the plugin's command there, does it run, and is it new enough for the entry? */
final class ExecCommandCheck implements ExecCheck.Side {

    @Override
    public List<Observation> look(Surroundings place, Entry entry) {
        if (entry.exec().command().isEmpty()) {
            return List.of(Observation.fault(CheckCode.X_NOT_FOUND, entry.named(place) + " has a plugin without a"
                    + " command", anew(place, entry).toArray(Cure[]::new)));
        }
        String command = PluginCall.command(entry.exec(), entry.file());
        // kubectl looks on its own PATH, not on one that the entry sets
        Optional<Path> found = place.commands().find(command, place.variables());
        if (found.isEmpty()) {
            return List.of(missing(place, entry, command));
        }
        return switch (entry.plugin().kind()) {
            case AWS_CLI, AUTHENTICATOR -> version(place, entry, found.get()).stream().toList();
            case SALLYPORT -> List.of();
            case OTHER -> List.of(Observation.look(CheckCode.X_UNKNOWN, entry.named(place)
                    + (entry.plugin().otherVariables().isEmpty()
                            ? " has a plugin that is none of the known ones: " + PlainText.of(entry.exec().command())
                            : " sets " + PlainText.of(String.join(", ", entry.plugin().otherVariables()))
                                    + " for its plugin, which may make it another one")
                    + "; its arguments are not judged"));
        };
    }

    private static Observation missing(Surroundings place, Entry entry, String command) {
        List<Cure> cures = new ArrayList<>();
        boolean onPath = !command.contains("/");
        Optional<Path> closed = onPath
                ? ProgramSearch.notExecutable(command, place.variables())
                : Optional.of(Path.of(command)).filter(Files::isRegularFile);
        if (closed.isPresent()) {
            return Observation.fault(CheckCode.X_BROKEN, place.shown(closed.get()) + " is not executable",
                    ProgramSearch.executable(closed.get()));
        }
        Optional<Path> elsewhere = onPath ? ProgramSearch.elsewhere(command, place) : Optional.empty();
        elsewhere.map(ProgramSearch::ontoThePath).ifPresent(cures::add);
        cures.addAll(anew(place, entry));
        Optional<String> hint = entry.exec().installHint().map(String::strip);
        cures.add(switch (command) {
            case "aws" -> Cure.you("install the AWS CLI as https://docs.aws.amazon.com/cli/latest/userguide/"
                    + "getting-started-install.html says");
            default -> Cure.you("install " + PlainText.of(command)
                    + hint.map(text -> "; the kubeconfig says: " + PlainText.of(text)).orElse(""));
        });
        return Observation.fault(CheckCode.X_NOT_FOUND, PlainText.of(command) + (onPath
                ? " is not on the PATH"
                : " does not exist") + elsewhere.map(path -> "; there is one in " + place.shown(path)).orElse(""),
                cures.toArray(Cure[]::new));
    }

    /** With another plugin, which is there. */
    private static List<Cure> anew(Surroundings place, Entry entry) {
        return entry.meant(place).map(meant -> Cure.you("let " + (meant.updateKubeconfig(place).startsWith("aws ")
                ? "the AWS CLI"
                : "sallyport") + " give the token", meant.updateKubeconfig(place))).stream().toList();
    }

    private static Optional<Observation> version(Surroundings place, Entry entry, Path program) {
        Kind kind = entry.plugin().kind();
        PluginVersion.Asked asked = PluginVersion.ask(place.commands(), kind, program.toString(),
                entry.plugin().variables());
        Optional<String> problem = asked.version().flatMap(
                version -> version.tooOldFor(kind, entry.exec().apiVersion()));
        if (problem.isPresent()) {
            List<Cure> cures = new ArrayList<>(newer(place, entry, program).stream().toList());
            entry.meant(place).ifPresent(meant -> cures.add(Cure.you("let sallyport give the token",
                    meant.updateWithSallyport(place))));
            cures.add(Cure.you("install a newer one"));
            return Optional.of(Observation.fault(CheckCode.X_PLUGIN_OLD, place.shown(program) + " is too old for "
                    + entry.exec().apiVersion() + ": " + problem.get(), cures.toArray(Cure[]::new)));
        }
        return broken(kind, asked).map(how -> {
            List<Cure> cures = new ArrayList<>(newer(place, entry, program).stream().toList());
            entry.meant(place).ifPresent(meant -> cures.add(Cure.you("let sallyport give the token",
                    meant.updateWithSallyport(place))));
            cures.add(Cure.you("install it anew"));
            return Observation.fault(CheckCode.X_BROKEN, place.shown(program) + " " + how,
                    cures.toArray(Cure[]::new));
        });
    }

    /** An authenticator too old to say its version is let pass: its token will be looked at. */
    private static Optional<String> broken(Kind kind, PluginVersion.Asked asked) {
        return switch (asked.outcome()) {
            case Outcome.NotStarted _ -> Optional.of("cannot be started: it is no program, or one for another machine");
            case Outcome.TooLate late -> Optional.of("has not said its version for " + late.patience().toSeconds()
                    + " s");
            case Outcome.Ended ended -> Optional.of("--version ends with exit code " + ended.exitCode()
                    + (ended.complaint().isEmpty() ? "" : ": " + ended.complaint()))
                    .filter(_ -> kind == Kind.AWS_CLI && ended.exitCode() != 0 && asked.version().isEmpty());
        };
    }

    /** Another one further down the PATH: two of them is how most people come to an old one. */
    private static Optional<Cure> newer(Surroundings place, Entry entry, Path first) {
        String command = entry.exec().command();
        return Optional.of(first).filter(_ -> !command.contains("/"))
                .flatMap(old -> ProgramSearch.behind(old, command, place))
                .filter(other -> PluginVersion.ask(place.commands(), entry.plugin().kind(), other.toString(),
                        entry.plugin().variables()).version()
                        .filter(version -> version.tooOldFor(entry.plugin().kind(), entry.exec().apiVersion())
                                .isEmpty())
                        .isPresent())
                .map(ProgramSearch::first);
    }
}
