package dev.sallyport.access.doctor;

import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.AwsReason;
import dev.sallyport.aws.AwsReason.BadSource;
import dev.sallyport.aws.AwsReason.ProcessTrouble;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CredentialOrigin;
import dev.sallyport.aws.SourcedCredentials;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which fault a failure of AWS's side is, and what mends it. */
final class CredentialFaults {

    /** What botocore calls a wrong key, a wrong secret, an ended session; services differ. */
    private static final Set<String> UNKNOWN = Set.of("InvalidClientTokenId", "UnrecognizedClientException",
            "InvalidAccessKeyId", "AuthFailure");
    private static final Set<String> BAD_SIGNATURE = Set.of("SignatureDoesNotMatch", "InvalidSignatureException",
            "IncompleteSignature", "IncompleteSignatureException");
    private static final Set<String> ENDED = Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

    private final Surroundings place;
    private final AwsView view;
    private final SignerCures cures;
    private final RoleFaults roles;
    private final WayFaults ways;
    private final MetadataFaults metadata;

    CredentialFaults(Surroundings place, Facts known, AwsView view) {
        this.place = place;
        this.view = view;
        this.cures = new SignerCures(place, known, view);
        this.roles = new RoleFaults(view.clock(), Optional.of(cures));
        this.ways = new WayFaults(place, known, view);
        this.metadata = new MetadataFaults(view, cures);
    }

    /** The fault of a failure while credentials were looked for. */
    Observation of(AwsFailure failure, Optional<AwsSettings> settings) {
        return of(failure, settings, Optional.empty());
    }

    /**
     * The fault of a failure.
     *
     * @param signer whose keys were refused, where some were
     */
    Observation of(AwsFailure failure, Optional<AwsSettings> settings, Optional<SourcedCredentials> signer) {
        String said = failure.message();
        if (failure.reason().isEmpty()) {
            return switch (failure.kind()) {
                case NO_REGION -> Observation.fault(CheckCode.D_NO_REGION, said, cures.region(settings));
                case CONFIGURATION -> Observation.fault(CheckCode.D_CONFIG_WRONG, failure.sentence());
                case NO_CREDENTIALS, EXPIRED, KEYS_REFUSED, DENIED, NOT_FOUND, THROTTLED, UNREACHABLE, NONSENSE,
                        REFUSED ->
                    Observation.fault(CheckCode.I_DENIED, failure.sentence());
            };
        }
        return switch (failure.reason().get()) {
            case AwsReason.BrokenFile broken ->
                Observation.fault(CheckCode.D_CONFIG_BROKEN, said, BrokenFileCures.of(broken));
            case AwsReason.UnknownProfile unknown -> Observation.fault(CheckCode.D_NO_PROFILE, said
                    + (unknown.known().isEmpty() ? "" : "\nKnown: " + String.join(", ", unknown.known())),
                    cures.otherProfile(unknown));
            case AwsReason.HalfKey(var origin, Optional<String> profile) -> Observation.fault(CheckCode.D_HALF_KEY,
                    said, cures.instead(origin, settings, profile));
            case AwsReason.NoneFound(var state) -> metadata.none(state, said, settings);
            case BadSource source -> Observation.fault(CheckCode.D_SOURCE_PROFILE, said, source(source, settings));
            case AwsReason.SignedOut(String profile, boolean ever) ->
                Observation.fault(ever ? CheckCode.D_SSO_OVER : CheckCode.D_SSO_NEVER, said,
                        Cure.you("sign in", ShellLine.of("aws", "sso", "login", "--profile", profile)));
            case AwsReason.NotAssigned assignment ->
                Observation.fault(CheckCode.D_SSO_REFUSED, said, cures.assignment(assignment));
            case ProcessTrouble process -> process(process, said, settings);
            case AwsReason.RoleRefused refused -> roles.refused(refused, said, settings);
            case AwsReason.CodeNeeded(String profile, String serial) -> Observation.fault(CheckCode.D_ROLE_MFA, said,
                    Cure.you("give the code of " + serial + " once; the AWS CLI keeps the session",
                            ShellLine.of("aws", "sts", "get-caller-identity", "--profile", profile)));
            case AwsReason.NoWebToken(Path file, Optional<String> profile) ->
                Observation.fault(CheckCode.D_WEB_TOKEN_FILE, said, cures.withoutWebIdentity(profile, settings));
            case AwsReason.WebTokenRefused refused -> Observation.fault(CheckCode.D_WEB_REFUSED, said + refused.end()
                    .filter(end -> end.isBefore(view.clock().instant()))
                    .map(end -> "\nThe token says that it ended at " + end + ".").orElse(""),
                    cures.withoutWebIdentity(refused.profile(), settings));
            case AwsReason.NoContainerRole(String variable) ->
                Observation.fault(CheckCode.D_CONTAINER, said, cures.withoutContainer(settings));
            case AwsReason.NotReached silent -> ways.notReached(silent, said, settings, signer);
            case AwsReason.NotAws other -> ways.notAws(other, said);
            case AwsReason.Refused(var service, String code) -> refused(code, said, settings, signer);
            case AwsReason.ClockWrong(var ahead) -> ClockFault.of(ahead, said);
            case AwsReason.BadBundle(Path file) -> ways.badBundle(file, said, signer);
            case AwsReason.BadEndpoint(var endpoint) -> ways.badEndpoint(endpoint, said);
        };
    }

    private Observation refused(String code, String said, Optional<AwsSettings> settings,
            Optional<SourcedCredentials> signer) {
        CheckCode fault = UNKNOWN.contains(code)
                ? signer.filter(this::isCloud9s).isPresent() ? CheckCode.D_CLOUD9 : CheckCode.I_UNKNOWN_KEY
                : BAD_SIGNATURE.contains(code)
                        ? CheckCode.I_SECRET
                        : ENDED.contains(code) ? CheckCode.D_EXPIRED : CheckCode.I_DENIED;
        String who = signer.map(keys -> "Key " + keys.credentials().accessKeyId() + ", from " + keys.source() + ".\n")
                .orElse("");
        return Observation.fault(fault, who + said, signer.map(keys -> cures.forKeys(fault, keys, settings))
                .orElse(new Cure[0]));
    }

    /**
     * Cloud9 writes temporary keys of its own into the credentials file. They say who one is, and do little else. Source:
     * AWS Cloud9 User Guide, "AWS managed temporary credentials".
     */
    private boolean isCloud9s(SourcedCredentials keys) {
        return Stream.of("C9_PID", "C9_USER", "C9_PROJECT").anyMatch(view::has)
                && keys.origin() == CredentialOrigin.CREDENTIALS_FILE
                && keys.credentials().sessionToken().isPresent();
    }

    /** The AWS CLI asks for a region before it does anything, a token too. */
    Observation noRegion(AwsSettings settings) {
        return Observation.fault(CheckCode.D_NO_REGION,
                "No region: neither --region nor AWS_REGION, AWS_DEFAULT_REGION or region in profile "
                        + settings.profileName() + ".",
                cures.region(Optional.of(settings)));
    }

    /** What is wrong with keys that can be seen without asking. */
    Observation keys(CheckCode code, SourcedCredentials found, String evidence) {
        return Observation.fault(code, evidence, cures.forKeys(code, found, view.settings().optional()));
    }

    /** A proxy on the way to the metadata service, where that gave the keys to us, who went straight there. */
    Optional<Observation> proxyBeforeMetadata(AwsSettings settings, SourcedCredentials found) {
        return metadata.behindProxy(settings, found);
    }

    private Cure[] source(BadSource bad, Optional<AwsSettings> settings) {
        List<String> able = settings.map(read -> read.profileNames().stream()
                .filter(name -> !name.equals(bad.profile()) && read.hasWrittenKeys(name)).toList()).orElse(List.of());
        Stream<String> names = Nearest.to(bad.source(), able).map(near -> Stream.concat(Stream.of(near),
                able.stream().filter(name -> !name.equals(near)))).orElse(able.stream());
        return names.limit(3).map(name -> Cure.you("let the keys of profile " + name + " assume the role",
                ShellLine.of("aws", "configure", "set", "source_profile", name, "--profile", bad.profile())))
                .toArray(Cure[]::new);
    }

    private Observation process(ProcessTrouble process, String said, Optional<AwsSettings> settings) {
        CheckCode code = switch (process.trouble()) {
            case NOT_STARTED, FAILED -> CheckCode.D_PROCESS_FAILS;
            case NONSENSE -> CheckCode.D_PROCESS_NONSENSE;
            case TOO_SLOW -> CheckCode.D_PROCESS_SLOW;
            case OVER -> CheckCode.D_EXPIRED;
        };
        List<Cure> mend = new ArrayList<>();
        if (process.trouble() == ProcessTrouble.Trouble.NOT_STARTED && !process.command().isEmpty()) {
            Path program = Path.of(process.command().getFirst());
            if (program.isAbsolute() && Files.isRegularFile(program) && !Files.isExecutable(program)) {
                mend.add(Cure.you("let the program be run", ShellLine.of("chmod", "u+x", program.toString())));
            } else {
                Optional.ofNullable(program.getFileName()).map(Path::toString)
                        .flatMap(name -> place.commands().find(name, view.variables()))
                        .filter(found -> !found.equals(program))
                        .ifPresent(found -> mend.add(process.command().size() == 1
                                ? Cure.you("name the program where it is", ShellLine.of("aws", "configure", "set",
                                        "credential_process", found.toString(), "--profile", process.profile()))
                                : Cure.you("name the program where it is, in credential_process of profile "
                                        + process.profile() + ": " + found))); // its arguments may be secret
            }
        }
        mend.addAll(cures.otherProfiles(settings));
        return Observation.fault(code, said, mend.toArray(Cure[]::new));
    }
}
