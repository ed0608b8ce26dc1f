package dev.sallyport.mapping;

import java.util.Optional;

/**
 * Everything that can be found in the text of a map. Codes are stable; each has a section in {@code docs/findings.md}.
 *
 * <p>An error is what the reference reading drops or never matches; a warning works and is unwise.
 */
public enum FindingCode {
    // what cannot be read
    /** See {@code docs/findings.md}, as for every code. */
    FILE("A-FILE", Weight.ERROR, "the file holds no map"),
    /** A tab. */
    TAB("A-TAB", Weight.ERROR, "a tab indents a line"),
    /** Another fault of YAML. */
    YAML("A-YAML", Weight.ERROR, "the section is no YAML"),
    /** A value that EKS cannot take in. */
    VALUE("A-VALUE", Weight.ERROR, "a value costs the whole section"),
    /** No list. */
    NOT_A_LIST("A-NOT-A-LIST", Weight.ERROR, "the section is no list"),
    /** A section as YAML of the file. */
    SECTION_LIST("A-SECTION-LIST", Weight.ERROR, "the section is a list instead of text", true),
    /** Text behind the document. */
    REST("A-REST", Weight.ERROR, "entries stand behind the end of the list"),
    /** A ConfigMap that is another. */
    NAME("A-NAME", Weight.ERROR, "the ConfigMap is not kube-system/aws-auth"),
    /** An entry or a section where none is looked for. */
    OUTSIDE("A-OUTSIDE", Weight.ERROR, "a section or an entry stands outside of where it is read"),
    /** A top key in another case. */
    TOP_CASE("A-TOP-CASE", Weight.ERROR, "a section's name is written in another case", true),
    /** A top key that nearly is one. */
    TOP_TYPO("A-TOP-TYPO", Weight.ERROR, "a section's name is mistyped"),
    /** A top key that is none. */
    TOP_KEY("A-TOP-KEY", Weight.WARNING, "a key of the ConfigMap means nothing"),
    /** More findings than anybody reads. */
    MORE("A-MORE", Weight.ERROR, "there are more findings than are listed"),
    /** Nearly too large. */
    SIZE("A-SIZE", Weight.WARNING, "the map nears the size that a ConfigMap may have"),
    /** Too large. */
    TOO_LARGE("A-TOO-LARGE", Weight.ERROR, "the map is larger than a ConfigMap may be"),

    // what is wrong with an entry
    /** No map, or no account. */
    ENTRY("A-ENTRY", Weight.ERROR, "an entry is none"),
    /** No ARN. */
    NO_ARN("A-NO-ARN", Weight.ERROR, "an entry has no ARN"),
    /** A permission set. */
    SSO("A-SSO", Weight.ERROR, "an entry names a permission set instead of a role"),
    /** A permission set and an ARN. */
    SSO_AND_ARN("A-SSO-AND-ARN", Weight.ERROR, "an entry has both rolearn and sso"),
    /** Groups that are no list. */
    GROUPS("A-GROUPS", Weight.ERROR, "groups is no list", true),
    /** A group that is no text. */
    GROUP("A-GROUP", Weight.ERROR, "a group is no text", true),
    /** A key that means nothing. */
    KEY("A-KEY", Weight.WARNING, "a key of an entry means nothing", true),
    /** A key twice. */
    DOUBLE_KEY("A-DOUBLE-KEY", Weight.WARNING, "a key stands twice in an entry"),
    /** A value that is no text. */
    NO_TEXT("A-NO-TEXT", Weight.WARNING, "a value is no text", true),
    /** An empty user name. */
    NO_USERNAME("A-NO-USERNAME", Weight.WARNING, "an entry gives an empty user name"),

    // ARNs that match nobody, or others than was meant
    /** No ARN of a principal. */
    ARN("A-ARN", Weight.ERROR, "an ARN is that of no principal"),
    /** Blanks around an ARN. */
    SPACE("A-SPACE", Weight.ERROR, "blanks stand around an ARN", true),
    /** A star. */
    WILDCARD("A-WILDCARD", Weight.ERROR, "an ARN has a wildcard"),
    /** A path. */
    PATH("A-PATH", Weight.ERROR, "a role's ARN has a path", true),
    /** The path of an SSO role. */
    SSO_PATH("A-SSO-PATH", Weight.ERROR, "an SSO role's ARN has its path", true),
    /** The suffix of an SSO role. */
    SSO_SUFFIX("A-SSO-SUFFIX", Weight.WARNING, "an SSO role's name ends with a suffix that changes"),
    /** A session. */
    SESSION("A-SESSION", Weight.ERROR, "an ARN is that of a session, not of its role", true),
    /** An instance profile. */
    INSTANCE_PROFILE("A-INSTANCE-PROFILE", Weight.ERROR, "an ARN is that of an instance profile"),
    /** Root. */
    ROOT("A-ROOT", Weight.WARNING, "an entry maps an account's root user"),
    /** A user among the roles, or the reverse. */
    WRONG_SECTION("A-WRONG-SECTION", Weight.WARNING, "a user stands among the roles, or a role among the users", true),
    /** An account that is none. */
    ACCOUNT("A-ACCOUNT", Weight.ERROR, "an account id has not twelve digits"),
    /** An unknown partition. */
    PARTITION("A-PARTITION", Weight.ERROR, "an ARN names a partition that there is not"),
    /** Two partitions. */
    PARTITIONS("A-PARTITIONS", Weight.ERROR, "the map mixes partitions"),
    /** An account let in whole. */
    WHOLE_ACCOUNT("A-WHOLE-ACCOUNT", Weight.WARNING, "a whole account is let in"),

    // entries that stand in each other's way
    /** Twice the same. */
    SAME_TWICE("A-SAME-TWICE", Weight.WARNING, "an entry stands twice, word for word", true),
    /** One ARN, other groups. */
    DOUBLE_ARN("A-DOUBLE-ARN", Weight.ERROR, "an ARN stands twice, and the last entry counts"),
    /** One ARN, other names. */
    TWO_NAMES("A-TWO-NAMES", Weight.ERROR, "an ARN has two user names"),
    /** Hidden by the roles. */
    SHADOWED("A-SHADOWED", Weight.ERROR, "an entry of mapUsers is hidden by one of mapRoles"),
    /** One name for two. */
    SAME_NAME("A-SAME-NAME", Weight.WARNING, "two principals have one user name"),

    // names and groups
    /** No template of the reference. */
    TEMPLATE("A-TEMPLATE", Weight.WARNING, "a template is unknown"),
    /** A node's name for a user. */
    NODE_TEMPLATE("A-NODE-TEMPLATE", Weight.ERROR, "a user cannot have a node's name"),
    /** A session's name for a user. */
    USER_SESSION("A-USER-SESSION", Weight.WARNING, "a user has no session name"),
    /** A name of one's choosing. */
    CHOSEN_NAME("A-CHOSEN-NAME", Weight.WARNING, "whoever assumes the role chooses the whole user name"),
    /** A node's name of one's choosing. */
    CHOSEN_NODE("A-CHOSEN-NODE", Weight.WARNING, "whoever assumes the role can be any node"),
    /** Groups of one's choosing. */
    CHOSEN_GROUP("A-CHOSEN-GROUP", Weight.WARNING, "whoever assumes the role chooses a group"),
    /** All power. */
    MASTERS("A-MASTERS", Weight.WARNING, "an entry gives system:masters"),
    /** A name of the system's. */
    SYSTEM_NAME("A-SYSTEM-NAME", Weight.WARNING, "a user name begins with system:"),
    /** A group of the system's. */
    SYSTEM_GROUP("A-SYSTEM-GROUP", Weight.WARNING, "a group of Kubernetes' own is given"),
    /** A person among the nodes. */
    PERSON_AS_NODE("A-PERSON-AS-NODE", Weight.WARNING, "people are in the nodes' groups"),
    /** A node among people. */
    NODE_AS_PERSON("A-NODE-AS-PERSON", Weight.WARNING, "nodes are in people's groups"),
    /** A node that the Node authorizer does not know. */
    NODE_GROUPS("A-NODE-GROUPS", Weight.WARNING, "a node is not in system:nodes"),

    // what only the cluster can tell
    /** A group that opens nothing. */
    UNBOUND_GROUP("A-UNBOUND-GROUP", Weight.WARNING, "no binding mentions a group", Asks.CLUSTER),
    /** A binding for nobody. */
    UNKNOWN_USER("A-UNKNOWN-USER", Weight.WARNING, "a binding is for a user whom no entry produces", Asks.CLUSTER),

    // what only IAM can tell
    /** A principal that was deleted. */
    PRINCIPAL_GONE("A-PRINCIPAL-GONE", Weight.WARNING, "IAM knows no such principal", Asks.IAM),
    /** A node's role for people. */
    OPEN_NODE_ROLE("A-OPEN-NODE-ROLE", Weight.WARNING, "people may assume a role that gives a node's name", Asks.IAM);

    /** Who must be asked before something can be found. */
    public enum Asks {
        /** Nobody: the text says it. */
        TEXT,
        /** The cluster, for its roles and bindings. */
        CLUSTER,
        /** IAM, for its users and roles. */
        IAM
    }

    /** Shorter words for the table above. */
    private static final class Weight {
        private static final Finding.Severity ERROR = Finding.Severity.ERROR;
        private static final Finding.Severity WARNING = Finding.Severity.WARNING;
    }

    private final String code;
    private final Finding.Severity severity;
    private final String title;
    private final boolean mendable;
    private final Asks asks;

    FindingCode(String code, Finding.Severity severity, String title) {
        this(code, severity, title, false, Asks.TEXT);
    }

    FindingCode(String code, Finding.Severity severity, String title, boolean mendable) {
        this(code, severity, title, mendable, Asks.TEXT);
    }

    FindingCode(String code, Finding.Severity severity, String title, Asks asks) {
        this(code, severity, title, false, asks);
    }

    FindingCode(String code, Finding.Severity severity, String title, boolean mendable, Asks asks) {
        this.code = code;
        this.severity = severity;
        this.title = title;
        this.mendable = mendable;
        this.asks = asks;
    }

    /** As people read it, such as {@code A-TAB}. */
    public String code() {
        return code;
    }

    /** Judged by the reference reading. */
    public Finding.Severity severity() {
        return severity;
    }

    /** What it is about, in a few words. */
    public String title() {
        return title;
    }

    /** Whether a mechanical fix is safe, where the entry allows one at all. */
    public boolean mendable() {
        return mendable;
    }

    /** Who must be asked to find it. */
    public Asks asks() {
        return asks;
    }

    /** The code that is written so. */
    public static Optional<FindingCode> byCode(String code) {
        for (FindingCode each : values()) {
            if (each.code.equals(code)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }
}
