package dev.sallyport.aws;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What exactly is behind an {@link AwsFailure}, for a caller that mends it. Holds no secret but in redacted types. */
public sealed interface AwsReason {

    /**
     * A shared file cannot be parsed.
     *
     * @param file where it is
     * @param line the line that breaks it, from 1
     */
    record BrokenFile(Path file, int line, Breach breach) implements AwsReason {
        /** What is wrong with the line. */
        public enum Breach {
            /** A section that stood there before. */
            SECTION_TWICE,
            /** A name that stood in this section before. */
            NAME_TWICE,
            /** An option before the first section. */
            OUTSIDE,
            /** Neither a section nor {@code NAME = VALUE}. */
            NO_OPTION
        }
    }

    /**
     * There is no profile of that name.
     *
     * @param named and by whom: {@code --profile}, {@code AWS_PROFILE}
     * @param known those that are there
     */
    record UnknownProfile(Setting named, List<String> known) implements AwsReason {
        public UnknownProfile {
            known = List.copyOf(known);
        }
    }

    /**
     * One half of an access key is missing or empty.
     *
     * @param profile whose; empty for keys in variables or in a file of old
     */
    record HalfKey(CredentialOrigin origin, Optional<String> profile) implements AwsReason {}

    /** Every source was asked and none has credentials; the last was the metadata service. */
    record NoneFound(MetadataState metadata) implements AwsReason {}

    /**
     * A profile draws on another that is missing, or has nothing, or leads back to it.
     *
     * @param profile the one whose line is wrong
     * @param source the one that it names
     * @param circle whether it leads in a circle
     */
    record BadSource(String profile, String source, boolean circle) implements AwsReason {}

    /**
     * Nobody is signed in to IAM Identity Center for a profile.
     *
     * @param ever whether somebody was
     */
    record SignedOut(String profile, boolean ever) implements AwsReason {}

    /**
     * IAM Identity Center does not give the role that a profile names.
     *
     * @param assigned what it gives this person in that account, where it may be asked
     */
    record NotAssigned(String profile, String account, String role, List<String> assigned) implements AwsReason {
        public NotAssigned {
            assigned = List.copyOf(assigned);
        }
    }

    /**
     * {@code credential_process} gives no keys.
     *
     * @param command its words
     */
    record ProcessTrouble(String profile, List<String> command, Trouble trouble) implements AwsReason {
        public ProcessTrouble {
            command = List.copyOf(command);
        }

        /** In which way. */
        public enum Trouble {
            /** It cannot be started. */
            NOT_STARTED,
            /** It ends with another exit code than 0. */
            FAILED,
            /** It does not end. */
            TOO_SLOW,
            /** What it prints is not what it should print. */
            NONSENSE,
            /** It gives keys whose time is over. */
            OVER
        }

        @Override
        public String toString() {
            return "ProcessTrouble[" + profile + ", " + trouble + "]"; // arguments may be secret
        }
    }

    /**
     * STS refuses to let somebody assume a role, and never says why.
     *
     * @param profile whose {@code role_arn} it is; empty where a caller asked for it
     * @param by who asked
     */
    record RoleRefused(Optional<String> profile, SourcedCredentials by, RoleRequest request) implements AwsReason {}

    /**
     * A profile asks for a device's code, and nobody is there to type it.
     *
     * @param serial the device's ARN or number
     */
    record CodeNeeded(String profile, String serial) implements AwsReason {}

    /** The file of a web identity token is missing or empty. */
    record NoWebToken(Path file, Optional<String> profile) implements AwsReason {}

    /**
     * STS refuses a web identity token.
     *
     * @param code STS's: {@code InvalidIdentityToken}, {@code ExpiredTokenException}, {@code AccessDenied}, ...
     * @param end when the token says that it ends
     */
    record WebTokenRefused(String roleArn, String code, Optional<Instant> end, Optional<String> profile)
            implements
                AwsReason {}

    /**
     * A container's agent gives no credentials.
     *
     * @param variable the one that leads to it
     */
    record NoContainerRole(String variable) implements AwsReason {}

    /**
     * No answer came from a service.
     *
     * @param source who says that it is there, as in {@link ServiceEndpoint}
     */
    record NotReached(AwsService service, URI url, String source, Silence silence) implements AwsReason {}

    /** What answers is not AWS. */
    record NotAws(AwsService service, URI url, String source) implements AwsReason {}

    /** Why no answer came. */
    enum Silence {
        /** The name cannot be resolved. */
        NAME,
        /** Nobody listens there, or no way leads there. */
        REFUSED,
        /** No connection came about in time. */
        NO_CONNECTION,
        /** The connection stood, and no answer came. */
        NO_ANSWER,
        /** The certificate is not one to be trusted. */
        UNTRUSTED,
        /** The connection broke, or a proxy refused it. */
        BROKEN
    }

    /**
     * A service says no.
     *
     * @param code its own, such as {@code ExpiredToken}; empty where it gives none
     */
    record Refused(AwsService service, String code) implements AwsReason {}

    /**
     * A service says no because of the time.
     *
     * @param ahead how far this clock is ahead of AWS's; negative where it is behind
     */
    record ClockWrong(Duration ahead) implements AwsReason {}

    /** The file of authorities cannot be read. */
    record BadBundle(Path file) implements AwsReason {}

    /** An endpoint that somebody configured is no URL. */
    record BadEndpoint(Setting endpoint) implements AwsReason {}
}
