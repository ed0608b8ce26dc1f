package dev.sallyport.aws;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

final class MetadataProxyTest {

    private final StandInAws aws;
    private World world = new World(Path.of("/"));

    MetadataProxyTest() throws IOException {
        aws = new StandInAws();
    }

    @BeforeEach
    void plugIn(@TempDir Path home) {
        world = new World(home).set("AWS_EC2_METADATA_SERVICE_ENDPOINT", aws.url());
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void withoutAProxyThereIsNothingInBetween() {
        assertThat(MetadataProxy.of(world.settings())).isEmpty();
    }

    @Test
    void aProxyThatIsGoneIsNamedByItsVariable() {
        assertThat(MetadataProxy.of(world.set("HTTP_PROXY", "http://127.0.0.1:1").settings()))
                .contains(new MetadataProxy("HTTP_PROXY", "127.0.0.1", false));
    }

    @Test
    void theLowerCaseNameCountsFirst() {
        world.set("HTTP_PROXY", "http://127.0.0.1:1").set("http_proxy", "http://127.0.0.1:2");

        assertThat(MetadataProxy.of(world.settings())).map(MetadataProxy::variable).contains("http_proxy");
    }

    @Test
    void aHostThatNoProxyLeavesOutIsReachedDirectly() {
        world.set("HTTP_PROXY", "http://127.0.0.1:1").set("NO_PROXY", "127.0.0.1");

        assertThat(MetadataProxy.of(world.settings())).isEmpty();
    }

    @Test
    void aProxyThatLeadsThereIsInOrder() {
        assertThat(MetadataProxy.of(world.set("HTTP_PROXY", aws.url()).settings()))
                .map(MetadataProxy::leadsThere).contains(true);
    }

    @Test
    void aProxyThatGivesItsOwnMachinesKeysLeadsElsewhere() throws IOException {
        try (StandInAws another = new StandInAws()) {
            another.instanceRole.set("proxy-role");

            assertThat(MetadataProxy.of(world.set("HTTP_PROXY", another.url()).settings()))
                    .map(MetadataProxy::leadsThere).contains(false);
        }
    }
}
