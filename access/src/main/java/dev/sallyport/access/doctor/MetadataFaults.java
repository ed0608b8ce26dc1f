package dev.sallyport.access.doctor;

import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CredentialOrigin;
import dev.sallyport.aws.MetadataProxy;
import dev.sallyport.aws.MetadataState;
import dev.sallyport.aws.SourcedCredentials;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the last source in the order, an instance's metadata service, has to say where no other has credentials. */
final class MetadataFaults {

    private static final String OFF = "AWS_EC2_METADATA_DISABLED";
    private static final String NO_VERSION_1 = "AWS_EC2_METADATA_V1_DISABLED";

    private final AwsView view;
    private final SignerCures cures;

    MetadataFaults(AwsView view, SignerCures cures) {
        this.view = view;
        this.cures = cures;
    }

    /** No source has credentials. */
    Observation none(MetadataState state, String said, Optional<AwsSettings> settings) {
        List<Cure> others = cures.otherProfiles(settings);
        if (!others.isEmpty()) {
            return nothing(said, settings, others); // whoever has a profile that works meant that, on an instance too
        }
        return switch (state) {
            case SWITCHED_OFF -> {
                List<Cure> on = cures.withoutVariable(OFF);
                yield on.isEmpty()
                        ? nothing(said, settings, others)
                        : Observation.fault(CheckCode.D_METADATA_OFF, said, on.toArray(Cure[]::new));
            }
            case AWAY, REFUSES -> nothing(said, settings, others);
            case FORBIDDEN -> Observation.fault(CheckCode.D_METADATA_OFF,
                    said + "\nThat is what it says where it is switched off for an instance.",
                    change("switch it on", "--http-endpoint enabled", "http-endpoint,Values=disabled"));
            case NO_ROLE, KEYLESS -> Observation.fault(CheckCode.D_NO_INSTANCE_ROLE, said, instanceRole());
            case TOO_FAR -> Observation.fault(CheckCode.D_METADATA_HOPS, said
                    + "\nIt heard the request for a session token, and the answer died on its way: a container is one hop"
                    + " further away than its host.",
                    change("let its answer go one hop further", "--http-put-response-hop-limit 2",
                            "http-put-response-hop-limit,Values=1", "http-tokens,Values=required"));
            case TOKEN_ASKED, V1_FORBIDDEN -> {
                List<Cure> mend = new ArrayList<>(
                        view.has(NO_VERSION_1) ? cures.withoutVariable(NO_VERSION_1) : List.of());
                mend.add(change("let version 1 be used, until the plugin is a newer one", "--http-tokens optional",
                        "http-tokens,Values=required"));
                yield Observation.fault(CheckCode.D_METADATA_V1, said, mend.toArray(Cure[]::new));
            }
        };
    }

    private static Observation nothing(String said, Optional<AwsSettings> settings, List<Cure> others) {
        List<Cure> mend = new ArrayList<>(others);
        settings.stream().flatMap(read -> read.profileNames().stream()
                .filter(name -> read.profileOption(name, "sso_role_name").isPresent()).limit(2))
                .forEach(name -> mend.add(Cure.you("sign in to IAM Identity Center, and sign with profile " + name,
                        ShellLine.of("aws", "sso", "login", "--profile", name),
                        "export AWS_PROFILE=" + ShellLine.word(name))));
        mend.add(Cure.you("write keys down", "aws configure"));
        return Observation.fault(CheckCode.D_NONE, said, mend.toArray(Cure[]::new));
    }

    private static Cure instanceRole() {
        return Cure.accountAdministrator("attach a role to the instance, with the names of both: aws ec2 "
                + "associate-iam-instance-profile --instance-id INSTANCE --iam-instance-profile Name=PROFILE");
    }

    /**
     * A change of the instance's options. From inside nobody can say which instance it is; the command finds it where one
     * alone is like that, and is refused where there are several.
     */
    private static Cure change(String what, String option, String... filters) {
        String like = Stream.of(filters).map(filter -> " Name=metadata-options." + filter)
                .collect(Collectors.joining());
        return Cure.accountAdministrator(
                what + " (where several instances are like that, put in the one that is meant)",
                "aws ec2 modify-instance-metadata-options " + option + " --instance-id \"$(aws ec2 describe-instances "
                        + "--filters Name=instance-state-name,Values=running" + like
                        + " --query 'Reservations[].Instances[].InstanceId' --output text)\"");
    }

    /** The AWS CLI goes to the service through a proxy; who stands there is another machine. */
    Optional<Observation> behindProxy(AwsSettings settings, SourcedCredentials found) {
        boolean drawn = found.origin() == CredentialOrigin.INSTANCE
                || settings.profileOption(settings.profileName(), "credential_source")
                        .filter("Ec2InstanceMetadata"::equals).isPresent();
        return !drawn
                ? Optional.empty()
                : MetadataProxy.of(settings).filter(proxy -> !proxy.leadsThere())
                        .map(proxy -> {
                            String list = view.has("no_proxy") ? "no_proxy" : "NO_PROXY";
                            return Observation.fault(CheckCode.D_METADATA_PROXY,
                                    "Credentials come from the metadata service at " + proxy.host() + ", and "
                                            + proxy.variable()
                                            + " sends the AWS CLI to it through a proxy, which does not lead "
                                            + "there: " + list + " does not name it.",
                                    Cure.you("go past the proxy to it",
                                            "export " + list + "=\"${" + list + ":+$" + list + ",}" + proxy.host()
                                                    + "\""));
                        });
    }
}
