package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.JsonKeys;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.yaml.Quoted;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges user names and the templates in names and groups. A session's name is chosen by whoever assumes the role, but for
 * roles of IAM Identity Center, which names sessions after its users.
 */
final class NameJudge {

    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Set<String> KNOWN = Set.of("EC2PrivateDNSName", "AccountID", "SessionName", "SessionNameRaw",
            "AccessKeyID");
    private static final String NODE = "{{EC2PrivateDNSName}}";
    private static final Pattern SESSION = Pattern.compile("\\{\\{SessionName(Raw)?}}");
    private static final Pattern SSO_ROLE = Pattern.compile(".*[:/]AWSReservedSSO_[^/]*", Pattern.CASE_INSENSITIVE);

    private NameJudge() {}

    static void judge(JudgedEntry entry) {
        unknown(entry, "username", entry.rule().username());
        entry.rule().groups().forEach(group -> unknown(entry, "groups", group));
        switch (entry.rule()) {
            case MappingRule.User _ -> judgeUser(entry);
            case MappingRule.Role _,MappingRule.ArnPattern _ -> judgeRole(entry);
            case MappingRule.Account _ -> {
                // no name is given, so none is unwise
            }
        }
        String name = entry.rule().username();
        if (name.startsWith("system:") && (!entry.isNode() || entry.rule() instanceof MappingRule.User)) {
            entry.find(FindingCode.SYSTEM_NAME, "username", "the user name " + Quoted.of(name)
                    + " begins with system:, which Kubernetes keeps for its own",
                    "Give people a name without it.");
        }
    }

    private static void unknown(JudgedEntry entry, String key, String text) {
        Matcher templates = TEMPLATE.matcher(text);
        while (templates.find()) {
            String name = templates.group(1);
            if (!KNOWN.contains(name)) {
                Optional<String> meant = JsonKeys.nearest(name.strip(), new TreeSet<>(KNOWN));
                entry.find(FindingCode.TEMPLATE, key, Quoted.of(templates.group())
                        + " is no template that the reference knows, so it stays as it is",
                        meant.map(known -> "Did you mean {{" + known + "}}?")
                                .orElse("There are " + String.join(", ", new TreeSet<>(KNOWN)) + "."));
            }
        }
    }

    private static void judgeUser(JudgedEntry entry) {
        List<String> groups = entry.rule().groups();
        String name = entry.rule().username();
        if (name.contains(NODE) || groups.stream().anyMatch(group -> group.contains(NODE))) {
            entry.find(FindingCode.NODE_TEMPLATE, name.contains(NODE) ? "username" : "groups",
                    NODE + " needs an instance's session, and a user has none, so this entry lets nobody in",
                    "Write the user's name.");
        }
        if (isSession(name) || groups.stream().anyMatch(NameJudge::isSession)) {
            entry.find(FindingCode.USER_SESSION, isSession(name) ? "username" : "groups",
                    "a user has no session, so {{SessionName}} becomes nothing here", "Write the user's name.");
        }
    }

    private static boolean isSession(String text) {
        return SESSION.matcher(text).find();
    }

    private static void judgeRole(JudgedEntry entry) {
        String name = entry.rule().username();
        List<String> groups = entry.rule().groups();
        boolean sso = SSO_ROLE.matcher(entry.rule().subject()).matches();
        boolean fargate = groups.contains("system:node-proxier");
        if (entry.isNode() && isSession(name) && !fargate) {
            entry.find(FindingCode.CHOSEN_NODE, "username",
                    "whoever assumes this role names the session, and so chooses which node to be",
                    "Write system:node:" + NODE + " for nodes of EC2, and a name for people; for hybrid nodes, let the"
                            + " role's trust policy tie the session's name to the machine.");
        } else if (name.contains(NODE) && (sso || !groups.contains("system:nodes"))) {
            entry.find(FindingCode.CHOSEN_NODE, "username",
                    "people who may assume this role can name a session after an instance, and be that node",
                    "Keep " + NODE + " for the roles of nodes, and let nobody else assume them.");
        } else if (SESSION.matcher(name).lookingAt() && !sso) {
            entry.find(FindingCode.CHOSEN_NAME, "username",
                    "whoever assumes this role names the session, and so can have any other user's name",
                    "Put something before it that no other entry has: team:{{SessionName}}.");
        }
        if (!sso && groups.stream().anyMatch(NameJudge::isSession)) {
            entry.find(FindingCode.CHOSEN_GROUP, "groups",
                    "whoever assumes this role names the session, and so chooses a group",
                    "Write the group's name.");
        }
    }
}
