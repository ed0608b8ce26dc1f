package dev.sallyport.access.awsauth;

import dev.sallyport.access.awsauth.WayBack.Standing;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.aws.IamPrincipals;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class WaysBackInTest {

    private static final Set<String> ALL = Set.of("eks:UpdateClusterConfig", "eks:CreateAccessEntry",
            "eks:AssociateAccessPolicy");

    private final MadeUpAws aws = new MadeUpAws();

    private EksSide side(String mode, String caller) {
        ClusterFacts facts = new ClusterFacts("demo", "arn:aws:eks:eu-west-1:123456789012:cluster/demo", "ACTIVE", "",
                "", "", mode, Optional.empty());
        CallerIdentity identity = CallerIdentity.of(Arn.parse(caller), "123456789012",
                caller.contains(":assumed-role/") ? "AROA:ada" : "AIDA", "AKIA");
        return new EksSide("demo", () -> new AwsAnswer.Got<>(new EksSide.Services("eu-west-1",
                name -> mode.isEmpty() ? new AwsAnswer.Failed<>(MadeUpAws.DENIED) : new AwsAnswer.Got<>(facts), aws,
                aws, (_, name, _) -> new AwsAnswer.Got<>(name), () -> new AwsAnswer.Got<>(identity))),
                EksSide.PATIENCE);
    }

    private WayBack way(String code, String mode, String caller) {
        return WaysBackIn.of(Optional.of(side(mode, caller)), Optional.empty(), Optional.empty()).stream()
                .filter(way -> way.code().equals(code)).findFirst().orElseThrow();
    }

    @Test
    void whoMayMakeAccessEntriesComesBackByThem() {
        aws.allowed = ALL;

        WayBack way = way("W-ACCESS-ENTRY", "CONFIG_MAP", "arn:aws:iam::123456789012:user/ada");

        assertThat(way.standing()).isEqualTo(Standing.OPEN);
        assertThat(way.commands()).hasSize(4).first().asString().isEqualTo("aws eks update-cluster-config --name demo"
                + " --region eu-west-1 --access-config authenticationMode=API_AND_CONFIG_MAP");
        assertThat(way.sentences()).anySatisfy(sentence -> assertThat(sentence).contains("That is final"));
    }

    @Test
    void whereAccessEntriesCountAlreadyNoModeIsChanged() {
        aws.allowed = Set.of("eks:CreateAccessEntry", "eks:AssociateAccessPolicy");

        WayBack way = way("W-ACCESS-ENTRY", "API_AND_CONFIG_MAP", "arn:aws:iam::123456789012:user/ada");

        assertThat(way.standing()).isEqualTo(Standing.OPEN);
        assertThat(way.commands()).noneMatch(command -> command.contains("update-cluster-config"));
    }

    @Test
    void oneActionThatIsNotAllowedClosesTheWay() {
        aws.allowed = Set.of("eks:CreateAccessEntry", "eks:AssociateAccessPolicy");

        WayBack way = way("W-ACCESS-ENTRY", "CONFIG_MAP", "arn:aws:iam::123456789012:user/ada");

        assertThat(way.standing()).isEqualTo(Standing.CLOSED);
        assertThat(way.sentences()).contains(
                "arn:aws:iam::123456789012:user/ada may not eks:UpdateClusterConfig, by its own policies.");
    }

    @Test
    void aSessionIsItsRoleWithTheRolesPath() {
        aws.simulationDenied = true;
        aws.roles.put("dev", new IamPrincipals.Role(
                "arn:aws:iam::123456789012:role/team/dev", "{}"));

        WayBack way = way("W-ACCESS-ENTRY", "", "arn:aws:sts::123456789012:assumed-role/dev/ada");

        assertThat(way.standing()).isEqualTo(Standing.UNKNOWN);
        assertThat(way.commands()).anyMatch(command -> command.contains(
                "--principal-arn arn:aws:iam::123456789012:role/team/dev"));
    }

    @Test
    void theCreatorIsNamedByNobodyButComesInForGoodWithTheMapAlone() {
        WayBack way = way("W-CREATOR", "CONFIG_MAP", "arn:aws:iam::123456789012:user/ada");

        assertThat(way.standing()).isEqualTo(Standing.UNKNOWN);
        assertThat(way.commands()).singleElement().asString().contains("cloudtrail lookup-events");
    }

    @Test
    void whoIsTheCreatorIsToldSo() {
        assertThat(WaysBackIn.of(Optional.of(side("CONFIG_MAP", "arn:aws:iam::123456789012:user/ada")),
                Optional.empty(), Optional.of("kubernetes-admin")).getFirst().standing()).isEqualTo(Standing.OPEN);
    }

    @Test
    void serviceAccountsThatMayWriteTheMapAreNamed() {
        RbacSnapshot rbac = new RbacSnapshot(
                List.of(new Role("", "all", List.of(PolicyRule.resources(List.of("*"), List.of("*"), List.of("*"))))),
                List.of(new Binding("", "argo", RoleRef.clusterRole("all"),
                        List.of(new Subject.ServiceAccount("argocd", "controller")))));

        List<WayBack> ways = WaysBackIn.of(Optional.empty(), Optional.of(rbac), Optional.empty());

        assertThat(ways).extracting(WayBack::code).containsExactly("W-CERTIFICATE", "W-SERVICE-ACCOUNT");
        assertThat(ways.getLast().sentences()).anySatisfy(
                sentence -> assertThat(sentence).contains("argocd/controller"));
    }
}
