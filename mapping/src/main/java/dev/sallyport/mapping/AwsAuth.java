package dev.sallyport.mapping;

import java.util.List;
import java.util.Map;

/**
 * The {@code aws-auth} ConfigMap's data, parsed, and still knowing its text.
 *
 * <p>Two readings stand beside each other. The <em>reference reading</em> is what a cluster on EKS does with the text:
 * a section that is no YAML counts as empty, an entry that does not validate is dropped. <em>Our reading</em> is kinder
 * where that is safe, and is what our webhook serves. {@link #findings()} says what was wrong and where.
 */
public final class AwsAuth {

    private AwsAuth() {}

    /**
     * Parses the ConfigMap's {@code data}. Never throws for anything that the texts contain.
     *
     * @param data the keys {@code mapRoles}, {@code mapUsers}, {@code mapAccounts} and whatever else stands there
     */
    public static AwsAuth parse(Map<String, String> data) {
        throw new UnsupportedOperationException("written by the room mapping: " + data.keySet());
    }

    /** The rules that EKS's authenticator would serve. */
    public RuleSet referenceReading() {
        throw new UnsupportedOperationException("written by the room mapping");
    }

    /**
     * The rules that our webhook serves, given those it served before.
     *
     * <p>A section that can be read speaks for itself. A section that cannot keeps the earlier rules whose ARN still
     * occurs in its text; a rule whose ARN is gone from the text is gone, so nobody revoked stays in.
     *
     * @param before the rules served until now; empty at the start
     */
    public RuleSet ourReading(RuleSet before) {
        throw new UnsupportedOperationException("written by the room mapping: " + before);
    }

    /** What was wrong with the text, in the order of its lines. */
    public List<Finding> findings() {
        throw new UnsupportedOperationException("written by the room mapping");
    }

    /** The sections that are no YAML at all: empty on EKS, served from earlier rules by us. */
    public List<String> unreadableSections() {
        throw new UnsupportedOperationException("written by the room mapping");
    }
}
