package dev.sallyport.mapping.lint;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.edit.EditOutcome;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class MapMendingTest {

    @Test
    void twoFaultsOfOneEntryAreBothMended() {
        EditOutcome.Edited mended = MapMending.of(AwsAuth.parse(Map.of("mapRoles", """
                # the team's
                - rolearn: arn:aws:iam::123456789012:role/team/dev   # since May
                  username: dev
                  groups: developers
                """)));

        assertThat(mended.after().data()).containsEntry("mapRoles", """
                # the team's
                - rolearn: arn:aws:iam::123456789012:role/dev   # since May
                  username: dev
                  groups: [developers]
                """);
        assertThat(MapLint.of(mended.after())).allSatisfy(found -> assertThat(found.fix()).isEmpty());
    }

    @Test
    void whatCannotBeEditedIsLeftAndSaid() {
        String anchored = """
                - &dev
                  rolearn: arn:aws:iam::123456789012:role/team/dev
                  username: dev
                  groups: [developers]
                """;
        EditOutcome.Edited mended = MapMending.of(AwsAuth.parse(Map.of("mapRoles", anchored, "mapUsers", """
                - userarn: arn:aws:iam::123456789012:user/ana
                  username: ana
                  groups: viewers
                """)));

        assertThat(mended.after().data()).containsEntry("mapRoles", anchored);
        assertThat(mended.after().data().get("mapUsers")).contains("groups: [viewers]");
        assertThat(mended.notes()).anySatisfy(note -> assertThat(note).contains("is left as it is"));
    }

    @Test
    void manyFaultsAreMendedBesideOneThatCannotBe() {
        StringBuilder roles = new StringBuilder();
        for (int i = 0; i < 25; i++) {
            roles.append("- rolearn: arn:aws:iam::123456789012:role/team/dev-").append(i)
                    .append("\n  username: dev-").append(i).append("\n  groups: [developers]\n");
        }
        String anchored = """
                - &ana
                  userarn: arn:aws:iam::123456789012:user/ana
                  username: ana
                  groups: viewers
                """;

        EditOutcome.Edited mended = MapMending
                .of(AwsAuth.parse(Map.of("mapRoles", roles.toString(), "mapUsers", anchored)));

        assertThat(mended.after().data()).containsEntry("mapRoles", roles.toString().replace("role/team/", "role/"))
                .containsEntry("mapUsers", anchored);
        assertThat(mended.notes()).singleElement().asString()
                .startsWith("aws-auth mapUsers:").contains(" is left as it is: ");
    }

    @Test
    void whatIsLeftIsSaidOnceThoughItsLineMoves() {
        EditOutcome.Edited mended = MapMending.of(AwsAuth.parseManifest("f", """
                mapRoles: |
                  - rolearn: arn:aws:iam::123456789012:user/ben
                    username: ben
                    groups: [developers]
                  - rolearn: arn:aws:iam::123456789012:role/team/dev
                    username: dev
                mapAccounts: |
                  - "123456789012"
                  - "123456789012"
                mapUsers: |
                  - &ana
                    userarn: arn:aws:iam::123456789012:user/ana
                    username: ana
                    groups: viewers
                """));

        assertThat(mended.changes()).isNotEmpty();
        assertThat(mended.notes()).filteredOn(note -> note.contains("is left as it is"))
                .extracting(note -> note.replaceAll(":\\d+", "")).doesNotHaveDuplicates().isNotEmpty();
    }

    @Test
    void aMapWithoutFaultsIsTheSame() {
        AwsAuth map = AwsAuth.parse(Map.of("mapRoles", """
                - rolearn: arn:aws:iam::123456789012:role/dev
                  username: dev
                  groups: [developers]
                """));

        assertThat(MapMending.of(map).changes()).isEmpty();
        assertThat(MapMending.of(map).after().data()).isEqualTo(map.data());
    }

    private static String mended(String file) {
        return MapMending.of(AwsAuth.parseManifest("f", file)).after().manifest().orElseThrow();
    }

    @Test
    void aKeyNearlyRightIsRenamedAndItsEntryCounts() {
        assertThat(mended("""
                mapRoles: |
                  # ours
                  - "rolArn":  arn:aws:iam::123456789012:role/dev   # dev
                    user_name: dev
                    group: [developers]
                """)).isEqualTo("""
                mapRoles: |
                  # ours
                  - "rolearn":  arn:aws:iam::123456789012:role/dev   # dev
                    username: dev
                    groups: [developers]
                """);
    }

    @Test
    void aKeyWhoseRightNameIsThereAlreadyIsLeft() {
        String both = """
                mapRoles: |
                  - rolearn: arn:aws:iam::123456789012:role/dev
                    rolArn: arn:aws:iam::123456789012:role/ops
                    username: dev
                """;

        assertThat(mended(both)).isEqualTo(both);
    }

    @Test
    void twoKeysThatMayMeanOneAreLeft() {
        String two = """
                mapRoles: |
                  - rolearn: arn:aws:iam::123456789012:role/dev
                    usernam: dev
                    user_name: ops
                """;

        assertThat(mended(two)).isEqualTo(two);
    }

    @Test
    void aSectionInAnotherCaseGetsItsNameAndThenItsEntriesAreMended() {
        assertThat(mended("""
                data:
                  other: x
                  maproles: |
                    - rolearn: arn:aws:iam::123456789012:role/team/dev
                      username: dev
                """)).isEqualTo("""
                data:
                  other: x
                  mapRoles: |
                    - rolearn: arn:aws:iam::123456789012:role/dev
                      username: dev
                """);
        assertThat(MapMending.of(AwsAuth.parse(Map.of("MAPUSERS", "[]"))).after().data())
                .isEqualTo(Map.of("mapUsers", "[]"));
    }

    @Test
    void aSectionInAnotherCaseBesideTheRightOneIsLeft() {
        String both = "maproles: |\n  []\nmapRoles: |\n  []\n";

        assertThat(mended(both)).isEqualTo(both);
    }

    @Test
    void aSectionInAnotherCaseThatCannotBeReadIsLeft() {
        String broken = "maproles: |\n  -\tx: [\n";

        assertThat(mended(broken)).isEqualTo(broken);
    }

    @Test
    void aListBecomesTextWhereverItsDashesStand() {
        assertThat(mended("""
                kind: ConfigMap
                data:
                  mapRoles: # ours
                  # the team
                  - rolearn: arn:aws:iam::123456789012:role/dev

                    username: dev
                  mapUsers:
                      # theirs
                      - userarn: arn:aws:iam::123456789012:user/ada
                        username: ada
                """)).isEqualTo("""
                kind: ConfigMap
                data:
                  mapRoles: | # ours
                    # the team
                    - rolearn: arn:aws:iam::123456789012:role/dev

                      username: dev
                  mapUsers: |
                      # theirs
                      - userarn: arn:aws:iam::123456789012:user/ada
                        username: ada
                """);
    }

    @Test
    void aListInBracketsIsLeft() {
        String flow = "kind: ConfigMap\ndata:\n  mapRoles: [{rolearn: a, username: b}]\n";

        assertThat(mended(flow)).isEqualTo(flow);
    }

    @Test
    void anEntryMovesToTheSectionOfItsKind() {
        assertThat(mended("""
                mapRoles: |
                  - rolearn: arn:aws:iam::123456789012:role/dev
                    username: dev
                  - rolearn: arn:aws:iam::123456789012:user/ada
                    username: ada
                    groups: [developers]
                """)).isEqualTo("""
                mapRoles: |
                  - rolearn: arn:aws:iam::123456789012:role/dev
                    username: dev
                mapUsers: |
                  - userarn: arn:aws:iam::123456789012:user/ada
                    username: ada
                    groups:
                    - developers
                """);
    }

    @Test
    void anEntryWithACommentOfItsOwnIsNotMoved() {
        String commented = """
                mapRoles: |
                  - rolearn: arn:aws:iam::123456789012:user/ada
                    username: ada # until May
                """;

        assertThat(mended(commented)).isEqualTo(commented);
    }
}
