package dev.sallyport.access.doctor;

import dev.sallyport.cluster.connection.ClusterClients;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.connection.ClusterTarget.Trust;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** To whom tokens of other people on this machine may be shown. */
class OtherSignerCheckTest {

    private static Facts connectedTo(String server) {
        return Facts.NONE.with(ClusterClients.open(new ClusterTarget("context demo", URI.create(server),
                new Trust.PublicAuthorities(), new ClusterLogin.Anonymous(), Optional.empty(), Optional.empty()))
                .optional().orElseThrow());
    }

    @Test
    void theServerThatEksNamesMaySeeThem() {
        Facts known = connectedTo("https://EXAMPLE.eks.amazonaws.com:443")
                .with(Surrounded.cluster("demo", "CONFIG_MAP"));

        assertThat(OtherSignerCheck.isTheClusters(known)).isTrue();
    }

    @Test
    void theServerOfAKubeconfigThatSomebodySentMayNot() {
        Facts known = connectedTo("https://collector.example").with(Surrounded.cluster("demo", "CONFIG_MAP"));

        assertThat(OtherSignerCheck.isTheClusters(known)).isFalse();
    }

    @Test
    void aServerThatEksWasNotAskedAboutMayNot() {
        assertThat(OtherSignerCheck.isTheClusters(connectedTo("https://example.eks.amazonaws.com"))).isFalse();
    }

    @Test
    void nobodyMayReadAlongOnTheWay() {
        Facts known = connectedTo("http://example.eks.amazonaws.com").with(Surrounded.cluster("demo", "CONFIG_MAP"));

        assertThat(OtherSignerCheck.isTheClusters(known)).isFalse();
    }
}
