package dev.sallyport.mapping;

import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.identity.CanonicalArn;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class MappingTableTest {

    private static final PrivateDnsNames DNS = id -> id.equals("i-0123456789abcdef0")
            ? Optional.of("ip-192-168-12-34.ap-northeast-2.compute.internal")
            : Optional.empty();

    private static MappingTable table(String mapRoles) {
        return MappingTable.of(List.of(AwsAuth.parse(Map.of("mapRoles", mapRoles)).referenceReading()));
    }

    private static CallerIdentity session(String role, String session) {
        return new CallerIdentity(Arn.parse("arn:aws:sts::123456789012:assumed-role/" + role + "/" + session),
                new CanonicalArn("arn:aws:iam::123456789012:role/" + role), "123456789012", "AROAEXAMPLE", session,
                "ASIAEXAMPLE");
    }

    private static KubernetesUser mapped(MappingResult result) {
        assertThat(result).isInstanceOf(MappingResult.Mapped.class);
        return ((MappingResult.Mapped) result).user();
    }

    @Test
    void aRoleBecomesItsUserWithGroupsUidAndExtra() {
        MappingTable table = table("""
                - rolearn: arn:aws:iam::123456789012:role/testrole
                  username: testrole
                  groups:
                  - dev-admins
                """);

        KubernetesUser user = mapped(table.lookup(session("testrole", "ci"), DNS));

        assertThat(user).isEqualTo(new KubernetesUser("testrole", "aws-iam-authenticator:123456789012:AROAEXAMPLE",
                List.of("dev-admins"),
                Map.of("arn", List.of("arn:aws:sts::123456789012:assumed-role/testrole/ci"), "canonicalArn",
                        List.of("arn:aws:iam::123456789012:role/testrole"), "sessionName", List.of("ci"), "accessKeyId",
                        List.of("ASIAEXAMPLE"), "principalId", List.of("AROAEXAMPLE"),
                        "sigs.k8s.io/aws-iam-authenticator/principalId", List.of("AROAEXAMPLE"))));
    }

    @Test
    void aNodeIsNamedAfterItsInstance() {
        MappingTable table = table("""
                - groups: [system:bootstrappers, system:nodes]
                  rolearn: arn:aws:iam::123456789012:role/eks-node-role
                  username: system:node:{{EC2PrivateDNSName}}
                """);

        KubernetesUser user = mapped(table.lookup(session("eks-node-role", "i-0123456789abcdef0"), DNS));

        assertThat(user.username()).isEqualTo("system:node:ip-192-168-12-34.ap-northeast-2.compute.internal");
        assertThat(user.groups()).containsExactly("system:bootstrappers", "system:nodes");
    }

    @Test
    void ofTwoRulesForOneArnTheLastWins() {
        MappingTable table = table("""
                - {rolearn: "arn:aws:iam::123456789012:role/dev", username: first}
                - {rolearn: "arn:aws:iam::123456789012:role/DEV", username: last}
                """);

        assertThat(mapped(table.lookup(session("dev", "me"), DNS)).username()).isEqualTo("last");
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void aScrubbedAccountHasNeitherUidNorExtra() {
        RuleSet rules = AwsAuth.parse(Map.of("mapAccounts", "- \"123456789012\"")).referenceReading();
        MappingTable table = MappingTable.of(List.of(rules), new MappingSettings(Set.of("123456789012"), Map.of()));

        KubernetesUser user = mapped(table.lookup(session("dev", "me"), DNS));

        assertThat(user.uid())
                .isEqualTo("aws-iam-authenticator:administrative:arn:aws:iam::123456789012:role/dev");
        assertThat(user.extra()).isEmpty();
    }
}
