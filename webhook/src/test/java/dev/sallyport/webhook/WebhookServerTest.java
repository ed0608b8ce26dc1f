package dev.sallyport.webhook;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.StsAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** What the API server is told, for every way in which a review can end. */
class WebhookServerTest {

    private static final String KEY = "AKIAIOSFODNN7EXAMPLE";

    private final RunningWebhook webhook = new RunningWebhook();

    @AfterEach
    void stop() {
        webhook.close();
    }

    @Test
    void aMappedUserIsToldApartByNameUidGroupsAndExtra() {
        webhook.sts.user(KEY, "eks-test");
        webhook.rules.user("eks-test", "eks-test", "node-viewers", "dev");

        HttpResponse<String> answer = webhook.authenticate(RunningWebhook.token(KEY));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("""
                {"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","status":{"authenticated":true,"user":{\
                "username":"eks-test","uid":"aws-iam-authenticator:123456789012:AIDAEKS-TEST",\
                "groups":["node-viewers","dev"],"extra":{\
                "arn":["arn:aws:iam::123456789012:user/eks-test"],\
                "canonicalArn":["arn:aws:iam::123456789012:user/eks-test"],\
                "sessionName":[""],"accessKeyId":["AKIAIOSFODNN7EXAMPLE"],"principalId":["AIDAEKS-TEST"],\
                "sigs.k8s.io/aws-iam-authenticator/principalId":["AIDAEKS-TEST"]}}}}""");
    }

    @Test
    void aRolesSessionIsMappedByItsRole() {
        webhook.sts.session("ASIAIOSFODNN7EXAMPLE", "testrole", "ci");
        webhook.rules.role("testrole", "testrole:{{SessionName}}", "dev-admins");

        HttpResponse<String> answer = webhook.authenticate(RunningWebhook.token(
                AwsCredentials.temporary("ASIAIOSFODNN7EXAMPLE", RunningWebhook.SECRET, RunningWebhook.SESSION_TOKEN)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"username\":\"testrole:ci\"", "\"groups\":[\"dev-admins\"]");
    }

    @Test
    void theAnswerHasTheVersionOfTheQuestion() {
        webhook.sts.user(KEY, "eks-test");
        webhook.rules.user("eks-test", "eks-test");
        String token = RunningWebhook.token(KEY);

        String v1beta1 = webhook.post(RunningWebhook.review(token).replace("k8s.io/v1\"", "k8s.io/v1beta1\"")).body();
        String none = webhook.post("{\"spec\":{\"token\":\"" + token + "\"}}").body();

        assertThat(v1beta1).startsWith("{\"apiVersion\":\"authentication.k8s.io/v1beta1\",\"kind\":\"TokenReview\",");
        assertThat(none).startsWith("{\"status\":{\"authenticated\":true,");
    }

    @Test
    void audiencesAreNeverClaimed() {
        webhook.sts.user(KEY, "eks-test");
        webhook.rules.user("eks-test", "eks-test");

        assertThat(webhook.authenticate(RunningWebhook.token(KEY)).body()).doesNotContain("audiences");
    }

    @Test
    void whoIsNotMappedIsNobody() {
        webhook.sts.user(KEY, "eks-test");

        HttpResponse<String> answer = webhook.authenticate(RunningWebhook.token(KEY));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        assertThat(answer.body()).isEqualTo("""
                {"apiVersion":"authentication.k8s.io/v1","kind":"TokenReview","status":{"authenticated":false}}""");
        assertThat(reviews("refused", "unmapped")).isEqualTo(1);
    }

    @Test
    void aTokenThatStsRefusesIsNobodys() {
        HttpResponse<String> answer = webhook.authenticate(RunningWebhook.token("AKIAFORGEDFORGEDFORG"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"authenticated\":false").doesNotContain("error");
        assertThat(reviews("refused", "refused-by-sts")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "k8s-aws-v1.", "k8s-aws-v1.aHR0cDovL2V4YW1wbGUuY29t", "\\u0000"})
    void aDamagedTokenIsRefusedWithoutAskingAnybody(String token) {
        HttpResponse<String> answer = webhook.authenticate(token);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(webhook.sts.calls()).isZero();
    }

    @Test
    void whenStsThrottlesTheApiServerComesBackInItsOwnTime() {
        webhook.sts.answering(KEY, new StsAnswer.Throttled());

        HttpResponse<String> answer = webhook.authenticate(RunningWebhook.token(KEY));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        assertThat(answer.body()).contains("\"kind\":\"Status\"", "\"reason\":\"TooManyRequests\"", "sts-throttled")
                .doesNotContain("authenticated");
        assertThat(reviews("undecided", "sts-throttled")).isEqualTo(1);
    }

    @Test
    void whenStsCannotBeAskedNobodyIsCalledNobody() {
        webhook.sts.answering(KEY, new StsAnswer.Unreachable("connection refused"));

        HttpResponse<String> answer = webhook.authenticate(RunningWebhook.token(KEY));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("\"kind\":\"Status\"", "\"code\":503", "sts-unreachable: connection refused")
                .doesNotContain("authenticated");
        assertThat(reviews("undecided", "sts-unreachable")).isEqualTo(1);
    }

    @Test
    void anAnswerOfStsThatIsNoneIsNoVerdict() {
        webhook.sts.answering(KEY, new StsAnswer.Nonsense("an empty body"));

        HttpResponse<String> answer = webhook.authenticate(RunningWebhook.token(KEY));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(reviews("undecided", "sts-nonsense")).isEqualTo(1);
    }

    @Test
    void aRedirectOfStsIsARefusal() {
        webhook.sts.answering(KEY, new StsAnswer.Redirected(302));

        assertThat(webhook.authenticate(RunningWebhook.token(KEY)).statusCode()).isEqualTo(403);
        assertThat(reviews("refused", "redirected")).isEqualTo(1);
    }

    @Test
    void anotherMethodThanPostIsNotAllowed() {
        HttpResponse<String> answer = webhook.get("/authenticate");

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(reviews("malformed", "wrong-method")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "null", "{", "{}", "{\"spec\":null}", "{\"spec\":{}}", "{\"spec\":[]}",
        "{\"spec\":{\"token\":\"\"}}", "{\"spec\":{\"token\":1}}", "{\"spec\":{\"token\":\"a\"}} x",
        "{\"spec\":{\"token\":\"a\",\"token\":\"b\"}}", "{\"kind\":\"Pod\",\"spec\":{\"token\":\"a\"}}",
        "{\"apiVersion\":\"authentication.k8s.io/v2\",\"spec\":{\"token\":\"a\"}}",
        "{\"apiVersion\":7,\"spec\":{\"token\":\"a\"}}"})
    void aBodyThatIsNoTokenReviewIsABadRequest(String body) {
        HttpResponse<String> answer = webhook.post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).startsWith("expected a TokenReview of authentication.k8s.io/v1 or v1beta1: ");
        assertThat(webhook.sts.calls()).isZero();
    }

    @Test
    void aFaultOfOursIsNeitherARefusalNorShownToAnybody() {
        webhook.sts.doing(KEY, () -> {
            throw new IllegalStateException("secret detail");
        });

        HttpResponse<String> answer = webhook.authenticate(RunningWebhook.token(KEY));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret detail");
        assertThat(reviews("fault", "fault")).isEqualTo(1);
    }

    @Test
    void aRemovedMappingIsGoneWithTheNextRequestWhateverIsRemembered() {
        webhook.sts.user(KEY, "eks-test");
        webhook.rules.user("eks-test", "eks-test");
        String token = RunningWebhook.token(KEY);
        assertThat(webhook.authenticate(token).statusCode()).isEqualTo(200);

        webhook.rules.clear();

        assertThat(webhook.authenticate(token).statusCode()).isEqualTo(403);
        assertThat(webhook.sts.calls()).isEqualTo(1);
    }

    @Test
    void bothVersionsOfHttpAreSpoken() {
        webhook.sts.user(KEY, "eks-test");
        webhook.rules.user("eks-test", "eks-test");
        HttpRequest request = webhook.request("/authenticate")
                .POST(HttpRequest.BodyPublishers.ofString(RunningWebhook.review(RunningWebhook.token(KEY)))).build();

        HttpResponse<String> old = webhook.send(webhook.http1, request);
        HttpResponse<String> now = webhook.send(webhook.http2, request);

        assertThat(old.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(now.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(old.body()).isEqualTo(now.body());
    }

    private double reviews(String outcome, String reason) {
        return webhook.metric(
                "sallyport_webhook_reviews_total{outcome=\"" + outcome + "\",reason=\"" + reason + "\"}");
    }
}
