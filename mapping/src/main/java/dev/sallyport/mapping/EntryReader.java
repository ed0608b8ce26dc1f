package dev.sallyport.mapping;

import dev.sallyport.identity.Partition;
import dev.sallyport.mapping.yaml.Quoted;
import dev.sallyport.mapping.yaml.Spot;
import dev.sallyport.mapping.yaml.YamlValue;
import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads one entry of {@code mapRoles} or {@code mapUsers} as the reference's JSON decoder fills its struct: keys ignore
 * case, a value of the wrong type leaves its field as it was, and what remains must name an ARN. Source:
 * aws-iam-authenticator, {@code pkg/config}.
 */
final class EntryReader {

    private final MapSection section;
    private final FindingList findings;
    private final Spot spot;

    private String arn = "";
    private String username = "";
    private final GoSlice groups = new GoSlice();
    private @Nullable SsoRole sso;
    private boolean usernameIsNoText; // said already

    private EntryReader(MapSection section, FindingList findings, Spot spot) {
        this.section = section;
        this.findings = findings;
        this.spot = spot;
    }

    /**
     * The rule that an entry makes; none where the reference drops it.
     *
     * @param spot where the entry stands, which an anchored value does not know
     */
    static Optional<MappingRule> read(MapSection section, YamlValue entry, Spot spot, FindingList findings) {
        if (!(entry instanceof YamlValue.Fields fields)) {
            findings.add(FindingCode.ENTRY, spot,
                    "this entry is " + kind(entry) + " where a map is expected, so it is dropped",
                    "Write it as - " + section.arnKey() + ": arn:aws:iam::123456789012:" + section.noun()
                            + "/NAME with username and groups below.");
            return Optional.empty();
        }
        EntryReader reader = new EntryReader(section, findings, spot);
        reader.fill(fields);
        return reader.rule();
    }

    private void fill(YamlValue.Fields entry) {
        Set<String> seen = new HashSet<>();
        for (YamlValue.Field field : entry.fields().values()) {
            String key = JsonKeys.fold(field.key());
            if (!section.entryKeys().contains(key)) {
                unknownKey(field);
                continue;
            }
            if (!seen.add(key)) {
                doubled(field, "is here with another case too; of these the one that sorts last, "
                        + Quoted.of(field.key()) + ", counts");
            }
            take(key, field);
        }
        for (YamlValue.Field field : entry.doubled()) {
            doubled(field, "stands twice in this entry; the last one counts");
        }
    }

    private void doubled(YamlValue.Field field, String what) {
        findings.add(FindingCode.DOUBLE_KEY, field.keySpot(), "the key " + Quoted.of(field.key()) + " " + what,
                "Keep one of them.");
    }

    private void unknownKey(YamlValue.Field field) {
        Optional<String> meant = JsonKeys.nearest(field.key(), new TreeSet<>(section.entryKeys()));
        findings.add(FindingCode.KEY, field.keySpot(),
                "the key " + Quoted.of(field.key()) + " means nothing and is ignored",
                meant.map(key -> "Did you mean " + key + "?").orElse("Take it out, or make it a comment."));
    }

    private void take(String key, YamlValue.Field field) {
        YamlValue value = field.value();
        switch (key) {
            case "username" -> {
                usernameIsNoText = !(value instanceof YamlValue.Text || value instanceof YamlValue.Nothing);
                username = text(field, username, "the user name is empty");
            }
            case "groups" -> takeGroups(value);
            case "sso" -> sso = SsoRole.read(value, sso);
            case "userid" -> {
                // known, and of no weight in a ConfigMap
            }
            default -> arn = text(field, arn, "the entry has no ARN");
        }
    }

    private String text(YamlValue.Field field, String before, String consequence) {
        return switch (field.value()) {
            case YamlValue.Text text -> text.text();
            case YamlValue.Nothing _ -> before;
            case YamlValue.NoText _,YamlValue.Items _,YamlValue.Fields _ -> {
                String kind = kind(field.value());
                findings.add(FindingCode.NO_TEXT, field.value().spot(),
                        "this value is " + kind + ", not text, so " + consequence,
                        field.value() instanceof YamlValue.NoText other
                                ? "Write it in quotes: \"" + other.raw() + "\"."
                                : "Write text.");
                yield before;
            }
        };
    }

    private void takeGroups(YamlValue value) {
        switch (value) {
            case YamlValue.Items items -> groups.fill(items.items(), this::noGroup);
            case YamlValue.Nothing _ -> groups.clear();
            case YamlValue.Text _,YamlValue.NoText _,YamlValue.Fields _ ->
                findings.add(FindingCode.GROUPS, value.spot(), "groups is " + kind(value)
                        + " where a list is expected, so the entry gives no groups", "Write a list: groups: [NAME].");
        }
    }

    private void noGroup(YamlValue value) {
        findings.add(FindingCode.GROUP, value.spot(),
                "this group is " + kind(value) + ", not text, so its name is empty",
                value instanceof YamlValue.NoText other
                        ? "Write it in quotes: \"" + other.raw() + "\"."
                        : "Write a name, or take the line out.");
    }

    private Optional<MappingRule> rule() {
        RulePlace place = findings.place(spot);
        List<String> groupList = groups.toList();
        if (arn.isEmpty() && sso == null) {
            findings.add(FindingCode.NO_ARN, spot, "this entry has no " + section.arnKey() + ", so it is dropped",
                    "Add " + section.arnKey() + ": arn:aws:iam::123456789012:" + section.noun() + "/NAME.");
            return Optional.empty();
        }
        if (sso != null) {
            return ssoRule(sso, groupList, place);
        }
        if (username.isEmpty() && !usernameIsNoText) {
            findings.add(FindingCode.NO_USERNAME, spot, "this entry gives no user name, so the user's name is empty",
                    "Add username: NAME.");
        }
        return Optional.of(section == MapSection.USERS
                ? new MappingRule.User(arn, username, groupList, place)
                : new MappingRule.Role(arn, username, groupList, place));
    }

    private Optional<MappingRule> ssoRule(SsoRole role, List<String> groupList, RulePlace place) {
        if (!arn.isEmpty()) {
            findings.add(FindingCode.SSO_AND_ARN, spot, "this entry has both rolearn and sso, so it is dropped",
                    "Keep rolearn: EKS knows no other.");
            return Optional.empty();
        }
        Optional<String> problem = role.problem();
        if (problem.isPresent()) {
            findings.add(FindingCode.SSO, spot, "this entry's sso " + problem.get() + ", so it is dropped",
                    "Write the role's ARN as rolearn instead: EKS knows no sso.");
            return Optional.empty();
        }
        findings.add(FindingCode.SSO, spot,
                "this entry names an SSO permission set by sso, which matches nobody on EKS",
                "Write the role's ARN, without its path, as rolearn.");
        return Optional.of(new MappingRule.ArnPattern(role.pattern(), username, groupList, place));
    }

    /** What a value is, for people. */
    static String kind(YamlValue value) {
        return switch (value) {
            case YamlValue.Nothing _ -> "empty";
            case YamlValue.Text _ -> "text";
            case YamlValue.NoText other -> other.type().words();
            case YamlValue.Items _ -> "a list";
            case YamlValue.Fields _ -> "a map";
        };
    }

    /**
     * The {@code sso} of an entry: the roles of a permission set, whatever their random suffix.
     *
     * @param partition empty for {@code aws}
     */
    record SsoRole(String permissionSet, String account, String partition) {

        private static final SsoRole EMPTY = new SsoRole("", "", "");

        /** Reads it over what an earlier key of the same entry has left. */
        static @Nullable SsoRole read(YamlValue value, @Nullable SsoRole before) {
            if (value instanceof YamlValue.Nothing) {
                return null;
            }
            SsoRole role = before == null ? EMPTY : before;
            if (value instanceof YamlValue.Fields fields) {
                for (YamlValue.Field field : fields.fields().values()) {
                    if (field.value() instanceof YamlValue.Text text) {
                        role = role.with(JsonKeys.fold(field.key()), text.text());
                    }
                }
            }
            return role;
        }

        private SsoRole with(String key, String value) {
            return switch (key) {
                case "permissionsetname" -> new SsoRole(value, account, partition);
                case "accountid" -> new SsoRole(permissionSet, value, partition);
                case "partition" -> new SsoRole(permissionSet, account, value);
                default -> this;
            };
        }

        Optional<String> problem() {
            if (!account.matches("[0-9]{12}")) {
                return Optional.of("has no accountID of twelve digits");
            }
            if (!permissionSet.matches("[\\w+=,.@-]{1,32}")) {
                return Optional.of("has no permissionSetName");
            }
            if (!partition.isEmpty() && Partition.byId(partition).isEmpty()) {
                return Optional.of("names a partition that there is not");
            }
            return Optional.empty();
        }

        String pattern() {
            return "arn:" + (partition.isEmpty() ? "aws" : partition) + ":iam::" + account + ":role/AWSReservedSSO_"
                    + permissionSet + "_*";
        }
    }
}
