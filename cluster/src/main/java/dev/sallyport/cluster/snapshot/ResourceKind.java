package dev.sallyport.cluster.snapshot;

import java.util.List;

/**
 * A resource that the cluster serves, with the names that kubectl takes for it.
 *
 * @param group empty for core
 * @param plural as RBAC's rules name it
 * @param shortNames such as {@code po}
 */
public record ResourceKind(String group, String plural, String singular, String kind, List<String> shortNames,
        boolean namespaced) {

    public ResourceKind {
        shortNames = List.copyOf(shortNames);
    }
}
