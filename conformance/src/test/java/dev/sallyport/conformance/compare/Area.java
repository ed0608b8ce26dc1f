package dev.sallyport.conformance.compare;

import java.util.Locale;

/** What is held against real peers, one line of the report each. */
public enum Area {
    /** The tour's steps on real API servers. */
    PASSAGE("The passage on real API servers", "steps"),
    /** RBAC verdicts, and the binding that is named. */
    DECISIONS("Access decisions", "decisions"),
    /** Tokens, whole and damaged. */
    TOKENS("Tokens", "verdicts"),
    /** Identities under generated maps, through the authenticator's server. */
    MAPPINGS("Mapping through the authenticator's server", "answers"),
    /** How a text of aws-auth is read, by the authenticator's exported function. */
    MAP_TEXTS("Texts of aws-auth through ParseMap", "documents"),
    /** What the editor of aws-auth writes, read by that function. */
    MAP_EDITS("Edits of aws-auth through ParseMap", "edits"),
    /** The sandbox's Kubernetes API, request by request. */
    KUBERNETES_API("The local Kubernetes API", "requests"),
    /** Files written by {@code update-kubeconfig}. */
    KUBECONFIGS("kubeconfig files", "cases");

    private final String title;
    private final String unit;

    Area(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /** The heading of its line, for people. */
    public String title() {
        return title;
    }

    /** What is counted in it. */
    public String unit() {
        return unit;
    }

    /** Its name in files and in the machine's report. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
