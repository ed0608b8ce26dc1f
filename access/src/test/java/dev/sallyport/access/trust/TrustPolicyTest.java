package dev.sallyport.access.trust;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TrustPolicyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\"}} | true",
        "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"Federated\": \"x\"}}]} | true",
        "{\"Statement\": [{\"Effect\": \"Deny\", \"Principal\": {\"AWS\": \"*\"}}]} | false",
        "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"ec2.amazonaws.com\"}}]} | false",
        "{\"Statement\": 5} | false", "no JSON | false"})
    void itLetsPeopleIn(String policy, boolean people) {
        assertThat(TrustPolicy.tryParse(policy).filter(TrustPolicy::letsPeopleIn).isPresent()).isEqualTo(people);
    }

    @Test
    void whatIsDeniedToSomeIsSaidWhereOthersAreLetIn() {
        String denies = "{\"Effect\": \"Deny\", \"Principal\": \"*\"}";
        String lets = "{\"Effect\": \"Allow\", \"Principal\": \"*\"}";

        assertThat(TrustPolicy.tryParse("{\"Statement\": [" + denies + "]}")).map(TrustPolicy::words)
                .contains("may be assumed by nobody");
        assertThat(TrustPolicy.tryParse("{\"Statement\": [" + lets + "," + denies + "]}")).map(TrustPolicy::words)
                .contains("may be assumed by anybody in AWS; and a statement denies it to some");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{\"AWS\": [\"123456789012\", \"arn:aws:iam::210987654321:root\"]} | may be assumed by whoever in account"
                + " 123456789012 may sts:AssumeRole; whoever in account 210987654321 may sts:AssumeRole",
        "{\"Federated\": \"arn:aws:iam::123456789012:saml-provider/corp\"} | may be assumed by whom"
                + " arn:aws:iam::123456789012:saml-provider/corp vouches for",
        "{\"Service\": \"ec2.amazonaws.com\"} | may be assumed by the service ec2.amazonaws.com",
        "{} | may be assumed by nobody"})
    void itSaysWhoMayAssumeTheRole(String principal, String words) {
        assertThat(TrustPolicy.tryParse("{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": " + principal + "}]}"))
                .map(TrustPolicy::words).contains(words);
    }
}
