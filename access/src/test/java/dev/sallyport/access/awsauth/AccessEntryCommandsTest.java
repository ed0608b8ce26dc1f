package dev.sallyport.access.awsauth;

import dev.sallyport.cluster.review.MapDifference;
import dev.sallyport.mapping.AwsAuth;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class AccessEntryCommandsTest {

    private static List<String> instead(String before, String after) {
        return AccessEntryCommands.instead("demo", "eu-west-1", MapDifference.between(
                AwsAuth.parse(Map.of("mapRoles", before)), AwsAuth.parse(Map.of("mapRoles", after))));
    }

    private static String role(String username, String groups) {
        return "- rolearn: arn:aws:iam::123456789012:role/dev\n  username: \"" + username + "\"\n  groups: [" + groups
                + "]\n";
    }

    @Test
    void whoComesInGetsAnEntryWithNameAndGroups() {
        assertThat(instead("", role("dev:it's", "viewers, x y"))).containsExactly(
                "aws eks create-access-entry --cluster-name demo --region eu-west-1 --principal-arn"
                        + " arn:aws:iam::123456789012:role/dev --username 'dev:it'\\''s' --kubernetes-groups viewers"
                        + " 'x y'");
    }

    @Test
    void mastersBecomeThePolicyOfAdministratorsSinceTheGroupIsRefusedThere() {
        assertThat(instead("", role("dev", "system:masters"))).hasSize(2).last().asString()
                .contains("associate-access-policy", "AmazonEKSClusterAdminPolicy", "--access-scope type=cluster");
    }

    @Test
    void nodesBecomeAnEntryOfTheirType() {
        assertThat(instead("", role("system:node:{{EC2PrivateDNSName}}", "system:nodes"))).singleElement().asString()
                .endsWith("--principal-arn arn:aws:iam::123456789012:role/dev --type EC2_LINUX");
    }

    @Test
    void whoGoesOutLosesTheEntryAndWhoChangesHasItUpdated() {
        assertThat(instead(role("dev", "a"), "")).singleElement().asString().contains("delete-access-entry");
        assertThat(instead(role("dev", "a"), role("dev", "b"))).singleElement().asString()
                .contains("update-access-entry", "--kubernetes-groups b");
    }

    @Test
    void aChangeOfNobodyListsWhatIsThere() {
        assertThat(instead(role("dev", "a"), role("dev", "a")))
                .containsExactly("aws eks list-access-entries --cluster-name demo --region eu-west-1");
    }
}
