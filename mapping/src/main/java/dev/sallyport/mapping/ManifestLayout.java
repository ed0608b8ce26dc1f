package dev.sallyport.mapping;

import dev.sallyport.mapping.yaml.YamlNode;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where in a file the map's sections stand: under {@code data} of a ConfigMap, or at the beginning of lines.
 *
 * @param file the file's root
 * @param configMap whether it is a ConfigMap
 * @param data the file's {@code data}, if it has one
 * @param home what holds the sections; empty where a ConfigMap has no data, or no map as its data
 * @param pairs all that the home holds, by key, aliases followed for keys; of doubled keys the last
 * @param sections those of the pairs that are sections
 */
public record ManifestLayout(YamlNode.Mapping file, boolean configMap, Optional<YamlNode.Pair> data,
        Optional<YamlNode.Mapping> home, Map<String, YamlNode.Pair> pairs, Map<MapSection, YamlNode.Pair> sections) {

    /** Finds the sections of a file. */
    public static ManifestLayout of(YamlNode.Mapping file) {
        Map<String, YamlNode.Pair> top = byKey(file);
        Optional<YamlNode.Pair> data = Optional.ofNullable(top.get("data"));
        boolean configMap = kind(file).isPresent() || data.isPresent();
        Optional<YamlNode.Mapping> home = configMap
                ? data.map(pair -> resolved(pair.value())).filter(YamlNode.Mapping.class::isInstance)
                        .map(YamlNode.Mapping.class::cast)
                : Optional.of(file);
        Map<String, YamlNode.Pair> pairs = home.map(ManifestLayout::byKey).orElse(Map.of());
        Map<MapSection, YamlNode.Pair> sections = new EnumMap<>(MapSection.class);
        for (MapSection section : MapSection.all()) {
            YamlNode.Pair pair = pairs.get(section.key());
            if (pair != null) {
                sections.put(section, pair);
            }
        }
        return new ManifestLayout(file, configMap, data, home, pairs, sections);
    }

    /** The kind of object that a file says it is. */
    static Optional<String> kind(YamlNode.Mapping file) {
        return Optional.ofNullable(byKey(file).get("kind")).flatMap(pair -> scalar(pair.value()));
    }

    /** What the file's metadata says under a key, such as its name, and where. */
    public Optional<YamlNode.Scalar> metadata(String key) {
        return Optional.ofNullable(byKey(file).get("metadata")).map(pair -> resolved(pair.value()))
                .filter(YamlNode.Mapping.class::isInstance)
                .flatMap(metadata -> Optional.ofNullable(byKey((YamlNode.Mapping) metadata).get(key)))
                .map(pair -> resolved(pair.value())).filter(YamlNode.Scalar.class::isInstance)
                .map(YamlNode.Scalar.class::cast);
    }

    /** The sections that stand beside the data of a ConfigMap instead of in it. */
    List<YamlNode.Pair> outside() {
        return configMap
                ? file.pairs().stream().filter(
                        pair -> scalar(pair.key()).filter(key -> MapSection.byKey(key).isPresent()).isPresent())
                        .toList()
                : List.of();
    }

    static YamlNode resolved(YamlNode node) {
        return node instanceof YamlNode.Alias alias ? alias.target() : node;
    }

    static Optional<String> scalar(YamlNode node) {
        return resolved(node) instanceof YamlNode.Scalar scalar ? Optional.of(scalar.value()) : Optional.empty();
    }

    private static Map<String, YamlNode.Pair> byKey(YamlNode.Mapping map) {
        Map<String, YamlNode.Pair> pairs = new LinkedHashMap<>();
        map.pairs().forEach(pair -> scalar(pair.key()).ifPresent(key -> pairs.put(key, pair)));
        return pairs;
    }
}
