package dev.sallyport.access.doctor;

import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.connection.ClusterTarget.Trust;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** To whom tokens of other people on this machine may be shown. */
class OtherSignerCheckTest {

    private static final ClusterFacts CLUSTER = new ClusterFacts("demo",
            "arn:aws:eks:eu-west-1:123456789012:cluster/demo", "ACTIVE", "1.34", "https://example.eks.amazonaws.com",
            Base64.getEncoder().encodeToString("the cluster's own".getBytes(StandardCharsets.UTF_8)), "CONFIG_MAP",
            Optional.empty());

    private static Facts connectedTo(String server) {
        return Facts.NONE.with(ClusterClients.open(new ClusterTarget("context demo", URI.create(server),
                new Trust.Anybody(), new ClusterLogin.Anonymous(), Optional.empty(), Optional.empty()))
                .optional().orElseThrow());
    }

    @Test
    void theServerThatEksNamesMaySeeThemIfItIsItsOwnAuthoritys() {
        Facts known = connectedTo("https://EXAMPLE.eks.amazonaws.com:443")
                .with(CLUSTER);

        assertThat(OtherSignerCheck.theClusters(known).map(ClusterTarget::trust))
                .contains(new Trust.Authorities("the cluster's own"));
    }

    @Test
    void theServerOfAKubeconfigThatSomebodySentMayNot() {
        Facts known = connectedTo("https://collector.example").with(CLUSTER);

        assertThat(OtherSignerCheck.theClusters(known)).isEmpty();
    }

    @Test
    void aServerThatEksWasNotAskedAboutMayNot() {
        assertThat(OtherSignerCheck.theClusters(connectedTo("https://example.eks.amazonaws.com"))).isEmpty();
    }

    @Test
    void nobodyMayReadAlongOnTheWay() {
        Facts known = connectedTo("http://example.eks.amazonaws.com").with(CLUSTER);

        assertThat(OtherSignerCheck.theClusters(known)).isEmpty();
    }
}
