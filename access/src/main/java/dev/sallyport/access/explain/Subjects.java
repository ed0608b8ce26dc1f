package dev.sallyport.access.explain;

import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Subject;

import java.util.Optional;
import java.util.regex.Pattern;

/** Says whom a binding's subject speaks of: users as they are, and users as rules of the map could make them. */
final class Subjects {

    private static final Pattern TEMPLATE = Pattern
            .compile("\\{\\{(EC2PrivateDNSName|AccountID|SessionNameRaw|SessionName|AccessKeyID)}}");

    private Subjects() {}

    /** Whether a subject of a binding in this namespace (empty for none) speaks of a user. */
    static boolean speaksOf(Subject subject, String namespace, RbacUser user) {
        return switch (subject) {
            case Subject.User named -> named.name().equals(user.name());
            case Subject.Group group -> user.groups().contains(group.name());
            case Subject.ServiceAccount account ->
                accountName(account, namespace).filter(user.name()::equals).isPresent();
        };
    }

    /** As {@link #speaksOf}, where templates in the user's names may still be filled with anything. */
    static boolean maySpeakOf(Subject subject, String namespace, RbacUser user) {
        return switch (subject) {
            case Subject.User named -> couldBe(user.name(), named.name());
            case Subject.Group group -> user.groups().stream().anyMatch(name -> couldBe(name, group.name()));
            case Subject.ServiceAccount account ->
                accountName(account, namespace).filter(name -> couldBe(user.name(), name)).isPresent();
        };
    }

    /** Whether a rule of the map leads to somebody of whom a subject speaks. */
    static boolean leadsTo(MappingRule rule, Subject subject, String namespace) {
        String username = rule instanceof MappingRule.Account account
                ? "arn:{{SessionName}}:" + account.accountId() + ":{{SessionName}}"
                : rule.username();
        return maySpeakOf(subject, namespace, new RbacUser(username, rule.groups()));
    }

    /** Whether a name still has something in it that a sign-in fills. */
    static boolean isTemplate(String name) {
        return TEMPLATE.matcher(name).find();
    }

    /** Whether a template can be filled so that it becomes a name. */
    static boolean couldBe(String template, String name) {
        if (!isTemplate(template)) {
            return template.equals(name);
        }
        StringBuilder pattern = new StringBuilder();
        int end = 0;
        var match = TEMPLATE.matcher(template);
        while (match.find()) {
            pattern.append(Pattern.quote(template.substring(end, match.start()))).append(".*");
            end = match.end();
        }
        pattern.append(Pattern.quote(template.substring(end)));
        return Pattern.compile(pattern.toString(), Pattern.DOTALL).matcher(name).matches();
    }

    /** The user name that a service account's tokens carry; none where nobody says in which namespace it is. */
    private static Optional<String> accountName(Subject.ServiceAccount account, String namespace) {
        String in = account.namespace().isEmpty() ? namespace : account.namespace();
        return in.isEmpty() ? Optional.empty() : Optional.of(Subject.ServiceAccount.userName(in, account.name()));
    }
}
