package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MapSection;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** What is not edited, and what is said then. */
class EditRefusalTest {

    private static final MappingEdit ADD_OPS = new MappingEdit.AddPrincipal(MapSection.ROLES, "ops", "ops", List.of());

    private static EditOutcome.Refused refused(String text, MappingEdit edit) {
        EditOutcome outcome = MappingEditor.edit(AwsAuth.parse(Map.of("mapRoles", text)), edit);
        assertThat(outcome).isInstanceOf(EditOutcome.Refused.class);
        return (EditOutcome.Refused) outcome;
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
    void aListInBracketsWithCommentsIsLeftToPeople() {
        EditOutcome.Refused refused = refused("- rolearn: r\n  groups: [a, # why\n    b]\n", regroup("r", "c"));

        assertThat(refused.reason()).isEqualTo(EditOutcome.Reason.STYLE);
        assertThat(refused.place().line()).isEqualTo(2);
    }

    @Test
    void whatStandsBehindAListInBracketsIsNamed() {
        EditOutcome.Refused refused = refused("[{rolearn: r}]\n- rolearn: s\n", remove("r"));

        assertThat(refused.reason()).isEqualTo(EditOutcome.Reason.STYLE);
        assertThat(refused.line()).isEqualTo("- rolearn: s");
    }

    @Test
    void anchorsAreRefusedWithTheirPlace() {
        EditOutcome.Refused refused = refused("- rolearn: r\n  groups: &g [x]\n- rolearn: s\n  groups: *g\n",
                remove("r"));

        assertThat(refused.reason()).isEqualTo(EditOutcome.Reason.ANCHORS);
        assertThat(refused.place()).hasToString("aws-auth mapRoles:2");
        assertThat(refused.line()).isEqualTo("  groups: &g [x]");
        assertThat(refused.line().substring(refused.column() - 1)).startsWith("&g");
    }

    @Test
    void aSectionThatCannotBeReadIsRefusedAndTheOthersAreNot() {
        AwsAuth map = AwsAuth.parse(Map.of("mapRoles", "- rolearn: r\n\tusername: u\n", "mapUsers", ""));

        assertThat(MappingEditor.edit(map, ADD_OPS)).isInstanceOfSatisfying(EditOutcome.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(EditOutcome.Reason.UNREADABLE);
            assertThat(refused.place().line()).isEqualTo(2);
            assertThat(refused.line()).isEqualTo("\tusername: u");
            assertThat(refused.message()).isEqualTo("a tab indents this line, so the whole section is unreadable");
        });
        assertThat(MappingEditor.edit(map, new MappingEdit.AddPrincipal(MapSection.USERS, "u", "u", List.of())))
                .isInstanceOf(EditOutcome.Edited.class);
        assertThat(refused("rolearn: r\n", ADD_OPS).reason()).isEqualTo(EditOutcome.Reason.UNREADABLE);
    }

    @Test
    void aSectionThatEksGivesUpForOneValueIsRefused() {
        EditOutcome.Refused refused = refused("- rolearn: r\n- rolearn: s\n  username: .inf\n", remove("r"));

        assertThat(refused.reason()).isEqualTo(EditOutcome.Reason.UNREADABLE);
        assertThat(refused.place()).hasToString("aws-auth mapRoles:3");
        assertThat(refused.line()).isEqualTo("  username: .inf");
    }

    @Test
    void anArnThatStandsTwiceNeedsItsLine() {
        EditOutcome.Refused refused = refused("- rolearn: r\n  username: a\n- rolearn: R\n  username: b\n",
                remove("r"));

        assertThat(refused.reason()).isEqualTo(EditOutcome.Reason.AMBIGUOUS);
        assertThat(refused.message()).endsWith("on lines 1, 3");
    }

    @Test
    void whatIsNotThereOrIsThereAlreadyIsSaid() {
        String two = "- rolearn: r\n- rolearn: ops\n";

        assertThat(refused(two, remove("s")).reason()).isEqualTo(EditOutcome.Reason.NO_SUCH_ENTRY);
        assertThat(refused(two, ADD_OPS)).satisfies(refused -> {
            assertThat(refused.reason()).isEqualTo(EditOutcome.Reason.ALREADY_THERE);
            assertThat(refused.place().line()).isEqualTo(2);
        });
        assertThat(refused(two, new MappingEdit.Change(EntryName.of(MapSection.ROLES, "r"), Optional.of("OPS"),
                Optional.empty(), Optional.empty())).reason()).isEqualTo(EditOutcome.Reason.ALREADY_THERE);
    }

    @Test
    void aMergedKeyThatWouldWinIsNoticedByReadingTheResult() {
        EditOutcome.Refused refused = refused("- rolearn: r\n  username: a\n  <<: {username: b}\n", rename("r", "c"));

        assertThat(refused.reason()).isEqualTo(EditOutcome.Reason.CHECK);
    }
}
