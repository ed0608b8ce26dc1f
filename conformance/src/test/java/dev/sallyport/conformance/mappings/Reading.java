package dev.sallyport.conformance.mappings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingRule;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a document says, to whoever read it.
 *
 * @param roles the entries of {@code mapRoles} that name somebody, in their order
 * @param users the same of {@code mapUsers}
 * @param accounts the accounts, in their order
 */
record Reading(List<Entry> roles, List<Entry> users, List<String> accounts) {

    /** An entry that is in force. */
    record Entry(String arn, String username, List<String> groups) {}

    /** Whether an account or an ARN stands in it. */
    boolean names(String account, String arn) {
        return accounts.contains(account)
                || Stream.concat(roles.stream(), users.stream()).anyMatch(entry -> entry.arn().equals(arn));
    }

    /** Our reference reading: what we say that EKS makes of a document. */
    static Reading ours(MapDocument document) {
        List<Entry> roles = new ArrayList<>();
        List<Entry> users = new ArrayList<>();
        List<String> accounts = new ArrayList<>();
        for (MappingRule rule : AwsAuth.parse(document.data()).referenceReading().rules()) {
            switch (rule) {
                case MappingRule.Role role -> roles.add(new Entry(role.roleArn(), role.username(), role.groups()));
                case MappingRule.User user -> users.add(new Entry(user.userArn(), user.username(), user.groups()));
                case MappingRule.Account account -> accounts.add(account.accountId());
                case MappingRule.ArnPattern pattern ->
                    throw new AssertionError("a pattern in the reference reading: " + pattern);
            }
        }
        accounts.removeIf(String::isEmpty);
        return new Reading(roles, users, accounts);
    }

    /** The authenticator's, as {@code parsemap} prints it. */
    static Reading theirs(JsonNode line) {
        if (line.has("panic")) {
            throw new AssertionError("ParseMap panics: " + line.path("panic").asText());
        }
        List<String> accounts = new ArrayList<>();
        line.path("mapAccounts").forEach(account -> accounts.add(account.asText()));
        accounts.removeIf(String::isEmpty);
        return new Reading(entries(line.path("mapRoles"), "rolearn"), entries(line.path("mapUsers"), "userarn"),
                accounts);
    }

    /**
     * An entry without an ARN stands for nobody, since nobody's ARN is empty. This version of the authenticator keeps it
     * in its list, later ones and we do not: it is left out on both sides. So is an account without a number.
     */
    private static List<Entry> entries(JsonNode list, String arnKey) {
        List<Entry> entries = new ArrayList<>();
        for (JsonNode entry : list) {
            String arn = entry.path(arnKey).asText();
            if (!arn.isEmpty()) {
                List<String> groups = new ArrayList<>();
                entry.path("groups").forEach(group -> groups.add(group.asText()));
                entries.add(new Entry(arn, entry.path("username").asText(), groups));
            }
        }
        return entries;
    }
}
