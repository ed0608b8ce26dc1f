package dev.sallyport.access.awsauth;

import dev.sallyport.cluster.review.PrincipalChange;
import dev.sallyport.mapping.MappingRule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The AWS CLI's commands that do with access entries what a change of the map was to do. Every word from outside is
 * quoted for a POSIX shell. Source: Amazon EKS User Guide, "Create access entries", "Associate access policies".
 */
public final class AccessEntryCommands {

    private static final String ADMIN = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";

    private static final String NODES = "system:nodes";

    private final String cluster;
    private final String region;

    private AccessEntryCommands(String cluster, String region) {
        this.cluster = cluster;
        this.region = region;
    }

    /**
     * What to type in place of a change.
     *
     * @param region empty to leave it to the CLI's settings
     * @param changes who comes in, goes out or becomes somebody else
     */
    public static List<String> instead(String cluster, String region, List<PrincipalChange> changes) {
        AccessEntryCommands commands = new AccessEntryCommands(cluster, region);
        List<String> lines = new ArrayList<>(changes.stream()
                .filter(change -> change.subject().startsWith("arn:")) // an entry is for one principal, never an account
                .flatMap(commands::of).toList());
        if (lines.isEmpty()) {
            lines.add(commands.command("list-access-entries", ""));
        }
        return lines;
    }

    /** What to type to make a principal an administrator, by whoever may make access entries. */
    public static List<String> administrator(String cluster, String region, String principalArn) {
        AccessEntryCommands commands = new AccessEntryCommands(cluster, region);
        String principal = " --principal-arn " + quoted(principalArn);
        return List.of(commands.command("create-access-entry", principal),
                commands.command("associate-access-policy", principal + " --policy-arn " + ADMIN
                        + " --access-scope type=cluster"));
    }

    /** What to type to put a principal that has no access entry yet into a group, by whoever may make access entries. */
    public static List<String> member(String cluster, String region, String principalArn, String group) {
        return List.of(new AccessEntryCommands(cluster, region).command("create-access-entry",
                " --principal-arn " + quoted(principalArn) + " --kubernetes-groups " + quoted(group)));
    }

    /** What to type so that access entries count beside aws-auth. There is no way back from it. */
    public static String modeChange(String cluster, String region) {
        return new AccessEntryCommands(cluster, region).command("update-cluster-config",
                " --access-config authenticationMode=API_AND_CONFIG_MAP");
    }

    private String command(String operation, String rest) {
        return "aws eks " + operation + (operation.equals("update-cluster-config") ? " --name " : " --cluster-name ")
                + quoted(cluster) + (region.isEmpty() ? "" : " --region " + quoted(region)) + rest;
    }

    private Stream<String> of(PrincipalChange change) {
        String principal = " --principal-arn " + quoted(change.subject());
        return switch (change.kind()) {
            case GOES_OUT -> Stream.of(command("delete-access-entry", principal));
            case COMES_IN -> change.after().stream().flatMap(rule -> entry("create-access-entry", principal, rule));
            case BECOMES -> change.after().stream().flatMap(rule -> rule.groups().contains(NODES)
                    ? Stream.concat(Stream.of(command("delete-access-entry", principal)), // a type cannot be changed
                            entry("create-access-entry", principal, rule))
                    : entry("update-access-entry", principal, rule));
        };
    }

    /** Groups of the system's are refused there; system:masters is a policy instead. */
    private Stream<String> entry(String operation, String principal, MappingRule rule) {
        List<String> groups = rule.groups().stream().filter(group -> !group.startsWith("system:"))
                .map(AccessEntryCommands::quoted).toList();
        boolean machine = rule.groups().contains(NODES);
        String entry = command(operation, principal + (machine
                ? " --type EC2_LINUX"
                : (rule.username().isEmpty() || rule.username().startsWith("system:")
                        ? ""
                        : " --username " + quoted(rule.username()))
                        + (groups.isEmpty() ? "" : " --kubernetes-groups " + String.join(" ", groups))));
        return rule.groups().contains("system:masters")
                ? Stream.of(entry, command("associate-access-policy", principal + " --policy-arn " + ADMIN
                        + " --access-scope type=cluster"))
                : Stream.of(entry);
    }

    /** A word as a POSIX shell reads it back. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_+=,.@%/:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
