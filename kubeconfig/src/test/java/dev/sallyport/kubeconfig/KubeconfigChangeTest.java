package dev.sallyport.kubeconfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

final class KubeconfigChangeTest {

    private static final String TEXT = """
            # mine
            apiVersion: v1
            users:
            - name: other
              user: {token: t}
            - name: me   # the user
              user:
                token: "abc" # old
                exec:
                  apiVersion: client.authentication.k8s.io/v1alpha1 # as of old
                  args: [eks, get-token]
                  command: aws
            current-context: x
            """;

    private static String after(String text, KubeconfigChange change) {
        return switch (change.in(read(text))) {
            case KubeconfigReading.Understood(Kubeconfig kubeconfig) -> kubeconfig.text();
            case KubeconfigReading.Unreadable(String message) -> message;
        };
    }

    private static Kubeconfig read(String text) {
        return ((KubeconfigReading.Understood) Kubeconfig.read("config", text)).kubeconfig();
    }

    @Test
    void theVersionIsChangedInItsPlace() {
        assertThat(after(TEXT, new KubeconfigChange.ExecVersion("me", ExecApiVersion.V1BETA1)))
                .isEqualTo(TEXT.replace("v1alpha1", "v1beta1"));
    }

    @Test
    void theCurrentContextIsChangedInItsPlace() {
        assertThat(after(TEXT, new KubeconfigChange.CurrentContext("dev")))
                .isEqualTo(TEXT.replace("text: x", "text: dev"));
    }

    @Test
    void aCurrentContextThatIsMissingIsAddedAtTheEnd() {
        String without = TEXT.replace("current-context: x\n", "");

        assertThat(after(without, new KubeconfigChange.CurrentContext("dev"))).isEqualTo(without
                + "current-context: dev\n");
    }

    @Test
    void argumentsKeepTheirStyle() {
        assertThat(after(TEXT, new KubeconfigChange.ExecArguments("me", List.of("eks", "get-token", "--cluster-name",
                "demo")))).isEqualTo(TEXT.replace("get-token]", "get-token, --cluster-name, demo]"));
    }

    @Test
    void theModeIsAddedBelow() {
        assertThat(after(TEXT, new KubeconfigChange.InteractiveMode("me", "IfAvailable")))
                .isEqualTo(TEXT.replace("command: aws\n", "command: aws\n      interactiveMode: IfAvailable\n"));
    }

    @Test
    void aLoginThatIsTakenOutTakesItsLineWithIt() {
        assertThat(after(TEXT, new KubeconfigChange.WithoutCredentials("me", Set.of("token"))))
                .isEqualTo(TEXT.replace("    token: \"abc\" # old\n", ""));
    }

    @Test
    void windowsLineEndsStay() {
        String text = TEXT.replace("\n", "\r\n");

        assertThat(after(text, new KubeconfigChange.ExecVersion("me", ExecApiVersion.V1BETA1)))
                .isEqualTo(text.replace("v1alpha1", "v1beta1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "other"})
    void aUserWithoutAPluginHasNoneChanged(String user) {
        assertThat(after(TEXT, new KubeconfigChange.ExecVersion(user, ExecApiVersion.V1)))
                .startsWith("config is written in a way that cannot be changed");
    }

    @Test
    void anEntryThatTwoUsersShareIsLeftAlone() {
        String shared = "users:\n- name: a\n  user: &u\n    exec: {apiVersion: x, command: aws}\n- name: b\n  user: *u\n";

        assertThat(after(shared, new KubeconfigChange.ExecVersion("b", ExecApiVersion.V1)))
                .startsWith("config is written in a way that cannot be changed");
    }
}
