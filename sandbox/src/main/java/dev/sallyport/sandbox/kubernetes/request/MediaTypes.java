package dev.sallyport.sandbox.kubernetes.request;

import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.schema.ProtobufBody;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * In which form a client wants its answer. Source: Kubernetes, "Kubernetes API Concepts", alternate representations and
 * receiving resources as Tables.
 */
public final class MediaTypes {

    public static final String JSON = "application/json";
    public static final String YAML = "application/yaml";
    public static final List<String> WRITTEN = List.of(JSON, YAML);
    public static final List<String> READ = List.of(JSON, YAML, ProtobufBody.MEDIA_TYPE);

    private MediaTypes() {}

    /** What an object is turned into. */
    public enum As {
        ITSELF, TABLE, PARTIAL_METADATA, PARTIAL_METADATA_LIST, GROUP_DISCOVERY
    }

    /** The form of an answer. */
    public record Form(boolean yaml, As as) {
        public static final Form PLAIN = new Form(false, As.ITSELF);

        /** The media type of the answer. */
        public String contentType() {
            return yaml ? YAML : JSON;
        }
    }

    /** The first form of an {@code Accept} header that can be given here. */
    public static Form negotiate(List<String> acceptHeaders, boolean object) {
        List<Map<String, String>> wanted = parse(acceptHeaders);
        if (wanted.isEmpty()) {
            return Form.PLAIN;
        }
        for (Map<String, String> clause : wanted) {
            Optional<Form> form = form(clause, object);
            if (form.isPresent()) {
                return form.get();
            }
        }
        throw Refusals.notAcceptable("only the following media types are accepted: "
                + String.join(", ", WRITTEN));
    }

    private static Optional<Form> form(Map<String, String> clause, boolean object) {
        String type = clause.getOrDefault("", "");
        boolean yaml = type.equals(YAML);
        boolean known = yaml || type.equals(JSON) || type.equals("*/*");
        String as = clause.getOrDefault("as", "");
        if (!known) {
            return Optional.empty();
        } else if (as.isEmpty()) {
            return Optional.of(new Form(yaml, As.ITSELF));
        }
        String version = clause.getOrDefault("v", "");
        return switch (clause.getOrDefault("g", "") + "/" + version + "/" + as) {
            case "meta.k8s.io/v1/Table" -> object ? Optional.of(new Form(yaml, As.TABLE)) : Optional.empty();
            case "meta.k8s.io/v1/PartialObjectMetadata" ->
                object ? Optional.of(new Form(yaml, As.PARTIAL_METADATA)) : Optional.empty();
            case "meta.k8s.io/v1/PartialObjectMetadataList" ->
                object ? Optional.of(new Form(yaml, As.PARTIAL_METADATA_LIST)) : Optional.empty();
            case "apidiscovery.k8s.io/v2/APIGroupDiscoveryList" ->
                object ? Optional.empty() : Optional.of(new Form(yaml, As.GROUP_DISCOVERY));
            default -> Optional.empty();
        };
    }

    /** The clauses of the headers, the most wanted first; the media type itself stands under the empty key. */
    private static List<Map<String, String>> parse(List<String> headers) {
        List<Map<String, String>> clauses = new ArrayList<>();
        for (String clause : String.join(",", headers).split(",", -1)) {
            Map<String, String> parsed = new HashMap<>();
            for (String part : clause.split(";", -1)) {
                int equals = part.indexOf('=');
                String key = equals < 0 ? "" : part.substring(0, equals).strip();
                parsed.putIfAbsent(key, equals < 0
                        ? part.strip().toLowerCase(Locale.ROOT)
                        : part.substring(equals + 1).strip());
            }
            if (!parsed.getOrDefault("", "").isEmpty()) {
                clauses.add(parsed);
            }
        }
        clauses.sort(Comparator.comparingDouble(MediaTypes::quality).reversed());
        return clauses;
    }

    private static double quality(Map<String, String> clause) {
        try {
            return Double.parseDouble(clause.getOrDefault("q", "1"));
        } catch (NumberFormatException e) {
            return 1;
        }
    }
}
