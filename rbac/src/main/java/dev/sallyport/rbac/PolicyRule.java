package dev.sallyport.rbac;

import java.util.List;
import java.util.StringJoiner;

/**
 * What one rule of a role allows. Source: {@code rbac.authorization.k8s.io/v1 PolicyRule}, and for the matching,
 * Kubernetes' {@code pkg/apis/rbac/v1/evaluation_helpers.go}.
 *
 * <p>Words are compared exactly, with case. {@code *} alone stands for every verb, group, resource (subresources
 * included) or path. <code>*&#47;scale</code> stands for the subresource {@code scale} of every resource of the rule's
 * groups. {@code pods/*} is no wildcard: it names a subresource that is called {@code *}. A path's trailing {@code *}
 * stands for any ending. Resource names know no wildcard.
 *
 * @param apiGroups the empty string is the core group
 * @param resources plurals, each with its subresource after a slash
 * @param resourceNames empty for every name
 * @param nonResourceUrls paths; they count only in roles that a ClusterRoleBinding names
 */
public record PolicyRule(List<String> verbs, List<String> apiGroups, List<String> resources,
        List<String> resourceNames, List<String> nonResourceUrls) {

    static final String ALL = "*";

    public PolicyRule {
        verbs = List.copyOf(verbs);
        apiGroups = List.copyOf(apiGroups);
        resources = List.copyOf(resources);
        resourceNames = List.copyOf(resourceNames);
        nonResourceUrls = List.copyOf(nonResourceUrls);
    }

    /** A rule about resources, whatever their names. */
    public static PolicyRule resources(List<String> verbs, List<String> apiGroups, List<String> resources) {
        return new PolicyRule(verbs, apiGroups, resources, List.of(), List.of());
    }

    /** A rule about paths that are no resources. */
    public static PolicyRule nonResources(List<String> verbs, List<String> urls) {
        return new PolicyRule(verbs, List.of(), List.of(), List.of(), urls);
    }

    /** Whether this rule, by itself, allows a request. Namespaces are the binding's business. */
    public boolean allows(AccessRequest request) {
        return switch (request) {
            case AccessRequest.Resource wanted -> hasOrAll(verbs, wanted.verb()) && hasOrAll(apiGroups, wanted.group())
                    && coversResource(wanted.resource(), wanted.subresource())
                    && (resourceNames.isEmpty() || resourceNames.contains(wanted.name()));
            case AccessRequest.NonResource wanted -> hasOrAll(verbs, wanted.verb()) && coversPath(wanted.path());
        };
    }

    /** The rule in one line, as the API server writes it when it refuses to grant it. */
    public String compact() {
        StringJoiner parts = new StringJoiner(", ", "{", "}");
        addPart(parts, "APIGroups", apiGroups);
        addPart(parts, "Resources", resources);
        addPart(parts, "NonResourceURLs", nonResourceUrls);
        addPart(parts, "ResourceNames", resourceNames);
        addPart(parts, "Verbs", verbs);
        return parts.toString();
    }

    private static void addPart(StringJoiner parts, String name, List<String> values) {
        if (!values.isEmpty()) {
            parts.add(name + ":" + Quoted.list(values));
        }
    }

    private boolean coversResource(String resource, String subresource) {
        String combined = subresource.isEmpty() ? resource : resource + "/" + subresource;
        for (String mine : resources) {
            if (mine.equals(ALL) || mine.equals(combined)) {
                return true;
            }
            if (!subresource.isEmpty() && isSubresourceOfAny(mine, subresource)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSubresourceOfAny(String mine, String subresource) {
        return mine.length() == subresource.length() + 2 && mine.startsWith("*/") && mine.endsWith(subresource);
    }

    private boolean coversPath(String path) {
        for (String mine : nonResourceUrls) {
            if (pathCovers(mine, path)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a rule's path speaks of a path, or of all that another rule's path speaks of. */
    static boolean pathCovers(String mine, String path) {
        return mine.equals(path) || (mine.endsWith(ALL) && path.startsWith(withoutTrailingStars(mine)));
    }

    private static String withoutTrailingStars(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '*') {
            end--;
        }
        return path.substring(0, end);
    }

    private static boolean hasOrAll(List<String> mine, String wanted) {
        for (String word : mine) {
            if (word.equals(ALL) || word.equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
