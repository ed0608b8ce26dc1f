package dev.sallyport.access.awsauth;

import dev.sallyport.cluster.review.NodeOrigin;
import dev.sallyport.cluster.review.NodeRoles;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class NodeRolesInUseTest {

    private static final String POOL = "arn:aws:iam::123456789012:role/team/Pool";
    private static final String OWN = "arn:aws:iam::123456789012:role/own";

    private static final NodeOrigin MANAGED = new NodeOrigin("m", "aws:///eu-west-1a/i-0123456789abcdef0",
            Optional.of("ng"), false);
    private static final NodeOrigin SELF_MANAGED = new NodeOrigin("s", "aws:///eu-west-1a/i-0123456789abcdef1",
            Optional.empty(), false);
    private static final NodeOrigin ON_FARGATE = new NodeOrigin("f", "aws:///eu-west-1a/1/fargate-ip-10-0-0-1",
            Optional.empty(), true);
    private static final NodeOrigin ELSEWHERE = new NodeOrigin("kind", "kind://docker/x", Optional.empty(), false);

    private final MadeUpAws aws = new MadeUpAws();

    private NodeRoles read(NodeOrigin... nodes) {
        return new NodeRolesInUse(aws, "demo").of(List.of(nodes));
    }

    private static NodeRoles known(String... arns) {
        return new NodeRoles.Known(Set.of(arns));
    }

    @Test
    void theRoleOfAManagedNodeGroupIsInUseWithoutItsPathAlsoWithoutANode() {
        aws.nodegroups.put("ng", POOL);

        assertThat(read(MANAGED)).isEqualTo(known("arn:aws:iam::123456789012:role/pool"));
        assertThat(read()).isEqualTo(known("arn:aws:iam::123456789012:role/pool"));
    }

    @Test
    void aNodeOfOnesOwnComesInByTheRoleOfItsInstance() {
        aws.instances.put("i-0123456789abcdef1", OWN);

        assertThat(read(SELF_MANAGED)).isEqualTo(known(OWN));
    }

    @Test
    void nodesOfFargateComeInByTheirProfilesRoles() {
        aws.fargate.put("fp", OWN);

        assertThat(read(ON_FARGATE)).isEqualTo(known(OWN));
    }

    @Test
    void ec2AloneIsEnoughWhereEveryNodeIsAnInstance() {
        aws.eksDenied = true;
        aws.instances.put("i-0123456789abcdef0", OWN);

        assertThat(read(MANAGED)).isEqualTo(known(OWN));
    }

    @Test
    void oneNodeThatNobodyKnowsMakesAllUnknown() {
        aws.nodegroups.put("ng", POOL);

        assertThat(read(MANAGED, SELF_MANAGED)).isInstanceOfSatisfying(NodeRoles.Unknown.class,
                unknown -> assertThat(unknown.why()).contains("i-0123456789abcdef1"));
        assertThat(read(MANAGED, ELSEWHERE)).isInstanceOfSatisfying(NodeRoles.Unknown.class,
                unknown -> assertThat(unknown.why()).isEqualTo("the Node kind is no instance of EC2"));
        assertThat(read(MANAGED, ON_FARGATE)).isInstanceOf(NodeRoles.Unknown.class);
    }

    @Test
    void whatIsDeniedIsSaid() {
        aws.eksDenied = true;
        aws.ec2Denied = true;

        assertThat(read(MANAGED))
                .isEqualTo(new NodeRoles.Unknown("EC2 could not be asked: AccessDenied: you may not."));
        assertThat(read()).isInstanceOf(NodeRoles.Unknown.class);
    }
}
