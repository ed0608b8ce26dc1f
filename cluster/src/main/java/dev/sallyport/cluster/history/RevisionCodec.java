package dev.sallyport.cluster.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ControllerRevisionBuilder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A revision as a ControllerRevision: the text gzipped, the rest in plain sight of {@code kubectl get -o yaml}. */
final class RevisionCodec {

    static final String NAMESPACE = "kube-system";
    static final String LABEL = "sallyport.dev/history";
    static final String OF = "aws-auth";
    static final String SETTLED = "sallyport.dev/settled";

    private static final int LARGEST = 8 << 20; // bytes, unpacked; a ConfigMap has 1 MiB
    private static final ObjectMapper JSON = new ObjectMapper();

    private RevisionCodec() {}

    static ControllerRevision write(AwsAuthRevision revision) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("time", revision.time().toString());
        content.put("author", revision.author().name());
        content.put("authenticated", revision.author().authenticated());
        content.put("command", revision.author().command());
        content.put("reason", revision.author().reason());
        content.put("previous", revision.previous());
        content.put("base", revision.base());
        content.put("text", packed(revision.data()));
        return new ControllerRevisionBuilder().withNewMetadata().withName(revision.name()).withNamespace(NAMESPACE)
                .addToLabels(LABEL, OF).addToLabels("app.kubernetes.io/managed-by", "sallyport").endMetadata()
                .withRevision(revision.number()).withData(content).build();
    }

    /** Empty for an object that bears the label and that we did not write. */
    static Optional<AwsAuthRevision> read(ControllerRevision stored) {
        JsonNode content = JSON.valueToTree(stored.getData());
        try {
            return Optional.of(new AwsAuthRevision(stored.getMetadata().getName(), stored.getRevision(),
                    Instant.parse(content.path("time").asText()),
                    new Author(content.path("author").asText(), content.path("authenticated").asBoolean(),
                            content.path("command").asText(), content.path("reason").asText()),
                    content.path("previous").asText(), content.path("base").asText(),
                    unpacked(content.path("text").asText()),
                    stored.getMetadata().getLabels().containsKey(SETTLED)));
        } catch (DateTimeParseException | IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }

    private static String packed(Map<String, String> data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(JSON.writeValueAsBytes(new TreeMap<>(data)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static Map<String, String> unpacked(String text) throws IOException {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            byte[] json = zip.readNBytes(LARGEST);
            return JSON.readValue(new String(json, StandardCharsets.UTF_8), new TypeReference<Map<String, String>>() {
            });
        } catch (JsonProcessingException e) {
            throw new IOException("not the text of a revision", e);
        }
    }
}
