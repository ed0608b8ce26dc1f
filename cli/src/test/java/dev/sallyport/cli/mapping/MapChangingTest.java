package dev.sallyport.cli.mapping;

import dev.sallyport.cli.CommandInProcess;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputFormat;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.ClusterFailure.Kind;
import dev.sallyport.cluster.history.WriteOutcome;
import dev.sallyport.cluster.review.ChangeReview;
import dev.sallyport.cluster.review.ClusterState;
import dev.sallyport.cluster.review.DangerCode;
import dev.sallyport.cluster.review.MapChange;
import dev.sallyport.cluster.review.Proposal;
import dev.sallyport.mapping.AwsAuth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What happens between a plan and its write in a cluster, also when the plan has to be made again. */
final class MapChangingTest {

    private static final String ANA = entry("userarn", "user/ana", "ana", "[view]");
    private static final String BOB = entry("userarn", "user/bob", "bob", "[view]");
    private static final String NODE = entry("rolearn", "role/node", "system:node:{{SessionName}}", "[system:nodes]");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ChangeOptions options = new ChangeOptions();
    private final OutputOption output = new OutputOption();

    @Test
    void theSameLinesElsewhereInANewerMapAreNotAskedAboutAgain() {
        MapChanging changing = changing("y\n");

        assertThat(changing.objection(removal("user/ana", Map.of("mapUsers", ANA + BOB)))).isEmpty();
        assertThat(changing.objection(removal("user/ana", Map.of("mapUsers", BOB + ANA)))).isEmpty();
        assertThat(shown()).containsOnlyOnce("  - - userarn");
    }

    @Test
    void otherLinesInANewerMapAreShownAndAskedAboutAgain() {
        MapChanging changing = changing("y\nn\n");

        assertThat(changing.objection(removal("user/ana", Map.of("mapUsers", BOB + ANA)))).isEmpty();
        assertThat(changing.objection(removal("user/ana", Map.of("mapUsers", BOB + ANA.replace("view", "edit")))))
                .contains("nothing was changed.");
        assertThat(shown()).contains("[view]", "[edit]");
    }

    @Test
    void aDangerStandsUntilItIsNamed() {
        options.yes = true;
        Proposal.Ready ready = removal("role/node", Map.of("mapRoles", NODE));
        options.allowed.add(DangerCode.OWN_WAY.code());

        assertThat(changing("").objection(ready)).get().asString().contains("L-NODE-ROLE",
                "--allow-lockout L-NODE-ROLE");

        options.allowed.add(DangerCode.NODE_ROLE.code());
        assertThat(changing("").objection(ready)).isEmpty();
    }

    @Test
    void aMapThatNoConfigMapHoldsIsRefusedWhoeverWritesIt() {
        options.yes = true;
        Map<String, String> large = Map.of("mapUsers", ANA + "# " + "x".repeat(1 << 20) + "\n");
        Proposal proposal = ChangeReview.of(ClusterState.unknown()).propose(AwsAuth.parse(Map.of("mapUsers", ANA)),
                MapChange.replacement(large));

        assertThat(proposal).isInstanceOfSatisfying(Proposal.Ready.class,
                ready -> assertThat(changing("").objection(ready)).get().asString()
                        .contains("larger than a ConfigMap"));
    }

    @Test
    void aDangerThatANewerMapBringsIsNotAgreedToYet() {
        options.yes = true;
        MapChanging changing = changing("");
        String second = NODE.replace("role/node", "role/other");

        assertThat(changing.objection(removal("user/ana", Map.of("mapUsers", ANA, "mapRoles", second)))).isEmpty();
        assertThat(changing.objection(removal("role/node", Map.of("mapRoles", NODE + second)))).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"false, failed", "true, unknown"})
    void aWriteThatTheClusterDoesNotTakeIsToldAsData(boolean perhaps, String told) {
        output.format = OutputFormat.JSON;
        WriteOutcome outcome = new WriteOutcome.Failed(new ClusterFailure(Kind.UNREACHABLE, "It is away.", ""),
                perhaps);

        assertThatThrownBy(() -> ClusterChange.ended(outcome, changing(""), List.of()))
                .isInstanceOfSatisfying(CommandFailure.class,
                        end -> assertThat(end.exitCode()).isEqualTo(ExitCode.UNREACHABLE));
        assertThat(shown()).isEqualToIgnoringNewLines("{%n  \"outcome\" : \"%s\"%n}%n".formatted(told));
    }

    private MapChanging changing(String typed) {
        Terminal nobody = CommandInProcess.terminal(typed, out, out, Map.of());
        return new MapChanging(nobody, "sallyport mapping remove", options, output);
    }

    private String shown() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Proposal.Ready removal(String resource, Map<String, String> data) {
        Proposal proposal = ChangeReview.of(ClusterState.unknown()).propose(AwsAuth.parse(data),
                Entries.removed("arn:aws:iam::123456789012:" + resource, OptionalInt.empty()));
        return switch (proposal) {
            case Proposal.Ready ready -> ready;
            case Proposal.Impossible(var why) -> throw new AssertionError(why);
        };
    }

    private static String entry(String key, String resource, String username, String groups) {
        return "- " + key + ": arn:aws:iam::123456789012:" + resource + "\n  username: \"" + username + "\"\n  groups: "
                + groups + "\n";
    }
}
