package dev.sallyport.access.doctor;

import dev.sallyport.access.doctor.PluginCall.Kind;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CredentialOrigin;
import dev.sallyport.aws.Setting;
import dev.sallyport.aws.SourcedCredentials;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where AWS credentials come from, as the plugin would find them; which source wins, and what is wrong with it. */
final class CredentialsCheck implements Check {

    @Override
    public Seen look(Surroundings place, Facts known) {
        Optional<PluginCall> theirs = known.plugin().filter(PluginCall::leadsAwsElsewhere);
        if (theirs.isPresent() && !place.approval().mayRun(theirs.get().shown(known.pluginFile().orElseThrow()))) {
            return new Seen(known, List.of(Observation.unseen(Station.CREDENTIALS, "the kubeconfig says itself where"
                    + " credentials come from, or who is asked for AWS (" + String.join(", ",
                            theirs.get().otherVariables())
                    + "): nothing was read or asked")));
        }
        AwsView view = AwsView.of(place, known);
        CredentialFaults faults = new CredentialFaults(place, known, view);
        return switch (view.settings()) {
            case AwsAnswer.Failed<AwsSettings>(AwsFailure failure) ->
                new Seen(known, List.of(faults.of(failure, Optional.empty())));
            case AwsAnswer.Got<AwsSettings>(AwsSettings settings) -> look(settings, view, known.with(settings), faults);
        };
    }

    private static Seen look(AwsSettings settings, AwsView view, Facts known, CredentialFaults faults) {
        List<Observation> seen = new ArrayList<>();
        if (settings.region().isEmpty() && known.plugin().filter(plugin -> plugin.kind() != Kind.AWS_CLI).isEmpty()) {
            seen.add(faults.noRegion(settings));
        }
        return switch (view.credentials(settings)) {
            case AwsAnswer.Failed<SourcedCredentials>(AwsFailure failure) -> {
                seen.add(faults.of(failure, Optional.of(settings)));
                yield new Seen(known, seen);
            }
            case AwsAnswer.Got<SourcedCredentials>(SourcedCredentials found) -> {
                Optional<Observation> broken = new KeyShape(view, faults).look(found)
                        .or(() -> faults.proxyBeforeMetadata(settings, found));
                if (broken.isPresent()) {
                    seen.add(broken.get());
                    yield new Seen(known, seen);
                }
                seen.add(won(settings, found));
                yield new Seen(known.with(found), seen);
            }
        };
    }

    /** The source that won; odd where it won over a profile that somebody named. */
    private static Observation won(AwsSettings settings, SourcedCredentials found) {
        String source = found.source() + ", key " + found.credentials().accessKeyId();
        Optional<Setting> meant = settings.namedProfile()
                .filter(named -> found.origin() == CredentialOrigin.ENVIRONMENT && !settings.profileByOption());
        return meant.map(named -> Observation.look(CheckCode.D_ENV_WINS,
                source + ", wins over " + named.source() + "=" + named.value()
                        + "\nVariables with keys beat a profile that a variable names; --profile would beat them."))
                .orElseGet(() -> Observation.ok(Station.CREDENTIALS, source));
    }
}
