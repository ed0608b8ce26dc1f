package dev.sallyport.kubeconfig;

import dev.sallyport.kubeconfig.KubeconfigUpdate.EksCluster;
import dev.sallyport.kubeconfig.KubeconfigUpdate.Plugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

import static dev.sallyport.kubeconfig.Updates.ARN;
import static dev.sallyport.kubeconfig.Updates.DEMO;
import static dev.sallyport.kubeconfig.Updates.after;
import static dev.sallyport.kubeconfig.Updates.understood;
import static org.assertj.core.api.Assertions.assertThat;

/** What an update does to the text. */
class KubeconfigEditTest {

    @Test
    void aNewFileHasTheLayoutThatAwsWrites() {
        assertThat(after("", KubeconfigUpdate.of(DEMO, Plugin.AWS_CLI))).isEqualTo("""
                apiVersion: v1
                clusters:
                - cluster:
                    certificate-authority-data: LS0tCg==
                    server: https://10.0.0.1:443
                  name: arn:aws:eks:ap-northeast-2:123456789012:cluster/demo
                contexts:
                - context:
                    cluster: arn:aws:eks:ap-northeast-2:123456789012:cluster/demo
                    user: arn:aws:eks:ap-northeast-2:123456789012:cluster/demo
                  name: arn:aws:eks:ap-northeast-2:123456789012:cluster/demo
                current-context: arn:aws:eks:ap-northeast-2:123456789012:cluster/demo
                kind: Config
                preferences: {}
                users:
                - name: arn:aws:eks:ap-northeast-2:123456789012:cluster/demo
                  user:
                    exec:
                      apiVersion: client.authentication.k8s.io/v1beta1
                      args:
                      - --region
                      - ap-northeast-2
                      - eks
                      - get-token
                      - --cluster-name
                      - demo
                      - --output
                      - json
                      command: aws
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{}\n", "# mine\n{}\n", "--- {}\n", "{ } # mine\n", "# mine\r\n{}\r\n"})
    void anEmptyMapGivesWayToTheEntries(String before) {
        String after = after(before, KubeconfigUpdate.of(DEMO, Plugin.AWS_CLI));

        assertThat(after).contains("clusters:", "users:", "contexts:", "current-context: " + ARN).doesNotContain("{");
        assertThat(after.contains("# mine")).isEqualTo(before.contains("# mine"));
    }

    @Test
    void ourOwnPluginTakesTheSameOptions() {
        KubeconfigUpdate update = new KubeconfigUpdate(DEMO, Plugin.SALLYPORT, Optional.of("dev"), Optional.of("me"),
                Optional.of("arn:aws:iam::123456789012:role/admin"), Optional.of("http://proxy:3128"),
                Optional.of("eks test"));

        assertThat(after("", update)).contains("    proxy-url: http://proxy:3128\n")
                .contains("    cluster: " + ARN + "\n    user: me\n  name: dev\n").contains("current-context: dev\n")
                .contains("""
                        - name: me
                          user:
                            exec:
                              apiVersion: client.authentication.k8s.io/v1beta1
                              args:
                              - token
                              - --cluster-name
                              - demo
                              - --region
                              - ap-northeast-2
                              - --role-arn
                              - arn:aws:iam::123456789012:role/admin
                              command: sallyport
                              env:
                              - name: AWS_PROFILE
                                value: 'eks test'
                        """);
    }

    @Test
    void aClusterOnOutpostsIsNamedByItsId() {
        EksCluster outpost = new EksCluster("demo", ARN, "ap-northeast-2", "https://x", "LS0t",
                Optional.of("cluster-1"));

        assertThat(after("", KubeconfigUpdate.of(outpost, Plugin.AWS_CLI)))
                .contains("- --cluster-id\n      - cluster-1");
    }

    @Test
    void commentsOrderAndForeignEntriesStay() {
        String before = """
                # my clusters
                kind: Config
                apiVersion: v1
                preferences: {colors: true}   # I like them
                users:
                  # the old one
                  - name: kind
                    user: {token: "abc"}

                contexts:
                  - name: kind
                    context:
                      cluster: kind   # on my machine
                      user: kind
                # end of contexts
                current-context: "kind" # for now
                clusters:
                  - name: kind
                    cluster:
                      server: https://127.0.0.1:6443
                x-foreign:
                  - [1, 2]
                """;

        assertThat(after(before, KubeconfigUpdate.of(DEMO, Plugin.AWS_CLI))).isEqualTo("""
                # my clusters
                kind: Config
                apiVersion: v1
                preferences: {colors: true}   # I like them
                users:
                  # the old one
                  - name: kind
                    user: {token: "abc"}
                  - name: arn:aws:eks:ap-northeast-2:123456789012:cluster/demo
                    user:
                      exec:
                        apiVersion: client.authentication.k8s.io/v1beta1
                        args:
                        - --region
                        - ap-northeast-2
                        - eks
                        - get-token
                        - --cluster-name
                        - demo
                        - --output
                        - json
                        command: aws

                contexts:
                  - name: kind
                    context:
                      cluster: kind   # on my machine
                      user: kind
                  - context:
                      cluster: arn:aws:eks:ap-northeast-2:123456789012:cluster/demo
                      user: arn:aws:eks:ap-northeast-2:123456789012:cluster/demo
                    name: arn:aws:eks:ap-northeast-2:123456789012:cluster/demo
                # end of contexts
                current-context: "arn:aws:eks:ap-northeast-2:123456789012:cluster/demo" # for now
                clusters:
                  - name: kind
                    cluster:
                      server: https://127.0.0.1:6443
                  - cluster:
                      certificate-authority-data: LS0tCg==
                      server: https://10.0.0.1:443
                    name: arn:aws:eks:ap-northeast-2:123456789012:cluster/demo
                x-foreign:
                  - [1, 2]
                """);
    }

    @Test
    void anEntryThatExistsChangesInItsLinesAlone() {
        String before = """
                clusters:
                - name: %1$s   # prod!
                  cluster:
                    # moved in May
                    server: https://old:443   # do not share
                    proxy-url: http://proxy:3128
                    certificate-authority-data: LS0tCg==
                contexts:
                - {name: %1$s, context: {cluster: %1$s, user: %1$s, namespace: team-a}}
                current-context: %1$s
                users:
                - name: %1$s
                  user:
                    exec:
                      apiVersion: client.authentication.k8s.io/v1alpha1  # old
                      command: aws
                      args: [--region, ap-northeast-2, eks, get-token, --cluster-name, demo, --output, json]
                      # keep this
                      env: null
                """.formatted(ARN);

        assertThat(after(before, KubeconfigUpdate.of(DEMO, Plugin.AWS_CLI))).isEqualTo("""
                clusters:
                - name: %1$s   # prod!
                  cluster:
                    # moved in May
                    server: https://10.0.0.1:443   # do not share
                    certificate-authority-data: LS0tCg==
                contexts:
                - {name: %1$s, context: {cluster: %1$s, user: %1$s, namespace: team-a}}
                current-context: %1$s
                users:
                - name: %1$s
                  user:
                    exec:
                      apiVersion: client.authentication.k8s.io/v1beta1  # old
                      command: aws
                      args: [--region, ap-northeast-2, eks, get-token, --cluster-name, demo, --output, json]
                      # keep this
                """.formatted(ARN));
    }

    @Test
    void theNamespaceOfAContextStaysWhichAwsDrops() {
        String before = after("", KubeconfigUpdate.of(DEMO, Plugin.AWS_CLI)).replace("contexts:\n- context:\n",
                "contexts:\n- context:\n    namespace: team-a\n");

        String text = after(before, KubeconfigUpdate.of(DEMO, Plugin.SALLYPORT));

        assertThat(understood(text).contexts().getFirst().namespace()).contains("team-a");
    }

    @Test
    void aSecondUpdateChangesNothing() {
        String before = after("# mine\n", KubeconfigUpdate.of(DEMO, Plugin.SALLYPORT));

        assertThat(after(before, KubeconfigUpdate.of(DEMO, Plugin.SALLYPORT))).isEqualTo(before);
    }

    @Test
    void windowsLineEndsStay() {
        String before = "# c\r\napiVersion: v1\r\nclusters: []\r\ncontexts:\r\nusers: null # none\r\n";

        String text = after(before, KubeconfigUpdate.of(DEMO, Plugin.AWS_CLI));

        assertThat(text.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
        assertThat(text).startsWith("# c\r\napiVersion: v1\r\nclusters:\r\n- cluster:\r\n").contains(
                "users: # none\r\n- name: ");
    }

    @Test
    void aFileWithoutALastLineEndGetsNoneInTheMiddle() {
        String text = after("apiVersion: v1\nclusters: []\nkind: Config", KubeconfigUpdate.of(DEMO, Plugin.AWS_CLI));

        assertThat(text).startsWith("apiVersion: v1\nclusters:\n- cluster:\n").contains("\nkind: Config\n");
        assertThat(understood(text).clusters()).hasSize(1);
    }

    @Test
    void aKubeconfigInJsonStaysJson() {
        String before = """
                {"apiVersion": "v1", "kind": "Config", "clusters": [], "users": [
                  {"name": "kind", "user": {"token": "abc"}}
                ], "contexts": null, "current-context": ""}
                """;

        String text = after(before, KubeconfigUpdate.of(DEMO, Plugin.AWS_CLI));

        assertThat(text).startsWith("{\"apiVersion\": \"v1\", \"kind\": \"Config\", \"clusters\": [{\"cluster\": {")
                .contains("  {\"name\": \"kind\", \"user\": {\"token\": \"abc\"}}, {\"name\": \"" + ARN)
                .contains("\"args\": [\"--region\", \"ap-northeast-2\",").endsWith("\"current-context\": \"" + ARN
                        + "\"}\n");
    }

    @Test
    void anEntryWrittenAsAnAliasIsWrittenOutAndItsAnchorStays() {
        String before = """
                x: &entry
                  name: %1$s
                  cluster: {server: https://old}
                clusters:
                - *entry
                - name: other
                  cluster: {server: https://other}
                """.formatted(ARN);

        String text = after(before, KubeconfigUpdate.of(DEMO, Plugin.AWS_CLI));

        assertThat(text)
                .startsWith("x: &entry\n  name: " + ARN + "\n  cluster: {server: https://old}\nclusters:\n- cluster:\n")
                .contains("- name: other\n");
    }

    @Test
    void anEntryWhoseAnchorIsUsedElsewhereIsLeftAsItIs() {
        String before = """
                clusters:
                - name: %1$s
                  cluster: &c
                    server: https://old
                    insecure-skip-tls-verify: true
                - name: other
                  cluster: *c
                """.formatted(ARN);

        KubeconfigReading reading = understood(before).with(KubeconfigUpdate.of(DEMO, Plugin.AWS_CLI));

        assertThat(reading).isInstanceOfSatisfying(KubeconfigReading.Unreadable.class,
                refused -> assertThat(refused.message()).contains("left as it is").contains(ARN));
    }

    @Test
    void aNameThatYamlWouldReadAsSomethingElseIsQuoted() {
        for (String alias : new String[]{"on", "0123", "a: b", "# x", "null", "", "-", "é", "a\u0001b", "1e3", "~"}) {
            KubeconfigUpdate update = new KubeconfigUpdate(DEMO, Plugin.AWS_CLI, Optional.of(alias), Optional.empty(),
                    Optional.empty(), Optional.empty(), Optional.empty());

            Kubeconfig read = understood(after("", update));

            assertThat(read.currentContext()).contains(alias.isEmpty() ? ARN : alias);
        }
    }

    @Test
    void emojiBeforeAnEntryDoNotShiftTheEdit() {
        String text = after("# 😀😀\nclusters:\n- name: \"😀\"\n  cluster: {}\nusers: []\n",
                KubeconfigUpdate.of(DEMO, Plugin.AWS_CLI));

        assertThat(text).startsWith("# 😀😀\nclusters:\n- name: \"😀\"\n  cluster: {}\n- cluster:\n").contains(
                "\nusers:\n- name: " + ARN);
    }

    @Test
    void emojiAtTheEdgeOfTheParsersBufferAreRead() {
        for (int blanks = 1020; blanks < 1030; blanks++) {
            assertThat(understood("#" + " ".repeat(blanks) + "😀\nkind: Config\n").clusters()).isEmpty();
        }
    }

    @Test
    void aByteOrderMarkStays() {
        assertThat(after("\uFEFFapiVersion: v1\nclusters: []\n", KubeconfigUpdate.of(DEMO, Plugin.AWS_CLI)))
                .startsWith("\uFEFFapiVersion: v1\nclusters:\n- cluster:\n");
    }
}
