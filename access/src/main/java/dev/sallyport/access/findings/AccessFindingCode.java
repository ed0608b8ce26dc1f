package dev.sallyport.access.findings;

import dev.sallyport.mapping.Finding.Severity;

/**
 * Everything that can be found in who may do what, the gravest first. Codes are stable; each has a section in {@code
 * docs/access.md}.
 */
public enum AccessFindingCode {
    /** Rights without signing in. */
    ANONYMOUS("R-ANONYMOUS", Severity.ERROR, "somebody who has not signed in has rights"),
    /** Rights of everybody. */
    EVERYBODY("R-EVERYBODY", Severity.ERROR, "everybody who is let in has rights"),
    /** A way up. */
    ESCALATION("R-ESCALATION", Severity.ERROR, "somebody can make themselves administrator"),
    /** The group that no role limits. */
    MASTERS("R-MASTERS", Severity.WARNING, "the map puts somebody into system:masters"),
    /** Everything on everything. */
    ADMIN("R-ADMIN", Severity.WARNING, "somebody is administrator"),
    /** Everything on everything, from inside. */
    SA_ADMIN("R-SA-ADMIN", Severity.WARNING, "a service account is administrator"),
    /** All Secrets. */
    SECRETS("R-SECRETS", Severity.WARNING, "somebody reads the Secrets of all namespaces"),
    /** Whichever Pod. */
    DEFAULT_SA("R-DEFAULT-SA", Severity.WARNING, "a default service account has rights"),
    /** Every Pod. */
    SA_GROUP("R-SA-GROUP", Severity.WARNING, "every service account has rights"),
    /** A star. */
    WILDCARD("R-WILDCARD", Severity.WARNING, "a role says * for verbs or resources"),
    /** An account that is mapped whole. */
    ACCOUNT("R-ACCOUNT", Severity.WARNING, "the map lets in a whole account"),
    /** A role that is not there. */
    DANGLING("R-DANGLING", Severity.WARNING, "a binding names a role that does not exist"),
    /** A service account that is not there. */
    GHOST_SA("R-GHOST-SA", Severity.WARNING, "a binding names a service account that does not exist"),
    /** A group without members. */
    NOBODY("R-NOBODY", Severity.WARNING, "a binding names a user or a group that no rule leads to"),
    /** A binding without subjects. */
    NO_SUBJECT("R-NO-SUBJECT", Severity.WARNING, "a binding names nobody");

    private final String code;
    private final Severity severity;
    private final String title;

    AccessFindingCode(String code, Severity severity, String title) {
        this.code = code;
        this.severity = severity;
        this.title = title;
    }

    /** The code in reports; never changes. */
    public String code() {
        return code;
    }

    /** How bad it is. */
    public Severity severity() {
        return severity;
    }

    /** What it is, in a few words. */
    public String title() {
        return title;
    }
}
