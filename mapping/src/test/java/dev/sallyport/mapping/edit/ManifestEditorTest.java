package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.RulePlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;

/** The map edited where it stands in a file. */
class ManifestEditorTest {

    private static final MappingEdit ADD = new MappingEdit.AddPrincipal(MapSection.USERS, "u", "name", List.of());
    private static final String ADDED = "    - userarn: u\n      username: name\n      groups: []\n";

    private static final String FILE = """
            # kept in git
            kind: ConfigMap
            data:
              mapRoles: |   # nodes
                - rolearn: r
                  username: a

                # ops
                - rolearn: s
                  username: b

              other: "x"
            metadata: {name: aws-auth}
            """;

    private static EditOutcome edit(String text, MappingEdit edit) {
        return MappingEditor.edit(AwsAuth.parseManifest("f.yaml", text), List.of(edit));
    }

    private static String edited(String text, MappingEdit edit) {
        EditOutcome outcome = edit(text, edit);
        assertThat(outcome).isInstanceOf(EditOutcome.Edited.class);
        return ((EditOutcome.Edited) outcome).after().manifest().orElseThrow();
    }

    private static EditOutcome.Refused refused(String text, MappingEdit edit) {
        EditOutcome outcome = edit(text, edit);
        assertThat(outcome).isInstanceOf(EditOutcome.Refused.class);
        return (EditOutcome.Refused) outcome;
    }

    private static MappingEdit remove(String arn) {
        return new MappingEdit.Remove(EntryName.of(MapSection.ROLES, arn));
    }

    @Test
    void aBlocksLinesAreExchangedAndTheFileStays() {
        EditOutcome outcome = edit(FILE, remove("s"));

        assertThat(outcome).isInstanceOfSatisfying(EditOutcome.Edited.class, edited -> {
            assertThat(edited.after().manifest()).contains(FILE.replace("    - rolearn: s\n      username: b\n", ""));
            assertThat(edited.changes()).containsExactly(new LineChange(new RulePlace("f.yaml", "", 9),
                    List.of("    - rolearn: s", "      username: b"), List.of()));
            assertThat(edited.notes()).isEmpty();
        });
    }

    @Test
    void anEntryIsNamedByItsLineInTheFile() {
        String twice = FILE.replace("rolearn: s", "rolearn: r");

        assertThat(edited(twice, new MappingEdit.Remove(new EntryName(MapSection.ROLES, "r", OptionalInt.of(9)))))
                .isEqualTo(twice.replace("    - rolearn: r\n      username: b\n", ""));
    }

    @Test
    void theLastEntryLeavesAnEmptyList() {
        String one = "mapRoles: |-\n  - rolearn: r\n    username: a";

        assertThat(edited(one, remove("r"))).startsWith("mapRoles: |-\n  []");
    }

    @Test
    void aMissingSectionGoesBehindTheOthers() {
        assertThat(edited(FILE, ADD)).isEqualTo(FILE.replace("metadata:", "  mapUsers: |\n" + ADDED + "metadata:"));
        assertThat(edited("kind: ConfigMap\nmetadata:\n  name: aws-auth\n", ADD))
                .isEqualTo("kind: ConfigMap\nmetadata:\n  name: aws-auth\ndata:\n  mapUsers: |\n" + ADDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data:\n", "data: {}\n", "data:", "data: ~\n", "data:\n  mapUsers: |\n",
        "data:\n  mapUsers:\n", "data:\n  mapUsers: \"\"\n", "data:\n  mapUsers: |\n    []\n"})
    void whateverIsEmptyIsFilled(String empty) {
        assertThat(edited(empty, ADD)).isEqualTo("data:\n  mapUsers: |\n" + ADDED);
    }

    @Test
    void anEmptyFileBecomesTheData() {
        assertThat(edited("# nobody\n", ADD)).isEqualTo(
                "# nobody\nmapUsers: |\n  - userarn: u\n    username: name\n    groups: []\n");
    }

    @Test
    void aQuotedTextBecomesALiteralBlockAndSaysSo() {
        String quoted = """
                data:
                  mapRoles: "- rolearn: r\\n  username: a\\n\\
                    - rolearn: s\\n  username: b \\n" # quoted
                  other: x
                """;

        EditOutcome outcome = edit(quoted, remove("r"));

        assertThat(outcome).isInstanceOfSatisfying(EditOutcome.Edited.class, edited -> {
            assertThat(edited.after().manifest()).contains("""
                    data:
                      mapRoles: | # quoted
                        - rolearn: s
                          username: b\s
                      other: x
                    """);
            assertThat(edited.notes()).containsExactly("mapRoles was written otherwise and is a literal block (|) now");
        });
    }

    @Test
    void aBlockThatWouldBeginDeeperSaysItsIndentation() {
        String text = "data:\n  mapRoles: |\n    - rolearn: r\n      # deep\n     # why\n    - rolearn: s\n";

        String after = edited("data:\n  mapRoles: |\n    # c\n      - rolearn: r\n", new MappingEdit.AddPrincipal(
                MapSection.ROLES, "s", "b", List.of()));

        assertThat(after).startsWith("data:\n  mapRoles: |\n    # c\n      - rolearn: r\n      - rolearn: s\n");
        assertThat(edited(text, remove("r"))).contains("- rolearn: s");
        assertThat(edited("data:\n  mapRoles: \"  - rolearn: r\\n  - rolearn: s\\n\"\n", remove("r")))
                .isEqualTo("data:\n  mapRoles: |2\n      - rolearn: s\n");
    }

    @Test
    void inJsonATextStaysInItsQuotes() {
        String json = """
                {
                  "kind": "ConfigMap",
                  "data": {
                    "mapRoles": "- rolearn: r\\n- rolearn: s\\n"
                  },
                  "metadata": {"name": "aws-auth"}
                }
                """;
        String users = "- userarn: u\\n  username: name\\n  groups: []\\n";

        assertThat(edited(json, remove("r"))).isEqualTo(json.replace("- rolearn: r\\n", ""));
        assertThat(edited(json, ADD)).isEqualTo(
                json.replace("s\\n\"\n", "s\\n\", \"mapUsers\": \"" + users + "\"\n"));
        assertThat(edited("{\"kind\": \"ConfigMap\", \"data\": {}}", ADD)).isEqualTo(
                "{\"kind\": \"ConfigMap\", \"data\": {\"mapUsers\": \"" + users + "\"}}");
    }

    @Test
    void aListOfTheFileIsRefusedWithTheWayOut() {
        EditOutcome.Refused refused = refused("kind: ConfigMap\ndata:\n  mapRoles:\n  - rolearn: r\n", remove("r"));

        assertThat(refused.reason()).isEqualTo(EditOutcome.Reason.STYLE);
        assertThat(refused.place()).hasToString("f.yaml mapRoles:3");
        assertThat(refused.remedy()).isEqualTo("Write mapRoles: | and leave what stands below it as it is.");
    }

    @Test
    void aFileThatCannotBeReadOrHasAnchorsIsRefused() {
        assertThat(refused("kind: Secret\n", ADD).reason()).isEqualTo(EditOutcome.Reason.UNREADABLE);
        assertThat(refused("data:\n\tx: y\n", ADD)).satisfies(refused -> {
            assertThat(refused.reason()).isEqualTo(EditOutcome.Reason.UNREADABLE);
            assertThat(refused.line()).isEqualTo("\tx: y");
        });
        assertThat(refused("data:\n  mapRoles: &a |\n    []\n  x: *a\n", ADD).reason())
                .isEqualTo(EditOutcome.Reason.ANCHORS);
    }

    @Test
    void aRefusalShowsTheLineInTheFile() {
        EditOutcome.Refused refused = refused(FILE.replace("      username: b", "    \tusername: b"), remove("r"));

        assertThat(refused.place()).hasToString("f.yaml mapRoles:10");
        assertThat(refused.line()).isEqualTo("    \tusername: b");
        assertThat(refused.column()).isEqualTo(5);
    }
}
