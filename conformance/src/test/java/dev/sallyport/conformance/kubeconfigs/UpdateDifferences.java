package dev.sallyport.conformance.kubeconfigs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sallyport.conformance.compare.DesignedDifference;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Where our update differs from the AWS CLI's on purpose. */
final class UpdateDifferences {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern TWICE = Pattern
            .compile("^(clusters|users|contexts|current-context|apiVersion|kind):.*^\\1:",
                    Pattern.MULTILINE | Pattern.DOTALL);

    /** A list that is written elsewhere, or stands elsewhere too: a line of it is a line of the other. */
    private static final Pattern ANCHORED = Pattern.compile("^(clusters|users|contexts): ?[&*]", Pattern.MULTILINE);

    static final List<DesignedDifference<UpdateCase>> ALL = List.of(
            new DesignedDifference<>("context-keeps-its-namespace",
                    update -> update.files().values().stream().anyMatch(text -> holdsMoreInContext(text, update))),
            new DesignedDifference<>("kubeconfig-anchors",
                    update -> update.files().values().stream().anyMatch(text -> ANCHORED.matcher(text).find())),
            new DesignedDifference<>("kubeconfig-key-twice",
                    update -> update.files().values().stream().anyMatch(text -> TWICE.matcher(text).find())));

    private UpdateDifferences() {}

    /** Whether a file has the context that is written, with more in it than a cluster and a user. */
    private static boolean holdsMoreInContext(String text, UpdateCase update) {
        String name = option(update, "--alias", option(update, "--user-alias", KubeconfigSandbox.CLUSTER_ARN));
        try {
            for (JsonNode context : YAML.readTree(text).path("contexts")) {
                long more = context.path("context").properties().stream()
                        .filter(field -> !List.of("cluster", "user").contains(field.getKey())).count();
                if (context.path("name").asText().equals(name) && more > 0) {
                    return true;
                }
            }
            return false;
        } catch (IOException noYaml) {
            return false;
        }
    }

    private static String option(UpdateCase update, String name, String otherwise) {
        int at = update.options().indexOf(name);
        String value = at < 0 || at + 1 == update.options().size() ? "" : update.options().get(at + 1);
        return value.isEmpty() ? otherwise : value;
    }
}
