package dev.sallyport.rbac.whocan;

/**
 * A way to become more than one is. Each has a section in {@code docs/access.md}. Source: Kubernetes documentation,
 * "Role Based Access Control Good Practices", section "Privilege escalation risks".
 */
public enum Technique {
    /** Sends requests in somebody else's name. Source: Kubernetes, "User impersonation". */
    IMPERSONATE("impersonate", "sends requests in their name"),
    /** Binds a role to themselves that gives more than they have: the verb {@code bind} lifts the check. */
    BIND("bind", "binds the role to themselves"),
    /** Writes more into a role that they hold: the verb {@code escalate} lifts the check. */
    ESCALATE("escalate", "writes more into a role that they hold"),
    /** Asks for a token of a service account ({@code serviceaccounts/token}). */
    TOKEN("token", "asks for its token"),
    /** Starts a Pod, or something that starts Pods, that runs as a service account of its namespace. */
    PODS("pods", "starts a Pod that runs as it"),
    /** Runs a command in a Pod that runs as a service account; there must be one. */
    EXEC("exec", "runs a command in one of its Pods"),
    /** Reads a Secret that keeps a service account's token; there must be one, or they may make one. */
    SECRETS("secrets", "reads a Secret with its token"),
    /** Talks to a node's kubelet past the API server's checks, and so runs commands in any Pod there. */
    NODES_PROXY("nodes-proxy", "runs a command in one of its Pods through the kubelet"),
    /**
     * Signs themselves a client certificate in any name. Not on EKS, which issues none, and never for {@code
     * system:masters}, which an admission plugin refuses.
     */
    CERTIFICATE("certificate", "signs themselves a certificate in that name"),
    /** Writes {@code kube-system/aws-auth}, and maps a principal of theirs to {@code system:masters}. */
    AWS_AUTH("aws-auth", "maps a principal of theirs in kube-system/aws-auth");

    private final String word;
    private final String deed;

    Technique(String word, String deed) {
        this.word = word;
        this.deed = deed;
    }

    /** The word in reports; never changes. */
    public String word() {
        return word;
    }

    /** What somebody does, as the verb of a sentence. */
    public String deed() {
        return deed;
    }
}
