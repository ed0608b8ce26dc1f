package dev.sallyport.mapping.lint;

import dev.sallyport.identity.Arn;
import dev.sallyport.identity.Partition;
import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.mapping.yaml.Quoted;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges whether an entry's ARN can be anybody's. The reference compares it, without case, with the ARN of a user as it
 * is and with that of a session's role without its path.
 */
final class ArnJudge {

    private static final String SSO_PATH = "aws-reserved/sso.amazonaws.com/";

    private final Set<String> present = new HashSet<>();
    private final SectionMove move;

    ArnJudge(List<JudgedEntry> entries) {
        entries.forEach(entry -> present.add(key(entry.section(), entry.rule().subject())));
        move = SectionMove.among(entries);
    }

    private static String key(MapSection section, String arn) {
        return section.key() + " " + ArnCase.folded(arn);
    }

    void judge(JudgedEntry entry) {
        switch (entry.rule()) {
            case MappingRule.Account account -> judgeAccount(entry, account.accountId());
            case MappingRule.ArnPattern _ -> {
                // what reading found says it all
            }
            case MappingRule.Role role -> judge(entry, role.roleArn());
            case MappingRule.User user -> judge(entry, user.userArn());
        }
    }

    private static void judgeAccount(JudgedEntry entry, String id) {
        if (!isAccount(id)) {
            entry.find(FindingCode.ACCOUNT, "", "the account id " + Quoted.of(id)
                    + " has not twelve digits, so it matches nobody", "Write all twelve digits, in quotes.");
            return;
        }
        entry.find(FindingCode.WHOLE_ACCOUNT, "", "everybody whom IAM knows in this account is let in, without a group",
                "Map the roles that are meant, one by one.");
    }

    private static boolean isAccount(String id) {
        return id.matches("[0-9]{12}");
    }

    private void judge(JudgedEntry entry, String arn) {
        if (!arn.equals(arn.strip())) {
            find(entry, FindingCode.SPACE, "blanks stand before or behind the ARN, so it never matches",
                    "Take them out.", fix(entry, arn.strip()));
            return;
        }
        Optional<Arn> parsed = Arn.tryParse(arn).or(() -> Arn.tryParse(ArnCase.folded(arn)));
        if (parsed.isEmpty()) {
            find(entry, FindingCode.ARN, Quoted.of(arn) + " is no ARN, so it never matches",
                    "One looks like arn:aws:iam::123456789012:" + entry.section().noun() + "/NAME.", List.of());
            return;
        }
        if (arn.indexOf('*') >= 0 || arn.indexOf('?') >= 0) {
            find(entry, FindingCode.WILDCARD, "the reference knows no wildcards, so this ARN never matches",
                    "Write one entry for each role or user.", List.of());
            return;
        }
        judge(entry, parsed.get());
    }

    private void judge(JudgedEntry entry, Arn arn) {
        if (Partition.byId(ArnCase.folded(arn.partition())).isEmpty()) {
            find(entry, FindingCode.PARTITION, "there is no partition " + Quoted.of(arn.partition())
                    + ", so this ARN never matches", "Write aws, or aws-cn or aws-us-gov where the cluster is there.",
                    List.of());
        }
        if (!isAccount(arn.account())) {
            find(entry, FindingCode.ACCOUNT, "the account id " + Quoted.of(arn.account())
                    + " has not twelve digits, so this ARN never matches", "Write all twelve digits.", List.of());
        }
        if (!arn.region().isEmpty()) {
            noPrincipal(entry, "a principal's ARN has no region");
            return;
        }
        String kind = ArnCase.folded(before(arn.resource()));
        String rest = arn.resource().substring(Math.min(arn.resource().length(), kind.length() + 1));
        switch (ArnCase.folded(arn.service()) + " " + kind) {
            case "iam role" -> judgeRole(entry, arn, rest);
            case "iam user" -> judgeUser(entry, rest);
            case "iam root" -> find(entry, FindingCode.ROOT,
                    "this is the account's root user alone, not everybody in the account",
                    "Nobody should work as root: map a role.", List.of());
            case "iam instance-profile" -> find(entry, FindingCode.INSTANCE_PROFILE,
                    "this is an instance profile, which nobody signs in as, so it never matches",
                    "Write the ARN of the role in that profile.", List.of());
            case "sts assumed-role" -> judgeSession(entry, arn, rest);
            case "sts federated-user" -> {
                // stays as it is when it signs in, so it matches
            }
            default -> noPrincipal(entry, kind.equals("group")
                    ? "an IAM group signs in nowhere, its users do"
                    : "a principal is a user or a role of iam");
        }
    }

    private static String before(String resource) {
        int slash = resource.indexOf('/');
        return slash < 0 ? resource : resource.substring(0, slash);
    }

    private static void noPrincipal(JudgedEntry entry, String why) {
        find(entry, FindingCode.ARN, "this ARN never matches: " + why,
                "Write that of a " + entry.section().noun() + ".", List.of());
    }

    private void judgeRole(JudgedEntry entry, Arn arn, String rest) {
        String name = rest.substring(rest.lastIndexOf('/') + 1);
        if (name.isEmpty()) {
            noPrincipal(entry, "it names no role");
            return;
        }
        boolean sso = name.startsWith("AWSReservedSSO_");
        if (rest.length() > name.length()) {
            find(entry, rest.startsWith(SSO_PATH) ? FindingCode.SSO_PATH : FindingCode.PATH,
                    "the role's ARN has a path, so it never matches",
                    "STS leaves the path out of a session's ARN. Write role/" + shown(name) + ".",
                    fix(entry, roleArn(arn, name)));
        } else if (sso) {
            find(entry, FindingCode.SSO_SUFFIX,
                    "the end of this role's name changes when its permission set is made anew, and the entry"
                            + " matches nobody then",
                    "Change the entry with it, or map by access entries or by a role of your own.", List.of());
        }
        if (entry.section() == MapSection.USERS) {
            wrongSection(entry, "a role stands among the users", MapSection.ROLES);
        }
    }

    /** As it is where IAM could have made it; else so that it does no harm to a terminal. */
    private static String shown(String name) {
        return name.matches("[A-Za-z0-9_+=,.@-]+") ? name : Quoted.of(name);
    }

    private void judgeUser(JudgedEntry entry, String rest) {
        if (rest.isEmpty() || rest.endsWith("/")) {
            noPrincipal(entry, "it names no user");
        } else if (entry.section() == MapSection.ROLES) {
            wrongSection(entry, "a user stands among the roles", MapSection.USERS);
        }
    }

    private void wrongSection(JudgedEntry entry, String what, MapSection right) {
        find(entry, FindingCode.WRONG_SECTION, what + "; it matches, and whoever looks for it looks elsewhere",
                "Move it to " + right.key() + ", as " + right.arnKey() + ".", move.to(right, entry));
    }

    private void judgeSession(JudgedEntry entry, Arn arn, String rest) {
        String[] parts = rest.split("/", -1);
        String name = parts[Math.max(0, parts.length - 2)];
        find(entry, FindingCode.SESSION,
                "this is the ARN of a session; the map is asked for its role, so it never matches",
                "Write role/" + shown(name) + " of iam.", name.isEmpty() ? List.of() : fix(entry, roleArn(arn, name)));
    }

    private static String roleArn(Arn arn, String name) {
        return "arn:" + arn.partition() + ":iam::" + arn.account() + ":role/" + name;
    }

    /** None where the mended ARN has an entry of its own: people must decide which is to count. */
    private List<MappingEdit> fix(JudgedEntry entry, String arn) {
        return arn.isEmpty() || present.contains(key(entry.section(), arn)) ? List.of() : entry.withArn(arn);
    }

    private static void find(JudgedEntry entry, FindingCode code, String message, String remedy,
            List<MappingEdit> fix) {
        entry.find(code, entry.section().arnKey(), message, remedy, fix);
    }
}
