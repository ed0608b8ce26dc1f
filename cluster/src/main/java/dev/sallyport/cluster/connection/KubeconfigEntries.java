package dev.sallyport.cluster.connection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.yaml.snakeyaml.error.MarkedYAMLException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The entries of several kubeconfig files as one, secrets included: of two of one name the first counts. Source:
 * Kubernetes, "Organizing Cluster Access Using kubeconfig Files".
 *
 * @param currentContext empty when none is set
 */
record KubeconfigEntries(Map<String, Entry> contexts, Map<String, Entry> clusters, Map<String, Entry> users,
        String currentContext) {

    private static final int MOST_BYTES = 8 << 20; // thousands of clusters; a device never ends
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /**
     * One entry.
     *
     * @param file where it stands; relative paths in it begin there
     */
    record Entry(String name, JsonNode content, Path file) {

        /** A scalar's text; empty when it is missing, empty, or no scalar. */
        Optional<String> text(String key) {
            return Optional.of(content.path(key).asText("")).filter(text -> !text.isEmpty());
        }

        boolean flag(String key) {
            return content.path(key).asBoolean(false);
        }

        /** A path as the file means it. */
        Path resolve(String path) {
            Path folder = file.toAbsolutePath().getParent();
            return folder == null ? Path.of(path) : folder.resolve(path);
        }

        @Override
        public String toString() {
            return "Entry[" + name + ", content redacted]";
        }
    }

    static KubeconfigEntries read(KubeconfigSource source) throws Refusal {
        KubeconfigEntries all = new KubeconfigEntries(new LinkedHashMap<>(), new LinkedHashMap<>(),
                new LinkedHashMap<>(), "");
        boolean any = false;
        for (Path file : source.paths()) {
            Optional<String> text = text(file);
            if (text.isPresent()) {
                any = true;
                all = all.and(file, parse(file, text.get()));
            }
        }
        if (!any) {
            throw Refusal.configuration("There is no kubeconfig: " + source.described() + " does not exist.",
                    source.named()
                            ? "Name another with --kubeconfig."
                            : "Write one with sallyport kubeconfig update --name CLUSTER.");
        }
        return all;
    }

    private KubeconfigEntries and(Path file, JsonNode document) throws Refusal {
        collect(file, document, "contexts", "context", contexts);
        collect(file, document, "clusters", "cluster", clusters);
        collect(file, document, "users", "user", users);
        return currentContext.isEmpty()
                ? new KubeconfigEntries(contexts, clusters, users, document.path("current-context").asText(""))
                : this;
    }

    private static void collect(Path file, JsonNode document, String list, String key, Map<String, Entry> into)
            throws Refusal {
        JsonNode entries = document.path(list);
        if (!entries.isMissingNode() && !entries.isNull() && !entries.isArray()) {
            throw Refusal.configuration("The kubeconfig " + PlainText.of(file.toString()) + " cannot be used: "
                    + list + " is no list.", "Mend it, or name another with --kubeconfig.");
        }
        for (JsonNode entry : entries) {
            String name = entry.path("name").asText("");
            into.putIfAbsent(name, new Entry(name, entry.path(key), file));
        }
    }

    private static Optional<String> text(Path file) throws Refusal {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw unreadable(file, "it is longer than " + (MOST_BYTES >> 20) + " MiB", "Is it the right file?");
            }
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            throw unreadable(file, "permission denied", "Check who may read it.");
        } catch (CharacterCodingException e) {
            throw unreadable(file, "it is no text in UTF-8", "Is it the right file?");
        } catch (IOException e) {
            if (Files.isDirectory(file)) {
                throw unreadable(file, "it is a folder", "Name the file in it.");
            }
            throw unreadable(file, e.getClass().getSimpleName(), "Check who may read it.");
        }
    }

    private static Refusal unreadable(Path file, String why, String remedy) {
        return Refusal.configuration("The kubeconfig " + PlainText.of(file.toString()) + " cannot be read: " + why
                + ".", remedy);
    }

    private static JsonNode parse(Path file, String text) throws Refusal {
        try {
            JsonNode document = YAML.readTree(text);
            if (document == null || document.isMissingNode() || document.isNull()) {
                return YAML.createObjectNode();
            }
            if (!document.isObject()) {
                throw notUsable(file, "it is no mapping");
            }
            return document;
        } catch (JsonProcessingException e) {
            // the parser's own words may quote the line, and a line may hold a secret
            throw notUsable(file, "it is no YAML" + place(e));
        }
    }

    /** Jackson knows where the last token began; the parser beneath knows where the fault is. */
    private static String place(JsonProcessingException fault) {
        if (fault.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return " in line " + (marked.getProblemMark().getLine() + 1) + ", column "
                    + (marked.getProblemMark().getColumn() + 1);
        }
        return fault.getLocation() == null ? "" : " in line " + fault.getLocation().getLineNr();
    }

    private static Refusal notUsable(Path file, String why) {
        return Refusal.configuration("The kubeconfig " + PlainText.of(file.toString()) + " cannot be used: " + why
                + ".", "Mend it, or name another with --kubeconfig.");
    }

    /** The names in an error's list of what there is. */
    static String names(Map<String, Entry> entries, Function<String, String> form) {
        return entries.isEmpty()
                ? "none"
                : String.join(", ", entries.keySet().stream().map(PlainText::of).map(form).toList());
    }
}
