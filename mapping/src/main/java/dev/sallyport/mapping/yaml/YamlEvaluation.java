package dev.sallyport.mapping.yaml;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Works out what nodes mean, as the reference does on its way from YAML to JSON. Source: gopkg.in/yaml.v2,
 * {@code decode}; sigs.k8s.io/yaml, {@code convertToJSONableObject}.
 *
 * <p>Merge keys are applied where they stand, so one that follows a key overrides it, against YAML's own rule. Text
 * that multiplies itself through aliases is given up by the same measure as there: when more than 99 of 100 steps come
 * from aliases, and from 400,000 steps on when fewer do.
 */
public final class YamlEvaluation {

    private static final int STEPS_LOW = 400_000;
    private static final int STEPS_HIGH = 4_000_000;

    /** Shallow enough for recursion; a tree of nodes is at most 100 deep, and aliases can pile such trees up. */
    private static final int DEEPEST = 400;

    private final Set<YamlNode.Alias> entered = Collections.newSetFromMap(new IdentityHashMap<>());
    private int steps = 2; // the document's own and its list's
    private int aliasSteps;
    private int depth;

    /** What a node means. May be asked again, also after a fault; the steps add up. */
    public YamlValue evaluate(YamlNode node) throws YamlFault.Found {
        entered.clear();
        depth = 0;
        return value(node);
    }

    private YamlValue value(YamlNode node) throws YamlFault.Found {
        step(node);
        deeper(node);
        YamlValue value = meaning(node);
        depth--;
        return value;
    }

    private void deeper(YamlNode node) throws YamlFault.Found {
        if (++depth > DEEPEST) {
            throw new YamlFault.Found(new YamlFault(node.spot(), "aliases nest it more than " + DEEPEST + " deep"),
                    true);
        }
    }

    private YamlValue meaning(YamlNode node) throws YamlFault.Found {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar(scalar);
            case YamlNode.Sequence sequence -> {
                List<YamlValue> items = new ArrayList<>(sequence.items().size());
                for (YamlNode item : sequence.items()) {
                    items.add(value(item));
                }
                yield new YamlValue.Items(items, sequence.spot());
            }
            case YamlNode.Mapping mapping -> {
                Builder builder = new Builder();
                builder.fill(mapping);
                yield builder.build(mapping.spot());
            }
            case YamlNode.Alias alias -> {
                enter(alias);
                YamlValue value = value(alias.target());
                entered.remove(alias);
                yield value;
            }
        };
    }

    private void step(YamlNode node) throws YamlFault.Found {
        steps++;
        if (!entered.isEmpty()) {
            aliasSteps++;
        }
        if (aliasSteps > 100 && steps > 1000 && (double) aliasSteps / steps > allowedAliasRatio()) {
            throw new YamlFault.Found(new YamlFault(node.spot(), "its aliases multiply without end"), true);
        }
    }

    private double allowedAliasRatio() {
        if (steps <= STEPS_LOW) {
            return 0.99;
        }
        if (steps >= STEPS_HIGH) {
            return 0.10;
        }
        return 0.99 - 0.89 * ((double) (steps - STEPS_LOW) / (STEPS_HIGH - STEPS_LOW));
    }

    private void enter(YamlNode.Alias alias) throws YamlFault.Found {
        if (!entered.add(alias)) {
            throw new YamlFault.Found(new YamlFault(alias.spot(), "the anchor &" + alias.name() + " contains itself"),
                    true);
        }
    }

    /** What a scalar means; of anything else than a scalar this is not asked. */
    public static YamlValue scalar(YamlNode.Scalar scalar) throws YamlFault.Found {
        Spot spot = scalar.spot();
        String value = scalar.value();
        if (scalar.tag().isEmpty() && !scalar.implicit()) {
            return new YamlValue.Text(value, spot);
        }
        if (scalar.tag().equals(Yaml11.BINARY)) {
            return new YamlValue.Text(binary(value, spot), spot);
        }
        Yaml11.Type type = scalar.tag().isEmpty()
                ? Yaml11.typeOf(value)
                : Yaml11.typeByTag(scalar.tag(), value).orElse(null);
        if (type == null) {
            throw fault(spot, Quoted.of(value) + " is no " + Yaml11.shortTag(scalar.tag()));
        }
        return switch (type) {
            case TEXT, TIMESTAMP -> new YamlValue.Text(value, spot);
            case NOTHING -> new YamlValue.Nothing(spot);
            case TRUE_OR_FALSE, INTEGER, HUGE_INTEGER, FLOAT, INFINITE -> new YamlValue.NoText(value, type, spot);
        };
    }

    private static String binary(String value, Spot spot) throws YamlFault.Found {
        String packed = value.replace("\n", "").replace("\r", "");
        try {
            if (packed.length() % 4 == 0) { // Java would let missing padding pass
                return new String(Base64.getDecoder().decode(packed), StandardCharsets.UTF_8);
            }
        } catch (IllegalArgumentException e) {
            // reported below, as for the missing padding
        }
        throw fault(spot, "a !!binary value is no base64");
    }

    private static YamlFault.Found fault(Spot spot, String problem) {
        return new YamlFault.Found(new YamlFault(spot, problem), false);
    }

    /** The first thing in a value that JSON cannot say. */
    public static Optional<YamlFault> unwritable(YamlValue value) {
        return switch (value) {
            case YamlValue.Text _,YamlValue.Nothing _ -> Optional.empty();
            case YamlValue.NoText other -> other.type() == Yaml11.Type.INFINITE
                    ? Optional.of(new YamlFault(other.spot(), other.raw() + " is " + other.type().words()))
                    : Optional.empty();
            case YamlValue.Items items -> firstUnwritable(items.items());
            case YamlValue.Fields fields -> fields.badKey().or(() -> firstUnwritable(
                    fields.fields().values().stream().map(YamlValue.Field::value).toList()));
        };
    }

    private static Optional<YamlFault> firstUnwritable(List<YamlValue> values) {
        for (YamlValue value : values) {
            Optional<YamlFault> fault = unwritable(value);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /** A map under construction. */
    private final class Builder {
        private final TreeMap<String, YamlValue.Field> fields = new TreeMap<>();
        private final List<YamlValue.Field> doubled = new ArrayList<>();
        private @Nullable YamlFault badKey;

        YamlValue build(Spot spot) {
            return new YamlValue.Fields(fields, doubled, Optional.ofNullable(badKey), spot);
        }

        void fill(YamlNode.Mapping mapping) throws YamlFault.Found {
            Set<String> here = new HashSet<>();
            for (YamlNode.Pair pair : mapping.pairs()) {
                if (isMerge(pair.key())) {
                    merge(pair.value());
                    continue;
                }
                Optional<String> key = key(pair.key());
                YamlValue value = value(pair.value());
                if (key.isPresent()) {
                    YamlValue.Field field = new YamlValue.Field(key.get(), pair.key().spot(), value);
                    fields.put(key.get(), field);
                    if (!here.add(key.get())) {
                        doubled.add(field);
                    }
                }
            }
        }

        private static boolean isMerge(YamlNode key) {
            return key instanceof YamlNode.Scalar scalar && scalar.value().equals("<<")
                    && (scalar.implicit() || scalar.tag().equals(Yaml11.MERGE));
        }

        private void merge(YamlNode node) throws YamlFault.Found {
            if (node instanceof YamlNode.Sequence sequence) {
                for (YamlNode item : sequence.items().reversed()) { // the first is to win
                    mergeMap(item);
                }
            } else {
                mergeMap(node);
            }
        }

        private void mergeMap(YamlNode node) throws YamlFault.Found {
            step(node);
            deeper(node);
            switch (node) {
                case YamlNode.Mapping mapping -> fill(mapping);
                case YamlNode.Alias alias when alias.target() instanceof YamlNode.Mapping mapping -> {
                    enter(alias);
                    step(mapping);
                    fill(mapping);
                    entered.remove(alias);
                }
                case YamlNode.Scalar _,YamlNode.Sequence _,YamlNode.Alias _ ->
                    throw fault(node.spot(), "a merge key (<<) takes a map or a list of maps");
            }
            depth--;
        }

        private Optional<String> key(YamlNode node) throws YamlFault.Found {
            Spot spot = node.spot();
            return switch (value(node)) {
                case YamlValue.Text text -> Optional.of(text.text());
                case YamlValue.NoText other when other.type() != Yaml11.Type.HUGE_INTEGER -> Optional.of(other.raw());
                case YamlValue.NoText other -> bad(spot, "the number " + other.raw() + " cannot be a key");
                case YamlValue.Nothing _ -> bad(spot, "an empty value cannot be a key");
                case YamlValue.Items _ -> throw fault(spot, "a list cannot be a key");
                case YamlValue.Fields _ -> throw fault(spot, "a map cannot be a key");
            };
        }

        private Optional<String> bad(Spot spot, String problem) {
            badKey = new YamlFault(spot, problem);
            return Optional.empty();
        }
    }
}
