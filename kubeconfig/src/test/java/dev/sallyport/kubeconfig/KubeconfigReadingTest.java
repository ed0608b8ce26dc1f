package dev.sallyport.kubeconfig;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static dev.sallyport.kubeconfig.Updates.understood;
import static org.assertj.core.api.Assertions.assertThat;

class KubeconfigReadingTest {

    @Test
    void entriesAreReadWithoutTheirSecrets() {
        Kubeconfig kubeconfig = understood("""
                current-context: dev
                clusters:
                - {name: c, cluster: {server: https://x, certificate-authority: /ca, proxy-url: http://p}}
                contexts:
                - {name: dev, context: {cluster: c, user: u, namespace: n}}
                - {name: bare, context: null}
                - {context: {cluster: nameless}}
                users:
                - name: u
                  user:
                    token: very-secret
                    exec: {apiVersion: v, command: aws, args: [a, 1], env: [{name: A, value: b}]}
                """);

        assertThat(kubeconfig.currentContext()).contains("dev");
        assertThat(kubeconfig.clusters()).containsExactly(new KubeconfigCluster("c", Optional.of("https://x"),
                Optional.empty(), Optional.of("/ca"), Optional.of("http://p"), Optional.empty()));
        assertThat(kubeconfig.contexts()).extracting(KubeconfigContext::name).containsExactly("dev", "bare");
        KubeconfigUser user = kubeconfig.users().getFirst();
        assertThat(user.exec()).contains(
                new KubeconfigUser.ExecPlugin("v", "aws", List.of("a", "1"), Map.of("A", "b"), Optional.empty(),
                        Optional.empty()));
        assertThat(user.otherCredentials()).containsExactly("token");
        assertThat(user.toString() + kubeconfig).doesNotContain("very-secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            clusters: {a: b}         | config:1:11: expected a list of clusters
            users: [x]               | config:1:9: expected an entry with a name
            current-context: [x]     | config:1:18: expected a text as current-context
            apiVersion: 1            | config:1:13: expected a text as apiVersion
            preferences: []          | config:1:14: expected a mapping as preferences
            - a                      | config:1:1: this is no kubeconfig
            users: [                 | config:1:9:
            a: *nowhere              | config:1:4: the alias *nowhere stands for nothing
            """)
    void whatIsNoKubeconfigIsShownWithItsPlace(String text, String expected) {
        assertThat(Kubeconfig.read("config", text)).isInstanceOfSatisfying(KubeconfigReading.Unreadable.class,
                unreadable -> assertThat(unreadable.message()).startsWith(expected));
    }

    @Test
    void aTabIsShownWithACaret() {
        String text = "apiVersion: v1\nclusters:\n- cluster:\n\tserver: https://x\n";

        assertThat(Kubeconfig.read("config", text)).isInstanceOfSatisfying(KubeconfigReading.Unreadable.class,
                unreadable -> assertThat(unreadable.message()).startsWith("config:4:1: ").contains("TAB")
                        .endsWith("    4 |  server: https://x\n      | ^"));
    }

    @Test
    void twoListsOfOneNameAreRefused() {
        assertThat(Kubeconfig.read("config", "users: []\nusers: []\n"))
                .isEqualTo(new KubeconfigReading.Unreadable("config:2:1: users stands there twice\n"
                        + "    2 | users: []\n      | ^"));
    }

    @Test
    void aSecretInAFaultyLineIsMasked() {
        String token = "users:\n- user:\n    token: abc.def: [\n";
        String loose = "users:\n- eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.abc: : x\n";

        for (String text : List.of(token, loose)) {
            assertThat(Kubeconfig.read("config", text)).isInstanceOfSatisfying(KubeconfigReading.Unreadable.class,
                    unreadable -> assertThat(unreadable.message()).doesNotContain("abc").contains("·").contains("^"));
        }
    }

    @Test
    void aHostileFileIsRefusedAndExhaustsNothing() {
        StringBuilder bomb = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c < 'j'; c++) {
            bomb.append(c).append(": &").append(c).append(" [");
            bomb.append(("*" + (char) (c - 1) + ", ").repeat(9)).append("*").append((char) (c - 1)).append("]\n");
        }

        assertThat(Kubeconfig.read("config", bomb.toString())).isInstanceOf(KubeconfigReading.Unreadable.class);
        assertThat(Kubeconfig.read("config", "[".repeat(200_000))).isInstanceOf(KubeconfigReading.Unreadable.class);
        assertThat(Kubeconfig.read("config", "a: &a\n  b: *a\n")).isInstanceOf(KubeconfigReading.class);
    }

    @Property(tries = 1000)
    void noTextThrows(@ForAll String text) {
        assertThat(Kubeconfig.read("config", text)).isNotNull();
        assertThat(Kubeconfig.read("config", "clusters:\n- name: " + text)).isNotNull();
    }
}
