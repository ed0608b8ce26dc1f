package dev.sallyport.access.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What mends a fault.
 *
 * @param by who can do it
 * @param what half a sentence on what it does, such as {@code set the region in the profile}
 * @param commands shell lines that can be pasted as they are, quoted where they must be; may be empty where only a
 *     person can act
 * @param fix the same as a change of one file that {@code --fix} may make; for safe changes alone
 */
public record Cure(By by, String what, List<String> commands, Optional<SafeFix> fix) {

    /** Who can do it. */
    public enum By {
        /** Whoever runs doctor. */
        YOU,
        /** An administrator of the cluster. */
        CLUSTER_ADMINISTRATOR,
        /** An administrator of the AWS account. */
        ACCOUNT_ADMINISTRATOR
    }

    /**
     * A change of one file.
     *
     * @param before the whole text that was read; a file that differs when it is written is left alone
     * @param after the whole text to write
     */
    public record SafeFix(Path file, String before, String after) {
        @Override
        public String toString() {
            return "SafeFix[" + file + "]"; // kubeconfigs and credentials files hold secrets
        }
    }

    public Cure {
        commands = List.copyOf(commands);
    }

    /** What the person can do themselves. */
    public static Cure you(String what, String... commands) {
        return new Cure(By.YOU, what, List.of(commands), Optional.empty());
    }

    /** What an administrator of the cluster can do. */
    public static Cure clusterAdministrator(String what, String... commands) {
        return new Cure(By.CLUSTER_ADMINISTRATOR, what, List.of(commands), Optional.empty());
    }

    /** What an administrator of the account can do. */
    public static Cure accountAdministrator(String what, String... commands) {
        return new Cure(By.ACCOUNT_ADMINISTRATOR, what, List.of(commands), Optional.empty());
    }

    /** This, and what {@code --fix} would write. */
    public Cure with(SafeFix change) {
        return new Cure(by, what, commands, Optional.of(change));
    }
}
