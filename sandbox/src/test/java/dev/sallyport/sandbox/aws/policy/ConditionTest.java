package dev.sallyport.sandbox.aws.policy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

final class ConditionTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            StringEquals              | prod                        | prod                        | true
            StringEquals              | Prod                        | prod                        | false
            StringEqualsIgnoreCase    | Prod                        | prod                        | true
            StringNotEquals           | dev                         | prod                        | true
            StringLike                | prod-*                      | prod-eu                     | true
            StringNotLike             | prod-*                      | prod-eu                     | false
            ArnLike                   | arn:aws:iam::*:role/dev-*   | arn:aws:iam::1:role/dev-a   | true
            ArnLike                   | arn:*:role/dev              | arn:aws:iam::1:role/dev     | false
            ArnEquals                 | arn:aws:iam::1:role/*       | arn:aws:iam::1:role/dev     | true
            ArnNotLike                | arn:aws:iam::1:role/*       | arn:aws:iam::2:role/dev     | true
            Bool                      | true                        | true                        | true
            Bool                      | true                        | false                       | false
            NumericLessThan           | 10                          | 9.5                         | true
            NumericGreaterThanEquals  | 10                          | ten                         | false
            DateGreaterThan           | 2026-01-01T00:00:00Z        | 2026-01-02T00:00:00Z        | true
            DateLessThan              | 1767225600                  | 2025-12-31                  | true
            IpAddress                 | 10.0.0.0/8                  | 10.1.2.3                    | true
            IpAddress                 | 10.0.0.0/8                  | 11.1.2.3                    | false
            NotIpAddress              | 10.0.0.0/8                  | 11.1.2.3                    | true
            IpAddress                 | localhost                   | 127.0.0.1                   | false
            """)
    void anOperatorComparesTheRequestsValueWithThePolicys(String operator, String expected, String actual,
            boolean met) {
        Condition condition = new Condition(operator, "aws:Key", List.of(expected));

        assertThat(condition.isKnown()).isTrue();
        assertThat(condition.isMetBy(request(Map.of("aws:key", List.of(actual))))).isEqualTo(met);
    }

    @ParameterizedTest
    @CsvSource({"StringEquals, false", "StringEqualsIfExists, true", "StringNotEquals, true", "ArnLike, false",
        "ForAllValues:StringEquals, true", "ForAnyValue:StringEquals, false", "ForAnyValue:StringNotEquals, false",
        "BoolIfExists, true"})
    void anAbsentKeyMeansWhatTheOperatorSays(String operator, boolean met) {
        assertThat(new Condition(operator, "aws:Key", List.of("x")).isMetBy(request(Map.of()))).isEqualTo(met);
    }

    @Test
    void nullAsksWhetherTheKeyIsThere() {
        Condition absent = new Condition("Null", "aws:TokenIssueTime", List.of("true"));

        assertThat(absent.isMetBy(request(Map.of()))).isTrue();
        assertThat(absent.isMetBy(request(Map.of("aws:TokenIssueTime", List.of("now"))))).isFalse();
    }

    @Test
    void oneOfSeveralValuesIsEnoughAndANegationNeedsThemAll() {
        RequestContext request = request(Map.of("aws:key", List.of("b")));

        assertThat(new Condition("StringEquals", "aws:Key", List.of("a", "b")).isMetBy(request)).isTrue();
        assertThat(new Condition("StringNotEquals", "aws:Key", List.of("a", "b")).isMetBy(request)).isFalse();
    }

    @Test
    void qualifiersSayWhatSeveralValuesOfTheRequestMean() {
        RequestContext request = request(Map.of("aws:keys", List.of("a", "c")));

        assertThat(new Condition("ForAnyValue:StringEquals", "aws:Keys", List.of("a")).isMetBy(request)).isTrue();
        assertThat(new Condition("ForAllValues:StringEquals", "aws:Keys", List.of("a")).isMetBy(request)).isFalse();
        assertThat(new Condition("ForAllValues:StringLike", "aws:Keys", List.of("*")).isMetBy(request)).isTrue();
    }

    @Test
    void anOperatorThatNobodyEvaluatesIsSaidToBeUnknown() {
        assertThat(new Condition("BinaryEquals", "aws:Key", List.of("eA==")).isKnown()).isFalse();
        assertThat(new Condition("StringEquals", "aws:Key", List.of("x")).isKnown()).isTrue();
    }

    private static RequestContext request(Map<String, List<String>> keys) {
        return new RequestContext("eks:DescribeCluster", "*", keys);
    }
}
