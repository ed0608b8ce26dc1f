package dev.sallyport.kubeconfig;

import java.nio.file.Path;
import java.util.List;

/** How a planned or written update ended. */
public sealed interface KubeconfigOutcome {

    /**
     * The update is possible, or was made.
     *
     * @param file the file that it goes to
     * @param after the file's kubeconfig with the update in it
     * @param existed whether the file had an entry of this cluster before ("updated"), or none ("added")
     * @param changed whether the text differs from what stands in the file
     * @param warnings files in {@code KUBECONFIG} that were passed over because they could not be read
     */
    record Done(Path file, Kubeconfig after, boolean existed, boolean changed,
            List<String> warnings) implements KubeconfigOutcome {
        public Done {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Nothing was changed.
     *
     * @param message what was wrong, where, and what to do
     */
    record Refused(String message) implements KubeconfigOutcome {}
}
