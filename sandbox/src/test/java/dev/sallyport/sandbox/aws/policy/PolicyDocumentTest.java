package dev.sallyport.sandbox.aws.policy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class PolicyDocumentTest {

    private static final String GOOD = """
            {"Version":"2012-10-17","Statement":{"Sid":"One","Effect":"Allow","Action":"eks:*","Resource":"*",
             "Condition":{"StringEquals":{"aws:RequestedRegion":"ap-northeast-2"}}}}""";

    @Test
    void aPolicyKeepsTheTextThatSomebodyWrote() throws MalformedPolicy {
        assertThat(PolicyDocument.identityPolicy(GOOD).text()).isEqualTo(GOOD);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {                                                                | This policy contains invalid Json
            {"Statement":[]} trailing                                        | This policy contains invalid Json
            []                                                               | Syntax errors in policy.
            {"Version":"2012-10-17"}                                         | Syntax errors in policy.
            {"Version":"2011-10-17","Statement":[{}]}                        | Policy document must be version 2012-10-17
            {"Statement":[{"Effect":"Maybe","Action":"*","Resource":"*"}]}   | Syntax errors in policy.
            {"Statement":[{"Effect":"Allow","Resource":"*"}]}                | Policy statement must contain actions.
            {"Statement":[{"Effect":"Allow","Action":"eks:*"}]}              | Policy statement must contain resources.
            {"Statement":[{"Effect":"Allow","Action":"eks","Resource":"*"}]} | must be prefaced by a vendor
            {"Statement":[{"Effect":"Allow","Action":"*","Resource":"x"}]}   | Resource x must be in ARN format or "*".
            {"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Principal":"*"}]} | should not specify a principal
            {"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Comment":"x"}]}   | Syntax errors in policy.
            {"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringSeems":{"a:b":"c"}}}]} | Invalid Condition type : StringSeems
            """, quoteCharacter = '\u0000')
    void whatIamWouldNotStoreIsRefusedInItsWords(String text, String message) {
        assertThatThrownBy(() -> PolicyDocument.identityPolicy(text)).isInstanceOf(MalformedPolicy.class)
                .hasMessageContaining(message);
    }

    @Test
    void aKeyThatStandsTwiceIsRefused() {
        assertThatThrownBy(() -> PolicyDocument.identityPolicy(
                "{\"Statement\":[{\"Effect\":\"Deny\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}"))
                .hasMessage("This policy contains invalid Json");
    }

    @Test
    void statementIdsAreUnique() {
        String statement = "{\"Sid\":\"A\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";

        assertThatThrownBy(
                () -> PolicyDocument.identityPolicy("{\"Statement\":[" + statement + "," + statement + "]}"))
                .hasMessage("Statement IDs (SID) in a single policy must be unique.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]} | Missing required field Principal
            {"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":"*","Resource":"*"}]} | Has prohibited field Resource
            {"Statement":[{"Effect":"Allow","Action":"eks:*","Principal":"*"}]} | AssumeRole policy may only specify STS AssumeRole actions.
            {"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Robot":"x"}}]} | Invalid principal in policy: "Robot"
            """, quoteCharacter = '\u0000')
    void aTrustPolicyHasRulesOfItsOwn(String text, String message) {
        assertThatThrownBy(() -> PolicyDocument.trustPolicy(text)).isInstanceOf(MalformedPolicy.class)
                .hasMessageContaining(message);
    }

    @Property(tries = 500)
    void aDamagedPolicyIsReadOrRefusedAndNothingElse(@ForAll @IntRange(max = 200) int at, @ForAll char damage) {
        int place = at % GOOD.length();
        String damaged = GOOD.substring(0, place) + damage + GOOD.substring(place + 1);
        try {
            assertThat(PolicyDocument.identityPolicy(damaged).statements()).hasSize(1);
        } catch (MalformedPolicy refused) {
            assertThat(refused).hasMessageNotContaining("Exception");
        }
    }
}
