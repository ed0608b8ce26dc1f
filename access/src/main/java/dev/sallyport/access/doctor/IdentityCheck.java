package dev.sallyport.access.doctor;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.RoleRequest;
import dev.sallyport.aws.RoleSessions;
import dev.sallyport.aws.SourcedCredentials;
import dev.sallyport.aws.StsSighting;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whom STS takes the plugin's keys for, its role assumed; and how far the clocks are apart. */
final class IdentityCheck implements Check {

    private static final Duration WORTH_SAYING = Duration.ofSeconds(30);

    @Override
    public Seen look(Surroundings place, Facts known) {
        if (known.settings().isEmpty() || known.credentials().isEmpty()) {
            return new Seen(known, List.of(Observation.unseen(Station.IDENTITY, "no keys to ask STS with")));
        }
        AwsSettings settings = known.settings().get();
        SourcedCredentials signer = known.credentials().get();
        CredentialFaults faults = new CredentialFaults(place, known, AwsView.of(place, known));
        Optional<String> role = known.plugin().flatMap(PluginCall::roleArn);
        AwsAnswer<SourcedCredentials> speaker = role
                .map(arn -> RoleSessions.of(settings, place.clock()).assume(signer, RoleRequest.forToken(arn)))
                .orElse(new AwsAnswer.Got<>(signer));
        AwsAnswer<StsSighting> sighting = speaker
                .then(keys -> StsSighting.ask(settings, keys.credentials(), place.clock()));
        return switch (sighting) {
            case AwsAnswer.Failed<StsSighting>(AwsFailure failure) ->
                new Seen(known, List.of(faults.of(failure, Optional.of(settings), Optional.of(signer))));
            case AwsAnswer.Got<StsSighting>(StsSighting seen) ->
                new Seen(known.with(seen.identity()), List.of(seen(seen)));
        };
    }

    private static Observation seen(StsSighting seen) {
        String arn = seen.identity().arn().toString();
        Optional<Duration> apart = seen.clockAhead().filter(ahead -> ahead.abs().compareTo(WORTH_SAYING) > 0);
        return Observation.ok(Station.IDENTITY, arn
                + apart.map(ahead -> "\nThis machine's clock is " + ClockFault.words(ahead) + " AWS's.").orElse(""));
    }
}
