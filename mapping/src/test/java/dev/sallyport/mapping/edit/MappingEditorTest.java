package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.RulePlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import static org.assertj.core.api.Assertions.assertThat;

/** What an edit writes. */
class MappingEditorTest {

    private static final String DEV = "arn:aws:iam::123456789012:role/dev";
    private static final String OPS = "arn:aws:iam::123456789012:role/ops";
    private static final MappingEdit ADD_OPS = new MappingEdit.AddPrincipal(MapSection.ROLES, OPS, "ops",
            List.of("view"));

    private static final String TWO = """
            # nodes first
            - groups:
              - system:bootstrappers   # EKS needs it
              - system:nodes
              rolearn: arn:aws:iam::123456789012:role/node
              username: system:node:{{EC2PrivateDNSName}}

            # people
            - rolearn: 'arn:aws:iam::123456789012:role/dev'
              username: "dev"   # everybody of dev
              groups: [dev, view]
            """;

    private static EditOutcome edit(String text, MappingEdit edit) {
        return MappingEditor.edit(AwsAuth.parse(Map.of("mapRoles", text)), edit);
    }

    private static String edited(String text, MappingEdit edit) {
        EditOutcome outcome = edit(text, edit);
        assertThat(outcome).isInstanceOf(EditOutcome.Edited.class);
        return ((EditOutcome.Edited) outcome).after().data().getOrDefault("mapRoles", "");
    }

    private static MappingEdit remove(String arn) {
        return new MappingEdit.Remove(EntryName.of(MapSection.ROLES, arn));
    }

    private static MappingEdit rename(String arn, String username) {
        return new MappingEdit.Change(EntryName.of(MapSection.ROLES, arn), Optional.empty(), Optional.of(username),
                Optional.empty());
    }

    private static MappingEdit regroup(String arn, String... groups) {
        return new MappingEdit.Change(EntryName.of(MapSection.ROLES, arn), Optional.empty(), Optional.empty(),
                Optional.of(List.of(groups)));
    }

    @Test
    void anEntryIsAddedInTheStyleOfTheLast() {
        assertThat(edited(TWO, ADD_OPS)).isEqualTo(TWO + """

                - rolearn: arn:aws:iam::123456789012:role/ops
                  username: ops
                  groups: [view]
                """);
    }

    @Test
    void indentationAndKeyOrderAreTakenOver() {
        String text = """
                  -   username: dev
                      rolearn: arn:aws:iam::123456789012:role/dev
                      groups:
                        - dev
                """;

        assertThat(edited(text, ADD_OPS)).isEqualTo(text + """
                  -   username: ops
                      rolearn: arn:aws:iam::123456789012:role/ops
                      groups:
                        - view
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"\"", "''", "~", "null", "   ", "\n", "\t\n", "[]\n", "[ ]"})
    void anEmptySectionBecomesABlock(String empty) {
        assertThat(edited(empty, ADD_OPS).stripLeading()).isEqualTo("""
                - rolearn: arn:aws:iam::123456789012:role/ops
                  username: ops
                  groups:
                  - view
                """);
    }

    @Test
    void commentsOfAnEmptySectionStay() {
        assertThat(edited("# nobody yet", ADD_OPS)).startsWith("# nobody yet\n- rolearn: ");
        assertThat(edited("[] # nobody yet\n", ADD_OPS)).startsWith("# nobody yet\n- rolearn: ");
        assertThat(edited("---\n# nobody\n", ADD_OPS)).startsWith("---\n# nobody\n- rolearn: ");
        assertThat(edited("# a\n~ # b\n# c\n", ADD_OPS)).startsWith("# a\n").contains("- rolearn: ", "# b\n# c\n");
    }

    @Test
    void aMissingSectionIsMade() {
        EditOutcome outcome = MappingEditor.edit(AwsAuth.parse(Map.of()), new MappingEdit.AddAccount("012345678901"));

        assertThat(outcome).isInstanceOfSatisfying(EditOutcome.Edited.class, edited -> {
            assertThat(edited.after().data()).containsExactly(Map.entry("mapAccounts", "- \"012345678901\"\n"));
            assertThat(edited.changes()).containsExactly(new LineChange(new RulePlace("aws-auth", "mapAccounts", 1),
                    List.of(), List.of("- \"012345678901\"")));
        });
    }

    @Test
    void windowsLineEndsAreKept() {
        assertThat(edited("- rolearn: r\r\n  username: u", ADD_OPS)).isEqualTo("- rolearn: r\r\n  username: u\r\n"
                + "- rolearn: " + OPS + "\r\n  username: ops\r\n  groups:\r\n  - view\r\n");
    }

    @Test
    void removingTakesTheEntrysLinesAndLeavesTheCommentAbove() {
        assertThat(edited(TWO, remove(DEV))).isEqualTo(TWO.substring(0, TWO.indexOf("- rolearn")));
        assertThat(edited(TWO, remove("ARN:aws:iam::123456789012:ROLE/node")))
                .isEqualTo("# nodes first\n" + TWO.substring(TWO.indexOf("\n# people")));
    }

    @Test
    void removingTheLastEntryLeavesAnEmptyListOrTheComments() {
        assertThat(edited("  - rolearn: r\n    username: u\n", remove("r"))).isEqualTo("  []\n");
        assertThat(edited("# why\n- rolearn: r\n  username: u\n", remove("r"))).isEqualTo("# why\n");
    }

    @Test
    void aCommentIndentedWithAnEntryGoesWithIt() {
        assertThat(edited("- rolearn: r\n  username: u\n  # groups: [x]\n# next\n- rolearn: s\n", remove("r")))
                .isEqualTo("# next\n- rolearn: s\n");
    }

    @Test
    void aUserNameIsChangedInItsQuotes() {
        assertThat(edited(TWO, rename(DEV, "devs"))).isEqualTo(TWO.replace("\"dev\" ", "\"devs\" "));
    }

    @Test
    void aMissingUserNameIsPutBehindTheArn() {
        assertThat(edited("- groups: []\n  rolearn: r # c\n  note: x\n", rename("r", "on")))
                .isEqualTo("- groups: []\n  rolearn: r # c\n  username: \"on\"\n  note: x\n");
        assertThat(edited("- {groups: [], rolearn: r}\n", rename("r", "{{SessionName}}")))
                .isEqualTo("- {groups: [], rolearn: r, username: \"{{SessionName}}\"}\n");
        assertThat(edited("- rolearn: r\n  username: # none\n", rename("r", "u")))
                .isEqualTo("- rolearn: r\n  username: u # none\n");
    }

    @Test
    void aDoubledUserNameIsChangedTwice() {
        assertThat(edited("- rolearn: r\n  username: a\n  UserName: b\n", rename("r", "c")))
                .isEqualTo("- rolearn: r\n  username: c\n  UserName: c\n");
    }

    @Test
    void groupsWithDashesKeepTheOtherLinesAndTheirComments() {
        String node = "arn:aws:iam::123456789012:role/node";

        assertThat(edited(TWO, regroup(node, "first", "system:bootstrappers", "last")))
                .isEqualTo(TWO.replace("- groups:\n", "- groups:\n  - first\n").replace("system:nodes", "last"));
        assertThat(edited(TWO, regroup(node))).isEqualTo(TWO.replace("""
                - groups:
                  - system:bootstrappers   # EKS needs it
                  - system:nodes
                """, "- groups: []\n"));
    }

    @Test
    void groupsInBracketsAreWrittenBetweenThem() {
        assertThat(edited(TWO, regroup(DEV, "a, b", "view"))).isEqualTo(TWO.replace("[dev, view]", "[\"a, b\", view]"));
        assertThat(edited("- rolearn: r\n  groups: x # c\n", regroup("r", "x")))
                .isEqualTo("- rolearn: r\n  groups: [x] # c\n");
    }

    @Test
    void missingGroupsBecomeAList() {
        assertThat(edited("- rolearn: r\n  username: u\n", regroup("r", "x", "z")))
                .isEqualTo("- rolearn: r\n  username: u\n  groups:\n  - x\n  - z\n");
        assertThat(edited("- rolearn: r\n  groups: # which?\n  username: u\n", regroup("r", "x")))
                .isEqualTo("- rolearn: r\n  groups: # which?\n  - x\n  username: u\n");
    }

    @Test
    void aSectionInBracketsBecomesABlockAndSaysSo() {
        String text = """
                [ # all of them
                  {"rolearn": "arn:aws:iam::123456789012:role/dev", "username": "dev", "groups": ["a", "b"]}, # dev
                  {rolearn: x, note: {k: [1,
                    2]}, username: 0123}, {username: dropped}
                ]
                """;

        EditOutcome outcome = edit(text, ADD_OPS);

        assertThat(outcome).isInstanceOfSatisfying(EditOutcome.Edited.class, edited -> {
            assertThat(edited.after().data().get("mapRoles")).isEqualTo("""
                    # all of them
                    # dev
                    - rolearn: "arn:aws:iam::123456789012:role/dev"
                      username: "dev"
                      groups:
                      - "a"
                      - "b"
                    - rolearn: x
                      note: {k: [1, 2]}
                      username: 0123
                    - username: dropped
                    - username: ops
                      rolearn: arn:aws:iam::123456789012:role/ops
                      groups:
                      - view
                    """);
            assertThat(edited.notes()).containsExactly("mapRoles was written in brackets and is a block now");
        });
    }

    @Test
    void whatIsTextBetweenBracketsAloneGetsQuotes() {
        assertThat(edited("[{rolearn: r, username: a:, groups: [-]}, {rolearn: s}]", remove("s")))
                .isEqualTo("- rolearn: r\n  username: \"a:\"\n  groups:\n  - \"-\"\n");
    }

    @Test
    void ofASectionInBracketsTheLineStillNamesTheEntry() {
        String text = "[{rolearn: r, username: a},\n {rolearn: r, username: b}]";
        EntryName second = new EntryName(MapSection.ROLES, "r", OptionalInt.of(2));

        assertThat(edited(text, new MappingEdit.Remove(second))).isEqualTo("- rolearn: r\n  username: a\n");
    }

    @Test
    void ofTwoEntriesForOneArnTheOneOnTheLineIsMeant() {
        String text = "- rolearn: r\n  username: a\n- rolearn: R\n  username: b\n";

        assertThat(edited(text, new MappingEdit.Remove(new EntryName(MapSection.ROLES, "r", OptionalInt.of(3)))))
                .isEqualTo("- rolearn: r\n  username: a\n");
    }

    @Test
    void severalEditsAreAllOrNothingAndNameTheLinesOfTheMapAsItWas() {
        AwsAuth map = AwsAuth.parse(Map.of("mapRoles", """
                - rolearn: r
                  username: a
                - rolearn: r
                  username: b
                - rolearn: r
                  username: c
                """));
        List<MappingEdit> two = List.of(
                new MappingEdit.Remove(new EntryName(MapSection.ROLES, "r", OptionalInt.of(1))),
                new MappingEdit.Remove(new EntryName(MapSection.ROLES, "r", OptionalInt.of(5))));

        assertThat(MappingEditor.edit(map, two)).isInstanceOfSatisfying(EditOutcome.Edited.class, edited -> {
            assertThat(edited.after().data()).containsEntry("mapRoles", "- rolearn: r\n  username: b\n");
            assertThat(edited.changes()).hasSize(2);
        });
        assertThat(MappingEditor.edit(map, List.of(two.getFirst(), remove("nobody"))))
                .isInstanceOf(EditOutcome.Refused.class);
    }

    @Test
    void anEditThatChangesNothingHasNoChanges() {
        assertThat(edit(TWO, rename(DEV, "dev"))).isInstanceOfSatisfying(EditOutcome.Edited.class,
                edited -> assertThat(edited.changes()).isEmpty());
    }

    @Test
    void whatFollowsTheDocumentStays() {
        assertThat(edited("- rolearn: r\n...\n# end\n", ADD_OPS)).startsWith("- rolearn: r\n- rolearn: " + OPS)
                .endsWith("  - view\n...\n# end\n");
    }
}
