package dev.sallyport.access.doctor;

import dev.sallyport.aws.AwsReason.NotAssigned;
import dev.sallyport.aws.AwsReason.UnknownProfile;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CredentialOrigin;
import dev.sallyport.aws.SourcedCredentials;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Signs as somebody else, or with other keys. What is proposed first was tried: STS knows who would sign then.
 */
final class SignerCures {

    /** What carries keys in variables. */
    static final List<String> KEYS = List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
            "AWS_SECURITY_TOKEN");
    private static final List<String> WEB_IDENTITY = List.of("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN",
            "AWS_ROLE_SESSION_NAME");
    private static final List<String> CONTAINER = List.of("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    private static final int MOST_TRIED = 6; // profiles, a call of STS each

    private final Surroundings place;
    private final Facts known;
    private final AwsView view;
    private final ShellVariables shell;

    SignerCures(Surroundings place, Facts known, AwsView view) {
        this.place = place;
        this.known = known;
        this.view = view;
        this.shell = new ShellVariables(place, known);
    }

    /** What mends keys that AWS does not take. */
    Cure[] forKeys(CheckCode code, SourcedCredentials found, Optional<AwsSettings> settings) {
        List<Cure> cures = new ArrayList<>();
        if (code == CheckCode.D_LEFTOVER_TOKEN) {
            cures.add(withoutToken(found, settings));
        }
        if (code == CheckCode.D_CLOUD9) {
            cures.add(Cure.you(
                    "switch them off in Cloud9 (Preferences, AWS Settings, Credentials), put aside what they left "
                            + "and let the environment's own role speak",
                    "aws cloud9 update-environment --environment-id \"$C9_PID\" --managed-credentials-action DISABLE",
                    "mv ~/.aws/credentials ~/.aws/credentials.cloud9"));
        }
        cures.addAll(behind(found.origin(), settings));
        if (code == CheckCode.I_UNKNOWN_KEY && found.credentials().accessKeyId().startsWith("AKIA")) {
            String key = ShellLine.word(found.credentials().accessKeyId());
            cures.add(Cure.accountAdministrator("switch the key on again, if it is only switched off",
                    "aws iam update-access-key --access-key-id " + key + " --status Active --user-name \"$(aws iam "
                            + "get-access-key-last-used --access-key-id " + key
                            + " --query UserName --output text)\""));
        }
        cures.add(Cure.you(switch (found.origin()) {
            case ENVIRONMENT -> "get new keys where these came from, and set all of their variables";
            case CREDENTIALS_FILE, CONFIG_FILE -> "get new keys where these came from, and write them down with: "
                    + "aws configure --profile " + settings.map(AwsSettings::profileName).orElse("default");
            case ROLE, WEB_IDENTITY, IDENTITY_CENTER, PROCESS, LEGACY_FILE, CONTAINER, INSTANCE, GIVEN ->
                "renew " + found.source();
        }));
        return cures.toArray(Cure[]::new);
    }

    private Cure withoutToken(SourcedCredentials found, Optional<AwsSettings> settings) {
        return found.origin() == CredentialOrigin.ENVIRONMENT
                ? shell.unset("drop the session token", List.of("AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"))
                : Cure.you("drop the session token", ShellLine.of("aws", "configure", "set", "aws_session_token", "",
                        "--profile", settings.map(AwsSettings::profileName).orElse("default")));
    }

    /** What mends half a key. */
    Cure[] instead(CredentialOrigin origin, Optional<AwsSettings> settings, Optional<String> profile) {
        List<Cure> cures = new ArrayList<>(behind(origin, settings));
        cures.add(origin == CredentialOrigin.ENVIRONMENT
                ? Cure.you("set the other half as well")
                : Cure.you("write both halves down, out of the file or the page that they came with",
                        "aws configure --profile " + ShellLine.word(profile.orElse("default"))));
        return cures.toArray(Cure[]::new);
    }

    /** Whoever would speak without this source, then whoever another profile is. */
    private List<Cure> behind(CredentialOrigin origin, Optional<AwsSettings> settings) {
        List<Cure> cures = new ArrayList<>();
        if (origin == CredentialOrigin.ENVIRONMENT) {
            cures.addAll(unsetting(KEYS));
        }
        if (cures.isEmpty()) {
            cures.addAll(otherProfiles(settings));
        }
        return cures;
    }

    /** Takes variables away, where somebody speaks then. */
    private List<Cure> unsetting(List<String> names) {
        List<String> here = names.stream().filter(view::has).toList();
        return view.without(here).person()
                .map(person -> shell.unset("let " + person.credentials().source() + " speak, which is "
                        + person.identity().arn(), here))
                .stream().toList();
    }

    /** What mends a web identity that gives nothing. */
    Cure[] withoutWebIdentity(Optional<String> profile, Optional<AwsSettings> settings) {
        List<Cure> cures = new ArrayList<>(profile.isPresent() ? otherProfiles(settings) : unsetting(WEB_IDENTITY));
        cures.add(Cure.you("get a new token: in a pod, make the pod anew, and its service account projects one"));
        return cures.toArray(Cure[]::new);
    }

    /** What mends a container's agent that gives nothing. */
    Cure[] withoutContainer(Optional<AwsSettings> settings) {
        List<Cure> cures = new ArrayList<>(unsetting(CONTAINER));
        cures.addAll(otherProfiles(settings));
        cures.add(Cure.accountAdministrator("give the task or the pod a role"));
        return cures.toArray(Cure[]::new);
    }

    /** What mends a variable that is in the way, where somebody speaks without it. */
    List<Cure> withoutVariable(String name) {
        return unsetting(List.of(name));
    }

    /** The profiles that stand there, work, and are not the one in force. */
    List<Cure> otherProfiles(Optional<AwsSettings> settings) {
        Optional<String> now = settings.map(AwsSettings::profileName);
        return profileNames(settings).filter(name -> !now.equals(Optional.of(name)))
                .flatMap(name -> view.without(KEYS).signedAs(name).person()
                        .map(person -> sign(name, ", which is " + person.identity().arn())).stream())
                .toList();
    }

    /** Profiles of which nobody has to run a program to know whether they work. */
    static Stream<String> profileNames(Optional<AwsSettings> settings) {
        return settings.stream().flatMap(read -> read.profileNames().stream()
                .filter(name -> read.hasWrittenKeys(name) || read.profileOption(name, "sso_role_name").isPresent()
                        || read.profileOption(name, "role_arn").isPresent()))
                .limit(MOST_TRIED);
    }

    /** Signs with another profile. */
    Cure sign(String profile, String who) {
        String what = "sign with profile " + profile + who;
        if (known.plugin().flatMap(PluginCall::profile).isPresent()) {
            return Cure.you(what, update(profile));
        }
        String variable = view.has("AWS_DEFAULT_PROFILE") ? "AWS_DEFAULT_PROFILE" : "AWS_PROFILE";
        Cure named = shell.set(what, variable, profile);
        return Cure.you(what, Stream.concat(Stream.of(shell.lines(KEYS)), named.commands().stream())
                .toArray(String[]::new));
    }

    /** What mends the name of a profile that is not there. */
    Cure[] otherProfile(UnknownProfile unknown) {
        List<Cure> cures = new ArrayList<>();
        String from = unknown.named().source();
        Optional<String> near = Nearest.to(unknown.named().value(), unknown.known());
        Stream.concat(near.stream(), unknown.known().stream().filter(name -> !near.equals(Optional.of(name))))
                .limit(MOST_TRIED)
                .filter(name -> near.equals(Optional.of(name)) || view.signedAs(name).person().isPresent())
                .forEach(name -> cures.add(from.equals("--profile")
                        ? byOption(name)
                        : shell.set("name the profile " + name, from, name)));
        if (!from.equals("--profile")) {
            cures.addAll(near.isPresent() ? cures.size() : 0, unsetting(List.of(from)));
        }
        if (unknown.named().value().matches("[\\w .@/+-]{1,100}")) {
            cures.add(Cure.you("make the profile",
                    "aws configure --profile " + ShellLine.word(unknown.named().value())));
        }
        return cures.toArray(Cure[]::new);
    }

    private Cure byOption(String profile) {
        String what = "name the profile " + profile;
        return known.plugin().isPresent()
                ? Cure.you(what, update(profile))
                : Cure.you(what, place.again("--profile", profile));
    }

    private String[] update(String profile) {
        return anew(meant -> meant.signedBy(profile));
    }

    /** Writes the kubeconfig's entry anew, so that the plugin assumes this role. */
    String[] inRole(String roleArn) {
        return anew(meant -> meant.inRole(roleArn));
    }

    private String[] anew(UnaryOperator<ClusterMeant> change) {
        return ClusterMeant.of(place, known.way(), known.plugin())
                .map(meant -> change.apply(meant).updateKubeconfig(place)).stream().toArray(String[]::new);
    }

    /** What mends a role that IAM Identity Center does not give. */
    Cure[] assignment(NotAssigned refused) {
        Optional<String> near = Nearest.to(refused.role(), refused.assigned());
        List<Cure> cures = Stream
                .concat(near.stream(), refused.assigned().stream().filter(role -> !near.equals(Optional.of(role))))
                .limit(MOST_TRIED).map(role -> Cure.you("take the permission set " + role + ", which you have there",
                        ShellLine.of("aws", "configure", "set", "sso_role_name", role, "--profile",
                                refused.profile())))
                .collect(Collectors.toCollection(ArrayList::new));
        cures.add(Cure.accountAdministrator("assign the permission set " + refused.role() + " in account "
                + refused.account() + " to this person, in IAM Identity Center"));
        return cures.toArray(Cure[]::new);
    }

    /** Sets a region: the cluster's, where the kubeconfig's names or its server tell it. */
    Cure[] region(Optional<AwsSettings> settings) {
        Optional<String> region = ClusterMeant.of(place, known.way(), known.plugin()).flatMap(ClusterMeant::region);
        String profile = settings.map(AwsSettings::profileName).orElse("default");
        return new Cure[]{region.map(name -> Cure.you("set the cluster's region",
                ShellLine.of("aws", "configure", "set", "region", name, "--profile", profile)))
                .orElseGet(() -> Cure.you("set the cluster's region, with its name: aws configure set region REGION"))};
    }
}
