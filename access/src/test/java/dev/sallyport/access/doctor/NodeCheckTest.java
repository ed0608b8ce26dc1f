package dev.sallyport.access.doctor;

import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.aws.AccessEntries;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.NodeRoleReader;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.rbac.RbacSnapshot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

final class NodeCheckTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/nodes";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "role/nodes | system:node:{{EC2PrivateDNSName}} | system:bootstrappers, system:nodes | ",
        "role/team/nodes | system:node:{{EC2PrivateDNSName}} | system:bootstrappers, system:nodes | W-NOT-MAPPED",
        "role/nodes | nodes | system:bootstrappers, system:nodes | W-TEMPLATE",
        "role/nodes | system:node:{{EC2PrivateDNSName}} | system:bootstrappers | W-GROUPS"})
    void aNodesEntryIsHeldToWhatAKubeletNeeds(String resource, String username, String groups, String code) {
        Observation seen = look(ROLE, "- rolearn: arn:aws:iam::123456789012:" + resource + "\n  username: '" + username
                + "'\n  groups: [" + groups + "]\n", Map.of());

        assertThat(seen.code().map(CheckCode::code).orElse(null)).isEqualTo(code);
    }

    @Test
    void aRoleThatIsNotMappedIsMappedAsANodes() {
        assertThat(look(ROLE, "", Map.of()).cures().getFirst().commands()).containsExactly("sallyport mapping add role"
                + " --arn arn:aws:iam::123456789012:role/nodes --username 'system:node:{{EC2PrivateDNSName}}'"
                + " --group system:bootstrappers --group system:nodes --yes");
    }

    @Test
    void anInstanceWithoutARoleIsNamed() {
        assertThat(look("i-0123456789abcdef0", "", Map.of()).code()).contains(CheckCode.W_ROLE);
    }

    @Test
    void anInstancesRoleIsAskedOfAws() {
        assertThat(look("i-0123456789abcdef0", "", Map.of("i-0123456789abcdef0", ROLE)).evidence()).contains(ROLE);
    }

    @Test
    void whereAwsAuthIsNotReadItIsNotJudged() {
        assertThat(look(ROLE, "", Map.of(), "API").level()).isEqualTo(Level.UNSEEN);
    }

    private static Observation look(String node, String mapRoles, Map<String, String> instances) {
        return look(node, mapRoles, instances, "CONFIG_MAP");
    }

    private static Observation look(String node, String mapRoles, Map<String, String> instances, String mode) {
        AccessWorld world = AccessWorld.of("prod", AwsAuth.parse(Map.of("mapRoles", mapRoles)),
                new RbacSnapshot(List.of(), List.of()));
        Reader reader = new Reader(Optional.of(world), Optional.empty(), Optional.empty(), Optional.empty(),
                _ -> List.of());
        return new NodeCheck(node, new MadeUp(instances))
                .look(Surrounded.by(Optional.empty(), reader),
                        Facts.NONE.with(Surrounded.cluster("prod", mode)))
                .observations().getLast();
    }

    /** An AWS with these instances and no access entry. */
    private record MadeUp(Map<String, String> instances) implements NodeCheck.Asking {
        @Override
        public Optional<NodeRoleReader> nodes(Surroundings place, Facts known) {
            return Optional.of(new NodeRoleReader() {
                @Override
                public AwsAnswer<Map<String, String>> ofNodegroups(String cluster) {
                    return new AwsAnswer.Got<>(Map.of());
                }

                @Override
                public AwsAnswer<Map<String, String>> ofFargateProfiles(String cluster) {
                    return new AwsAnswer.Got<>(Map.of());
                }

                @Override
                public AwsAnswer<Map<String, String>> ofInstances(Set<String> instanceIds) {
                    return new AwsAnswer.Got<>(instances);
                }
            });
        }

        @Override
        public Optional<AccessEntries> entries(Surroundings place, Facts known) {
            return Optional.empty();
        }
    }
}
