package dev.sallyport.access.world;

import dev.sallyport.cluster.snapshot.ResourceKind;
import dev.sallyport.rbac.AccessRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ResourceWordsTest {

    private static final ResourceWords WORDS = ResourceWords.with(List.of(new ResourceKind("example.org", "widgets",
            "widget", "Widget", List.of("wd"), true)));

    @ParameterizedTest
    @CsvSource({"pods,'',pods", "pod,'',pods", "po,'',pods", "Pod,'',pods", "deploy,apps,deployments",
        "deployments.apps,apps,deployments", "wd,example.org,widgets", "widgets.example.org,example.org,widgets",
        "csr,certificates.k8s.io,certificatesigningrequests", "networkpolicy,networking.k8s.io,networkpolicies"})
    void aResourceIsKnownByEachOfItsNames(String word, String group, String plural) {
        assertThat(WORDS.request("get", word, "", "", "a"))
                .isEqualTo(new ResourceWords.Understood(
                        new AccessRequest.Resource("get", group, plural, "", "", group.startsWith("cert") ? "" : "a"),
                        WORDS.request("get", word, "", "", "a").remark()));
    }

    @Test
    void aNamespaceIsDroppedForWhatHasNone() {
        ResourceWords.Understood nodes = WORDS.request("list", "nodes", "", "", "dev");

        assertThat(nodes.request().namespace()).isEmpty();
        assertThat(nodes.remark()).hasValue("There is no namespace to nodes, so dev was left out.");
    }

    @Test
    void anUnknownWordIsTakenAsItIsAndThatIsSaid() {
        ResourceWords.Understood unknown = WORDS.request("get", "gadgets.example.org", "", "", "");

        assertThat(unknown.request().group()).isEqualTo("example.org");
        assertThat(unknown.request().resource()).isEqualTo("gadgets");
        assertThat(unknown.remark()).hasValueSatisfying(remark -> assertThat(remark).contains("gadgets.example.org"));
    }

    @Test
    void aStarIsEveryResourceOfEveryGroup() {
        assertThat(WORDS.request("*", "*", "", "", "").request())
                .isEqualTo(new AccessRequest.Resource("*", "*", "*", "", "", ""));
    }
}
