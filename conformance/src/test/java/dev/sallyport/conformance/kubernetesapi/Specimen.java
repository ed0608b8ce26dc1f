package dev.sallyport.conformance.kubernetesapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An object of a kind, and what is done to it: an entry of {@code specimens.yaml}, which says what its fields are. */
record Specimen(JsonNode entry) {

    static List<Specimen> all() {
        try (InputStream file = Objects.requireNonNull(Specimen.class.getResourceAsStream("specimens.yaml"))) {
            List<Specimen> all = new ArrayList<>();
            new YAMLMapper().readTree(file).forEach(entry -> all.add(new Specimen(entry)));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String collection() {
        return entry.path("path").asText();
    }

    String name() {
        return entry.at("/body/metadata/name").asText();
    }

    String object() {
        return collection() + "/" + name();
    }

    JsonNode body() {
        return entry.path("body");
    }

    /** One of the other texts; empty when the specimen has none. */
    Optional<String> text(String field) {
        return entry.has(field) ? Optional.of(entry.get(field).toString()) : Optional.empty();
    }

    List<String> invalid() {
        return Stream.of("invalid", "unchecked")
                .flatMap(field -> StreamSupport.stream(entry.path(field).spliterator(), false)).map(JsonNode::toString)
                .toList();
    }

    /** Of the invalid ones, those that the sandbox takes. */
    List<String> unchecked() {
        return StreamSupport.stream(entry.path("unchecked").spliterator(), false).map(JsonNode::toString).toList();
    }

    boolean isClusterScoped() {
        return entry.path("cluster").asBoolean();
    }

    boolean hasScale() {
        return entry.path("scale").asBoolean();
    }

    /** Whether it stays for a while after its deletion, as a namespace does. */
    boolean goesSlowly() {
        return entry.has("gone");
    }
}
