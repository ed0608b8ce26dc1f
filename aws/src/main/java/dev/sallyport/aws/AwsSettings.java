package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.Partition;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What options, variables and profile together say: which profile, which region, which endpoints, whose certificates.
 *
 * <p>The order is botocore's: an option, then a variable, then the profile. Three things are worth knowing:
 * <ul>
 * <li>The region is read from {@code AWS_REGION}, as all SDKs and version 2 of the AWS CLI do, and then from {@code
 * AWS_DEFAULT_REGION}. Version 1 of the AWS CLI knows only the latter, so set both, or that one.
 * <li>{@code AWS_DEFAULT_PROFILE} comes before {@code AWS_PROFILE}, as in botocore.
 * <li>A variable that is set to nothing counts as not set; botocore would look for a profile without a name.
 * </ul>
 *
 * <p>Source: botocore, {@code configprovider}; AWS SDKs and Tools Reference Guide, "Settings reference".
 */
public final class AwsSettings {

    /** Regions that are served by the global STS host where {@code sts_regional_endpoints} says {@code legacy}. */
    private static final Set<String> LEGACY_GLOBAL_STS = Set.of("ap-northeast-1", "ap-south-1", "ap-southeast-1",
            "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3",
            "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2");

    private static final Set<String> SECRETS = Set.of("aws_secret_access_key", "aws_session_token",
            "aws_security_token", "credential_process", "external_id");

    private final AwsEnvironment environment;
    private final AwsProfiles profiles;
    private final Optional<Setting> namedProfile;
    private final boolean profileByOption;
    private final Optional<String> regionOption;
    private final Map<String, String> profile;

    private AwsSettings(AwsEnvironment environment, AwsProfiles profiles, Optional<Setting> namedProfile,
            boolean profileByOption, Optional<String> regionOption) {
        this.environment = environment;
        this.profiles = profiles;
        this.namedProfile = namedProfile;
        this.profileByOption = profileByOption;
        this.regionOption = regionOption;
        this.profile = profiles.profile(profileName()).orElse(Map.of());
    }

    /**
     * Reads the shared files and chooses the profile.
     *
     * @param profile the value of {@code --profile}; wins over everything, environment keys too
     * @param region the value of {@code --region}
     * @return the settings, or why there are none: a file that cannot be parsed, a profile that does not exist
     */
    public static AwsAnswer<AwsSettings> read(AwsEnvironment environment, Optional<String> profile,
            Optional<String> region) {
        return AwsProblem.caught(() -> {
            AwsProfiles profiles = AwsProfiles.read(environment);
            Optional<String> option = profile.filter(name -> !name.isEmpty());
            Optional<Setting> named = option.map(name -> new Setting(name, "--profile"))
                    .or(() -> fromVariable(environment, "AWS_DEFAULT_PROFILE"))
                    .or(() -> fromVariable(environment, "AWS_PROFILE"));
            if (named.isPresent() && profiles.profile(named.get().value()).isEmpty()) {
                throw missing(profiles, named.get());
            }
            return new AwsSettings(environment, profiles, named, option.isPresent(),
                    region.filter(name -> !name.isEmpty()));
        });
    }

    private static Optional<Setting> fromVariable(AwsEnvironment environment, String name) {
        return environment.variable(name).map(value -> new Setting(value, name));
    }

    private static AwsProblem missing(AwsProfiles profiles, Setting named) {
        String known = profiles.names().isEmpty()
                ? "There are no profiles there."
                : "Known: " + String.join(", ", profiles.names()) + ".";
        return new AwsProblem(Kind.CONFIGURATION,
                "The profile " + PlainText.quoted(named.value()) + " (from " + named.source() + ") stands neither in "
                        + profiles.configName() + " nor in " + profiles.credentialsName() + ".",
                known + " Make it with: aws configure --profile NAME",
                new AwsReason.UnknownProfile(named, profiles.names()));
    }

    /** The profile in force: the one that was named, else {@code default}. */
    public String profileName() {
        return namedProfile.map(Setting::value).orElse("default");
    }

    /** The profile that somebody named, and how. */
    public Optional<Setting> namedProfile() {
        return namedProfile;
    }

    /** Whether {@code --profile} named it, which puts the profile before environment keys. */
    public boolean profileByOption() {
        return profileByOption;
    }

    /** The region, where one is set. */
    public Optional<Setting> region() {
        return regionOption.map(value -> new Setting(value, "--region"))
                .or(() -> fromVariable(environment, "AWS_REGION"))
                .or(() -> fromVariable(environment, "AWS_DEFAULT_REGION"))
                .or(() -> option("region").map(value -> new Setting(value, inProfile())));
    }

    /**
     * The region, or the sentence that says how to set one.
     *
     * @param wherefore what needs it, such as {@code EKS}
     */
    public AwsAnswer<Setting> requiredRegion(String wherefore) {
        return region().<AwsAnswer<Setting>>map(AwsAnswer.Got::new)
                .orElseGet(() -> new AwsAnswer.Failed<>(new AwsFailure(Kind.NO_REGION,
                        wherefore + " needs a region, and none is set.",
                        "Give --region, set AWS_REGION, or put one into the profile " + profileName()
                                + ": aws configure set region REGION --profile " + profileName())));
    }

    /**
     * Where a service is called: the endpoint that a variable or the profile names, else the service's own host.
     *
     * <p>STS alone works without a region: its global host then, as in botocore.
     */
    public AwsAnswer<ServiceEndpoint> endpoint(AwsService service) {
        Optional<Setting> region = region();
        if (region.isEmpty() && service != AwsService.STS) {
            return requiredRegion(service.name()).then(set -> endpoint(service, set.value()));
        }
        return endpoint(service, region.map(Setting::value).orElse("aws-global"));
    }

    /** Where a service is called for one region. */
    public AwsAnswer<ServiceEndpoint> endpoint(AwsService service, String region) {
        return AwsProblem.caught(() -> {
            String place = EndpointHost.checkedRegion(region);
            boolean global = service == AwsService.STS && isGlobalSts(place);
            String signing = service == AwsService.IAM
                    ? IamHost.signingRegion(place)
                    : global ? Partition.AWS.globalRegion() : place;
            Optional<Setting> configured = configuredEndpoint(service);
            if (configured.isPresent()) {
                URI url = EndpointHost.checkedUrl(configured.get());
                return new ServiceEndpoint(service, url, signing, configured.get().source());
            }
            if (service == AwsService.IAM) {
                return new ServiceEndpoint(service, IamHost.of(place, fips(), dualStack()), signing, "AWS");
            }
            URI url = global && !fips() && !dualStack()
                    ? URI.create("https://sts.amazonaws.com")
                    : EndpointHost.own(service, signing, fips(), dualStack());
            return new ServiceEndpoint(service, url, signing, "AWS");
        });
    }

    private boolean isGlobalSts(String region) {
        boolean legacy = environment.variable("AWS_STS_REGIONAL_ENDPOINTS").or(() -> option("sts_regional_endpoints"))
                .filter(value -> value.equalsIgnoreCase("legacy")).isPresent();
        return region.equals("aws-global") || (legacy && LEGACY_GLOBAL_STS.contains(region));
    }

    private Optional<Setting> configuredEndpoint(AwsService service) throws AwsProblem {
        if (environment.variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
                .or(() -> option("ignore_configured_endpoint_urls"))
                .filter(value -> value.equalsIgnoreCase("true")).isPresent()) {
            return Optional.empty();
        }
        Optional<Setting> byVariable = fromVariable(environment, "AWS_ENDPOINT_URL_" + service.name())
                .or(() -> fromVariable(environment, "AWS_ENDPOINT_URL"));
        if (byVariable.isPresent()) {
            return byVariable;
        }
        Optional<String> section = option("services");
        if (section.isPresent()) {
            Map<String, String> services = profiles.services(section.get())
                    .orElseThrow(() -> new AwsProblem(Kind.CONFIGURATION,
                            inProfile() + " names services = " + section.get() + ", and there is no section [services "
                                    + section.get() + "].",
                            "Add the section or drop the line."));
            String url = AwsProfiles.block(services.getOrDefault(service.sectionName(), "")).get("endpoint_url");
            if (url != null) {
                return Optional.of(new Setting(url, "[services " + section.get() + "] in " + profiles.configName()));
            }
        }
        return option("endpoint_url").map(url -> new Setting(url, inProfile()));
    }

    private boolean fips() {
        return environment.variable("AWS_USE_FIPS_ENDPOINT").or(() -> option("use_fips_endpoint"))
                .filter(value -> value.equalsIgnoreCase("true")).isPresent();
    }

    private boolean dualStack() {
        return environment.variable("AWS_USE_DUALSTACK_ENDPOINT").or(() -> option("use_dualstack_endpoint"))
                .filter(value -> value.equalsIgnoreCase("true")).isPresent();
    }

    /** The file of certificates that HTTPS answers are checked against, instead of the Java runtime's own. */
    public Optional<Path> caBundle() {
        return environment.variable("AWS_CA_BUNDLE").or(() -> option("ca_bundle")).flatMap(environment::path);
    }

    /** The names of all profiles, in the order in which they stand in the files. */
    public List<String> profileNames() {
        return profiles.names();
    }

    /**
     * What a profile says; never a secret.
     *
     * @param option such as {@code source_profile}
     */
    public Optional<String> profileOption(String profileName, String option) {
        return SECRETS.contains(option)
                ? Optional.empty()
                : profiles.profile(profileName).map(options -> options.get(option)).filter(value -> !value.isEmpty());
    }

    /** Whether keys stand in a profile itself, so that nobody has to be asked for them. */
    public boolean hasWrittenKeys(String profileName) {
        return profiles.profile(profileName).filter(options -> options.containsKey("aws_access_key_id")).isPresent();
    }

    /** The shared config file, as it is called: {@code ~/.aws/config} or what {@code AWS_CONFIG_FILE} says. */
    public String configName() {
        return profiles.configName();
    }

    /** The shared credentials file, likewise. */
    public String credentialsName() {
        return profiles.credentialsName();
    }

    /** An option of the profile in force. */
    Optional<String> option(String name) {
        return Optional.ofNullable(profile.get(name)).filter(value -> !value.isEmpty());
    }

    /** The environment that was read. */
    AwsEnvironment environment() {
        return environment;
    }

    /** The shared files that were read. */
    AwsProfiles profiles() {
        return profiles;
    }

    private String inProfile() {
        return "profile " + profileName() + " in " + profiles.configName();
    }

    @Override
    public String toString() {
        return "AwsSettings[profile " + profileName() + ", region " + region() + "]";
    }
}
