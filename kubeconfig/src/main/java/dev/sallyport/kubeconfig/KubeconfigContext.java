package dev.sallyport.kubeconfig;

import java.util.Optional;

/**
 * A context: whom kubectl plays, and where.
 *
 * @param name what {@code --context} takes
 * @param cluster the name of a cluster entry; may dangle
 * @param user the name of a user entry; may dangle
 * @param namespace the one that commands mean by default
 */
public record KubeconfigContext(String name, String cluster, String user, Optional<String> namespace) {

    static KubeconfigContext of(String name, YamlNode.Mapping context) {
        return new KubeconfigContext(name, context.text("cluster").orElse(""), context.text("user").orElse(""),
                context.text("namespace"));
    }
}
