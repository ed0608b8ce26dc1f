package dev.sallyport.mapping;

import dev.sallyport.identity.CallerIdentity;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the templates of user names and groups. Source: aws-iam-authenticator, {@code pkg/server},
 * {@code renderTemplate}.
 *
 * <p>Filled in one pass: what a session name itself contains stays text. The reference fills one template after the
 * other, so that somebody who names a session <code>{{AccessKeyID}}</code> gets a name of their choosing there.
 */
final class NameTemplate {

    /** The name of an instance; asks EC2. */
    static final String PRIVATE_DNS = "{{EC2PrivateDNSName}}";

    private static final Pattern TEMPLATE = Pattern
            .compile("\\{\\{(EC2PrivateDNSName|AccountID|SessionNameRaw|SessionName|AccessKeyID)}}");

    /** What EC2 names a session of an instance's role. Anybody else who may assume the role can choose such a name. */
    private static final Pattern INSTANCE_ID = Pattern.compile("i-(\\w{8}|\\w{17})");

    private final Map<String, String> values;

    /**
     * Templates for one principal.
     *
     * @param privateDnsName empty where no template asks for it
     */
    NameTemplate(CallerIdentity identity, String privateDnsName) {
        this.values = Map.of("EC2PrivateDNSName", privateDnsName, "AccountID", identity.account(), "SessionName",
                identity.sessionName().replace('@', '-'), "SessionNameRaw", identity.sessionName(), "AccessKeyID",
                identity.accessKeyId());
    }

    static boolean isInstanceId(String sessionName) {
        return INSTANCE_ID.matcher(sessionName).matches();
    }

    String fill(String template) {
        return TEMPLATE.matcher(template).replaceAll(
                match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
    }
}
