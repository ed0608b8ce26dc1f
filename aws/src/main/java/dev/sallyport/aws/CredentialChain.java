package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Finds credentials where botocore, and so the AWS CLI, would find them, and says where that was.
 *
 * <p>The order:
 * <ol>
 * <li>the environment ({@code AWS_ACCESS_KEY_ID}), unless {@code --profile} names a profile: then the profile wins;
 * {@code AWS_PROFILE} does not have that force;
 * <li>the profile in force: a role to assume; a web identity (which variables may name too); IAM Identity Center; keys in
 * the credentials file; {@code credential_process}; keys in the config file;
 * <li>the files of {@code AWS_CREDENTIAL_FILE} and of boto;
 * <li>the container's role; the instance's role.
 * </ol>
 * The first source that has something to say decides, even when it fails: half a key, an ended session or a refused role
 * is an error and no reason to go on as somebody else.
 *
 * <p>The first four of the profile's sources that need no call read two small files; no class of the network is loaded for
 * them, because the token command starts with every kubectl. The AWS SDK is not used at all: its chain takes half a second
 * to load, does not read {@code AWS_CA_BUNDLE}, and follows its own order ({@code AWS_PROFILE} beats nothing there that
 * botocore's does not, but web identity variables come before the profile), so that the two clients on one machine could
 * be two people.
 *
 * <p>Source: botocore, {@code credentials.create_credential_resolver}; tested against the AWS CLI.
 */
public final class CredentialChain {

    private final AwsSettings settings;
    private final Clock clock;
    private final MfaCodes mfaCodes;
    private final Duration processPatience;

    private CredentialChain(AwsSettings settings, Clock clock, MfaCodes mfaCodes, Duration processPatience) {
        this.settings = settings;
        this.clock = clock;
        this.mfaCodes = mfaCodes;
        this.processPatience = processPatience;
    }

    /** The chain for these settings, for programs: nobody is asked for a code. */
    public static CredentialChain of(AwsSettings settings) {
        return of(settings, Clock.systemUTC(), MfaCodes.NONE);
    }

    /** The chain for these settings. Nothing is read or asked before {@link #resolve()}. */
    public static CredentialChain of(AwsSettings settings, Clock clock, MfaCodes mfaCodes) {
        return new CredentialChain(settings, clock, mfaCodes, ProcessCredentials.PATIENCE);
    }

    /**
     * The same chain with another patience.
     *
     * @param patience how long a {@code credential_process} may take; two minutes if nobody says otherwise, because
     *     somebody may have to type a code
     */
    public CredentialChain patientFor(Duration patience) {
        return new CredentialChain(settings, clock, mfaCodes, patience);
    }

    /** The first credentials in the order, or why there are none. Asked anew each time. */
    public AwsAnswer<SourcedCredentials> resolve() {
        return AwsProblem.caught(this::find);
    }

    private SourcedCredentials find() throws AwsProblem {
        String profile = settings.profileName();
        boolean variables = !settings.profileByOption();
        CredentialSources sources = new CredentialSources(settings, clock, processPatience);
        Optional<SourcedCredentials> found = variables
                ? new StaticKeys(settings.environment(), settings.profiles()).inEnvironment()
                : Optional.empty();
        if (found.isEmpty() && RoleProfile.applies(settings.profiles().profile(profile).orElse(java.util.Map.of()))) {
            found = new RoleProfile(settings, clock, mfaCodes, sources).load(profile);
        }
        if (found.isEmpty()) {
            found = sources.ofProfile(profile, variables);
        }
        if (found.isEmpty()) {
            found = new LegacyKeys(settings.environment()).load();
        }
        if (found.isEmpty()) {
            found = new ContainerCredentials(settings.environment()).load();
        }
        return found.isPresent() ? found.get() : ofInstance();
    }

    private SourcedCredentials ofInstance() throws AwsProblem {
        return switch (new InstanceMetadata(settings).ask()) {
            case InstanceMetadata.Outcome.Role(SourcedCredentials credentials) -> credentials;
            case InstanceMetadata.Outcome.None(MetadataState state, String reason) ->
                throw new AwsProblem(Kind.NO_CREDENTIALS,
                        "No AWS credentials were found: "
                                + (settings.profileByOption()
                                        ? "--profile puts the environment aside"
                                        : "AWS_ACCESS_KEY_ID is not set")
                                + "; the profile " + PlainText.shown(settings.profileName()) + " has none in "
                                + settings.profiles().credentialsName() + " or " + settings.profiles().configName()
                                + "; there is no container's role; " + reason + ".",
                        "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, make a profile (aws configure), or name one "
                                + "(--profile, AWS_PROFILE).",
                        new AwsReason.NoneFound(state));
        };
    }
}
