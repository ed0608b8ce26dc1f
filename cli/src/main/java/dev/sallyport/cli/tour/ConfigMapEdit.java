package dev.sallyport.cli.tour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code kubectl edit} of a ConfigMap: it comes as YAML, goes through the person's editor, and what changed goes back as
 * a patch. An edited text that cannot be read, or that the server refuses, stays in its file.
 */
final class ConfigMapEdit {

    private static final String HEADER = """
            # Please edit the object below. Lines beginning with a '#' will be ignored,
            # and an empty file will abort the edit. If an error occurs while saving this file will be
            # kept, and the error names it.
            #
            """;
    private static final long PATIENCE_SECONDS = 60;
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES, YAMLGenerator.Feature.LITERAL_BLOCK_STYLE,
                    YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .build())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private final Person person;
    private final KubectlCalls calls;

    ConfigMapEdit(Person person, KubectlCalls calls) {
        this.person = person;
        this.calls = calls;
    }

    /** Lets the person edit it, and says what kubectl says then. */
    String edit(String namespace, String name) throws KubectlRefusal {
        String path = "/api/v1/namespaces/" + namespace + "/configmaps/" + name;
        JsonNode before = calls.get(path);
        if (before instanceof ObjectNode object && object.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("managedFields");
        }
        try {
            Path file = Files.createTempFile("kubectl-edit-", ".yaml"); // mode 0600
            String offered = HEADER + YAML.writeValueAsString(YAML.convertValue(before, Map.class));
            Files.writeString(file, offered);
            runEditor(file);
            String edited = Files.readString(file);
            if (edited.equals(offered)) {
                Files.delete(file);
                return "Edit cancelled, no changes made.\n";
            }
            save(path, before, edited, file);
            Files.delete(file);
            return "configmap/" + name + " edited\n";
        } catch (IOException e) {
            throw KubectlRefusal.of("error: the text to edit could not be written or read: " + e.getMessage());
        }
    }

    private void save(String path, JsonNode before, String edited, Path file) throws KubectlRefusal {
        try {
            ObjectNode patch = difference(before, YAML.readTree(edited));
            if (!patch.isEmpty()) {
                calls.patch(path + "?fieldManager=kubectl-edit&fieldValidation=Strict", patch);
            }
        } catch (JsonProcessingException e) {
            throw KubectlRefusal.of("error: the edited text is no YAML (line " + e.getLocation().getLineNr()
                    + "). A copy of your changes has been stored to \"" + file + "\"");
        } catch (KubectlRefusal refusal) {
            throw KubectlRefusal.of(refusal.getMessage() + "\nA copy of your changes has been stored to \"" + file
                    + "\"");
        }
    }

    private void runEditor(Path file) throws IOException, KubectlRefusal {
        String editor = person.environment().getOrDefault("KUBE_EDITOR",
                person.environment().getOrDefault("EDITOR", "vi"));
        // KUBE_EDITOR may be a command with arguments, so a shell takes it apart; the file comes as $1
        ProcessBuilder builder = new ProcessBuilder(List.of("/bin/sh", "-c", editor + " \"$1\"", "edit",
                file.toString())).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(person.environment());
        try {
            Process process = builder.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw KubectlRefusal.of("error: the editor did not end within " + PATIENCE_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw KubectlRefusal.of("error: there was a problem with the editor \"" + editor + "\"");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw KubectlRefusal.of("error: interrupted while the editor was open");
        }
    }

    /** What turns one object into the other, as a merge patch: null takes a key away. Source: RFC 7386. */
    static ObjectNode difference(JsonNode before, JsonNode after) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        before.fieldNames().forEachRemaining(key -> {
            if (!after.has(key)) {
                patch.putNull(key);
            }
        });
        after.properties().forEach(entry -> {
            JsonNode old = before.path(entry.getKey());
            JsonNode fresh = entry.getValue();
            if (old.isObject() && fresh.isObject()) {
                ObjectNode inner = difference(old, fresh);
                if (!inner.isEmpty()) {
                    patch.set(entry.getKey(), inner);
                }
            } else if (!old.equals(fresh)) {
                patch.set(entry.getKey(), fresh);
            }
        });
        return patch;
    }
}
