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
    void aMapWithoutFaultsIsTheSame() {
        AwsAuth map = AwsAuth.parse(Map.of("mapRoles", """
                - rolearn: arn:aws:iam::123456789012:role/dev
                  username: dev
                  groups: [developers]
                """));

        assertThat(MapMending.of(map).changes()).isEmpty();
        assertThat(MapMending.of(map).after().data()).isEqualTo(map.data());
    }
}
