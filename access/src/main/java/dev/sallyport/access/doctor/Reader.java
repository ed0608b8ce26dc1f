package dev.sallyport.access.doctor;

import dev.sallyport.access.explain.Remedy;
import dev.sallyport.access.world.AccessWorld;

import java.util.List;
import java.util.Optional;

/**
 * What somebody who sees more than the refused person has shown them.
 *
 * @param world the map and RBAC: {@code --reader-context} or {@code --with}
 * @param lost why that view could not be had, one sentence
 * @param context the context of that view, for the commands that mend it; empty where files were shown
 * @param log EKS's authenticator log: {@code --authenticator-log}
 * @param lines writes a remedy as shell lines that can be pasted
 */
public record Reader(Optional<AccessWorld> world, Optional<String> lost, Optional<String> context,
        Optional<AuthenticatorLog> log, RemedyLines lines) {

    /** Nobody showed anything. */
    public static final Reader NONE = new Reader(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), _ -> List.of());

    /** Writes remedies down. */
    @FunctionalInterface
    public interface RemedyLines {
        /** The commands that make the remedy's changes, in their order. */
        List<String> of(Remedy remedy);
    }
}
