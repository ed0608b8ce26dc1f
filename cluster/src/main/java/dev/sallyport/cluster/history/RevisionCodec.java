package dev.sallyport.cluster.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A revision as a ControllerRevision: the text gzipped as its data, everything else in annotations. So a list of the
 * history asks for metadata alone, which does not grow with the map.
 */
final class RevisionCodec {

    static final String NAMESPACE = "kube-system";
    static final String LABEL = "sallyport.dev/history";
    static final String OF = "aws-auth";
    static final String SETTLED = "sallyport.dev/settled";
    static final String TEXT = "text";

    private static final String NUMBER = "sallyport.dev/number";
    private static final String TIME = "sallyport.dev/time";
    private static final String AUTHOR = "sallyport.dev/author";
    private static final String AUTHENTICATED = "sallyport.dev/authenticated";
    private static final String TOOL = "sallyport.dev/tool";
    private static final String COMMAND = "sallyport.dev/command";
    private static final String REASON = "sallyport.dev/reason";
    private static final String PREVIOUS = "sallyport.dev/previous";
    private static final String BASE = "sallyport.dev/base";
    private static final String DIGEST = "sallyport.dev/digest";

    private RevisionCodec() {}

    static ControllerRevision write(AwsAuthRevision revision, Map<String, String> data) {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put(NUMBER, Long.toString(revision.number()));
        annotations.put(TIME, revision.time().toString());
        annotations.put(AUTHOR, revision.author().name());
        annotations.put(AUTHENTICATED, Boolean.toString(revision.author().authenticated()));
        annotations.put(TOOL, revision.author().tool());
        annotations.put(COMMAND, revision.author().command());
        annotations.put(REASON, revision.author().reason());
        annotations.put(PREVIOUS, revision.previous());
        annotations.put(BASE, revision.base());
        annotations.put(DIGEST, revision.digest());
        annotations.values().removeIf(String::isEmpty);
        return new ControllerRevisionBuilder().withNewMetadata().withName(revision.name()).withNamespace(NAMESPACE)
                .addToLabels(LABEL, OF).addToLabels("app.kubernetes.io/managed-by", "sallyport")
                .withAnnotations(annotations).endMetadata()
                .withRevision(revision.number()).withData(Map.of(TEXT, RevisionText.pack(data))).build();
    }

    /** From an object's metadata; empty for an object that bears the label and that we did not write. */
    static Optional<AwsAuthRevision> read(JsonNode metadata) {
        JsonNode annotations = metadata.path("annotations");
        try {
            return Optional.of(new AwsAuthRevision(metadata.path("name").asText(),
                    Long.parseLong(annotations.path(NUMBER).asText()),
                    Instant.parse(annotations.path(TIME).asText()),
                    new Author(annotations.path(AUTHOR).asText(), annotations.path(AUTHENTICATED).asBoolean(),
                            annotations.path(COMMAND).asText(), annotations.path(REASON).asText(),
                            annotations.path(TOOL).asText()),
                    annotations.path(PREVIOUS).asText(), annotations.path(BASE).asText(),
                    annotations.path(DIGEST).asText(), metadata.path("labels").has(SETTLED)));
        } catch (DateTimeParseException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
