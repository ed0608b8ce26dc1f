package dev.sallyport.cluster.audit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One edit of the map, as an audit log tells it.
 *
 * @param number counts from 1, the oldest; only within one log
 * @param time when it stood
 * @param user the user's name, for which the API server vouches
 * @param arn the IAM principal that the user came in as, where the log names it
 * @param impersonated as whom the user did it; empty for themselves
 * @param userAgent what the program calls itself
 * @param verb create, update, patch, delete or deletecollection
 * @param place where in the log
 * @param knowledge how the text is known
 * @param data the ConfigMap's whole data after it, text by key; empty when it is not known
 */
public record AuditEdit(int number, Instant time, String user, Optional<String> arn, Optional<String> impersonated,
        String userAgent, String verb, String place, Knowledge knowledge, Optional<Map<String, String>> data) {

    public AuditEdit {
        data = data.map(Map::copyOf);
    }

    /** How the text after an edit is known. */
    public enum Knowledge {
        /** The log holds the API server's answer. */
        ANSWERED,
        /** The log holds the whole object that was sent; whatever changed it on its way is not seen. */
        SENT,
        /** The log holds a patch, which was applied to the text of the edit before. */
        PATCHED,
        /** The ConfigMap was deleted, so that there is none. */
        DELETED,
        /** The log's level leaves the objects out, or a patch has no known text to go on. */
        UNKNOWN
    }
}
