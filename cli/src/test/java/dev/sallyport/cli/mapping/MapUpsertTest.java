package dev.sallyport.cli.mapping;

import dev.sallyport.cli.CommandInProcess;
import dev.sallyport.cli.CommandInProcess.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The options of other tools: keikoproj's upsert, eksctl's delete --all. */
final class MapUpsertTest {

    private static final String DEV = "arn:aws:iam::123456789012:role/dev";
    private static final String ANA = "arn:aws:iam::123456789012:user/ana";
    private static final String MAP = """
            mapRoles: |
              - rolearn: arn:aws:iam::123456789012:role/dev   # the team
                username: dev
                groups:
                - view
            """;

    @TempDir
    Path folder = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void writeTheMap() throws IOException {
        file = Files.writeString(folder.resolve("aws-auth.yaml"), MAP);
    }

    @Test
    void anEntryThatIsThereIsChangedWhereItStands() throws IOException {
        Ended ended = change("upsert", "--maproles", "--rolearn", DEV, "--username", "dev", "--groups", "edit,view");

        assertThat(ended.exitCode()).isZero();
        assertThat(Files.readString(file)).contains("role/dev   # the team").contains("- edit").contains("- view");
    }

    @Test
    void anEntryThatIsNotThereIsAdded() throws IOException {
        change("upsert", "--mapusers", "--userarn", "arn:aws:iam::123456789012:user/ana", "--username", "ana");

        assertThat(Files.readString(file)).startsWith(MAP).contains("userarn: arn:aws:iam::123456789012:user/ana");
    }

    @Test
    void appendKeepsTheGroupsAndTheNameThatAreThere() throws IOException {
        change("upsert", "--rolearn", DEV, "--groups", "edit", "--append", "--update-username=false");

        assertThat(Files.readString(file)).contains("username: dev\n").contains("- view\n").contains("- edit\n");
    }

    @Test
    void aGroupWithACommaInItsNameIsNamedByItself() throws IOException {
        change("upsert", "--rolearn", DEV, "--groups", "edit,view", "--group", "a,b", "--update-username=false");

        assertThat(Files.readString(file)).contains("- edit\n").contains("- view\n").containsPattern("- \"?a,b\"?\n");
    }

    @Test
    void aNewEntryGetsItsNameAlsoWhereOldOnesKeepTheirs() throws IOException {
        change("upsert", "--userarn", ANA, "--username", "ana", "--update-username=false");

        assertThat(Files.readString(file)).contains("userarn: " + ANA + "\n    username: ana\n");
    }

    @Test
    void aNewEntryNeedsAName() throws IOException {
        Ended ended = change("upsert", "--userarn", ANA, "--update-username=false");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("a new one needs a --username");
        assertThat(Files.readString(file)).isEqualTo(MAP);
    }

    @Test
    void withoutGroupsThoseThatAreThereStay() throws IOException {
        change("upsert", "--rolearn", DEV, "--username", "developer");

        assertThat(Files.readString(file)).contains("username: developer\n").contains("- view\n");
    }

    @Test
    void ofSeveralEntriesOfAnArnTheOneOnTheLineIsChanged() throws IOException {
        String second = MAP.lines().skip(1).reduce("", (text, line) -> text + line + "\n").replace("me: dev", "me: d1");
        Files.writeString(file, MAP + second);

        assertThat(change("upsert", "--rolearn", DEV, "--username", "dev2").err()).contains("on lines 2, 6");
        assertThat(change("upsert", "--rolearn", DEV, "--username", "dev2", "--line", "5").err())
                .contains("on line 5.");
        assertThat(change("upsert", "--rolearn", DEV, "--username", "dev2", "--line", "6").exitCode()).isZero();
        assertThat(Files.readString(file)).isEqualTo(MAP + second.replace("d1", "dev2"));
    }

    @Test
    void anEntryThatIsSoAlreadyIsLeftAlone() throws IOException {
        Ended ended = change("upsert", "--rolearn", DEV, "--username", "dev", "--groups", "view");

        assertThat(ended.out()).contains("Nothing to do");
        assertThat(Files.readString(file)).isEqualTo(MAP);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "upsert --username dev | give one --rolearn",
        "upsert --rolearn arn:aws:iam::123456789012:role/dev | give a --username",
        "upsert --mapusers --rolearn arn:aws:iam::123456789012:role/dev --username dev | --mapusers with --userarn",
        "upsert --rolearn arn:aws:iam::123456789012:user/ana --username ana | sallyport mapping upsert --userarn",
        "remove arn:aws:iam::123456789012:role/dev --all --line 1 | not both"
    })
    void optionsThatDoNotGoTogetherAreRefused(String words, String sentence) throws IOException {
        Ended ended = change(words.split(" "));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains(sentence);
        assertThat(Files.readString(file)).isEqualTo(MAP);
    }

    @Test
    void removeAllTakesOutEveryEntryOfAnArn() throws IOException {
        Files.writeString(file, MAP + MAP.lines().skip(1).reduce("", (text, line) -> text + line + "\n")
                + "  - rolearn: arn:aws:iam::123456789012:role/ops\n    username: ops\n");

        assertThat(change("remove", "--arn", DEV).exitCode()).isEqualTo(1);
        Ended ended = change("remove", "--arn", DEV, "--all");

        assertThat(ended.exitCode()).isZero();
        assertThat(Files.readString(file)).contains("role/ops").doesNotContain("role/dev");
    }

    private Ended change(String... words) {
        List<String> all = new ArrayList<>(List.of("mapping"));
        all.addAll(List.of(words));
        all.addAll(List.of("--yes", "-f", file.toString()));
        return CommandInProcess.command().run(all.toArray(String[]::new));
    }
}
