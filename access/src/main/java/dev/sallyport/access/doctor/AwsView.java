package dev.sallyport.access.doctor;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsEnvironment;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CallerIdentityReader;
import dev.sallyport.aws.CredentialChain;
import dev.sallyport.aws.MfaCodes;
import dev.sallyport.aws.SourcedCredentials;
import dev.sallyport.identity.CallerIdentity;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * AWS's variables, files and options as the credential plugin sees them, and what would be if one of them were another.
 *
 * @param variables may hold secrets
 * @param profile {@code --profile} of the plugin's call
 * @param region {@code --region}, likewise
 */
record AwsView(Map<String, String> variables, Optional<Path> home, Optional<String> profile, Optional<String> region,
        Clock clock) {

    private static final Duration PROCESS_PATIENCE = Duration.ofSeconds(15); // kubectl would wait, a person would not

    AwsView {
        variables = Map.copyOf(variables);
    }

    /** The plugin's view; the shell's, with the options of the call to doctor, where no plugin is known yet. */
    static AwsView of(Surroundings place, Facts known) {
        return known.plugin()
                .map(plugin -> new AwsView(plugin.variables(), place.home(), plugin.profile(), plugin.region(),
                        place.clock()))
                .orElseGet(() -> new AwsView(place.variables(), place.home(), place.profile(), place.region(),
                        place.clock()));
    }

    AwsView without(Collection<String> names) {
        Map<String, String> fewer = new LinkedHashMap<>(variables);
        fewer.keySet().removeAll(names);
        return new AwsView(fewer, home, profile, region, clock);
    }

    AwsView with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(variables);
        more.put(name, value);
        return new AwsView(more, home, profile, region, clock);
    }

    /** The same signed with a profile, whatever the variables say. */
    AwsView signedAs(String profileName) {
        return new AwsView(variables, home, Optional.of(profileName), region, clock);
    }

    boolean has(String variable) {
        return variable(variable).isPresent();
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    AwsAnswer<AwsSettings> settings() {
        return AwsSettings.read(new AwsEnvironment(variables, home), profile, region);
    }

    AwsAnswer<SourcedCredentials> credentials(AwsSettings settings) {
        return CredentialChain.of(settings, clock, MfaCodes.NONE).patientFor(PROCESS_PATIENCE).resolve();
    }

    /** Whom STS would see with this view; empty where there is nobody, for whatever reason. */
    Optional<Person> person() {
        return settings().optional().flatMap(settings -> credentials(settings).optional()
                .flatMap(found -> CallerIdentityReader.of(settings, clock).read(found.credentials()).optional()
                        .map(identity -> new Person(settings, found, identity))));
    }

    /** Somebody whom STS knows, and how they sign. */
    record Person(AwsSettings settings, SourcedCredentials credentials, CallerIdentity identity) {}

    @Override
    public String toString() {
        return "AwsView[" + variables.keySet() + ", " + profile + ", " + region + "]";
    }
}
