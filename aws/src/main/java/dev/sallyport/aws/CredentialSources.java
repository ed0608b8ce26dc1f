package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The sources that a profile leads to, in botocore's order.
 *
 * <p>Source: botocore, {@code ProfileProviderBuilder}, {@code CanonicalNameCredentialSourcer}.
 */
final class CredentialSources {

    private final AwsSettings settings;
    private final Clock clock;
    private final StaticKeys keys;
    private final Duration processPatience;

    CredentialSources(AwsSettings settings, Clock clock, Duration processPatience) {
        this.settings = settings;
        this.clock = clock;
        this.processPatience = processPatience;
        this.keys = new StaticKeys(settings.environment(), settings.profiles());
    }

    /** What a source profile gives; the environment says nothing here. */
    Optional<SourcedCredentials> ofProfile(String name) throws AwsProblem {
        return ofProfile(name, false);
    }

    /**
     * What a profile gives by itself, without a role.
     *
     * @param variables whether the environment may name a web identity token
     */
    Optional<SourcedCredentials> ofProfile(String name, boolean variables) throws AwsProblem {
        Optional<SourcedCredentials> found = Optional.empty();
        // asked one by one, so that a class of the network is loaded only where it is needed
        if (mentions(name, "web_identity_token_file")
                || (variables && settings.environment().variable("AWS_WEB_IDENTITY_TOKEN_FILE").isPresent())) {
            found = new WebIdentity(settings, clock).load(name, variables);
        }
        if (found.isEmpty() && (mentions(name, "sso_role_name") || mentions(name, "sso_account_id"))) {
            found = new SsoProfile(settings, clock).load(name);
        }
        if (found.isEmpty()) {
            found = keys.inCredentialsFile(name);
        }
        if (found.isEmpty() && mentions(name, "login_session")) {
            throw new AwsProblem(Kind.CONFIGURATION,
                    "The profile " + name + " draws on aws login, which Sallyport does not read.",
                    "Give it a credential_process: aws configure export-credentials --profile " + name
                            + " --format process");
        }
        if (found.isEmpty() && mentions(name, "credential_process")) {
            found = new ProcessCredentials(settings, clock, processPatience).load(name);
        }
        return found.isEmpty() ? keys.inConfigFile(name) : found;
    }

    private boolean mentions(String profile, String option) {
        return settings.profiles().profile(profile).filter(options -> options.containsKey(option)).isPresent();
    }

    /** What {@code credential_source} names. */
    SourcedCredentials named(String name, String profile) throws AwsProblem {
        Optional<SourcedCredentials> found = switch (name) {
            case "Environment" -> keys.inEnvironment();
            case "EcsContainer" -> new ContainerCredentials(settings.environment()).load();
            case "Ec2InstanceMetadata" -> switch (new InstanceMetadata(settings).ask()) {
                case InstanceMetadata.Outcome.Role(SourcedCredentials credentials) -> Optional.of(credentials);
                case InstanceMetadata.Outcome.None(MetadataState state, String reason) ->
                    throw new AwsProblem(Kind.NO_CREDENTIALS,
                            "The profile " + profile + " draws on Ec2InstanceMetadata, and " + reason + ".",
                            "Attach a role to the instance, or choose another credential_source.",
                            new AwsReason.NoneFound(state));
            };
            default -> throw new AwsProblem(Kind.CONFIGURATION,
                    "The profile " + profile + " names credential_source = " + PlainText.shown(name) + ".",
                    "It is Environment, Ec2InstanceMetadata or EcsContainer.",
                    new AwsReason.BadSource(profile, name, false));
        };
        return found.orElseThrow(() -> new AwsProblem(Kind.NO_CREDENTIALS,
                "The profile " + profile + " draws on " + name + ", and there are no credentials there.",
                name.equals("Environment")
                        ? "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
                        : "Does the task or the pod have a role?",
                new AwsReason.BadSource(profile, name, false)));
    }
}
