package dev.sallyport.mapping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class NearestRulesTest {

    private static MappingTable table(String... arns) {
        StringBuilder text = new StringBuilder();
        for (String arn : arns) {
            text.append("- {rolearn: '").append(arn).append("', username: u}\n");
        }
        return MappingTable.of(List.of(AwsAuth.parse(Map.of("mapRoles", text.toString())).referenceReading()));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(arguments("arn:aws:iam::123456789012:role/team/admins", NearRule.Reason.PATH),
                arguments("arn:aws:sts::123456789012:assumed-role/admins/me", NearRule.Reason.NOT_THE_ROLE),
                arguments("arn:aws:iam::123456789012:instance-profile/admins", NearRule.Reason.NOT_THE_ROLE),
                arguments(" arn:aws:iam::123456789012:role/admins", NearRule.Reason.BLANKS),
                arguments("arn:aws:iam::123456789012:user/admins", NearRule.Reason.OTHER_KIND),
                arguments("arn:aws-cn:iam::123456789012:role/admins", NearRule.Reason.OTHER_PARTITION),
                arguments("arn:aws:iam::000000000001:role/Admins", NearRule.Reason.OTHER_ACCOUNT),
                arguments("arn:aws:iam::123456789012:role/admin", NearRule.Reason.SIMILAR_NAME));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void saysWhyARuleDoesNotMatch(String written, NearRule.Reason reason) {
        MappingTable table = table("arn:aws:iam::123456789012:role/unlike", written);

        assertThat(table.lookup(Callers.session("admins", "me"), PrivateDnsNames.NONE))
                .isInstanceOf(MappingResult.Unmapped.class);
        assertThat(table.nearest(Callers.session("admins", "me"), 3)).singleElement().satisfies(near -> {
            assertThat(near.reason()).isEqualTo(reason);
            assertThat(near.rule().place().line()).isEqualTo(2);
        });
    }

    @Test
    void theLikeliestComesFirstAndNoMoreThanWereAskedFor() {
        MappingTable table = table("arn:aws:iam::123456789012:role/admin", "arn:aws:iam::000000000001:role/admins",
                "arn:aws:iam::123456789012:role/team/admins");

        assertThat(table.nearest(Callers.session("admins", "me"), 2)).extracting(NearRule::reason)
                .containsExactly(NearRule.Reason.PATH, NearRule.Reason.OTHER_ACCOUNT);
    }

    @Test
    void shortNamesAreNotTakenForEachOther() {
        assertThat(table("arn:aws:iam::123456789012:role/qa").nearest(Callers.session("ci", "me"), 3)).isEmpty();
    }

    @Test
    void rulesWithoutAnArnAreNoHindrance() {
        MappingTable table = MappingTable.of(List.of(
                AwsAuth.parse(Map.of("mapAccounts", "- '000000000001'\n", "mapRoles", "- rolearn: x\n"))
                        .referenceReading()));

        assertThat(table.nearest(Callers.user("me"), 3)).isEmpty();
    }
}
