package dev.sallyport.webhook.guard;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AdmissionRequestTest {

    static String review(String operation, String object, String oldObject) {
        return """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "u-1",
                 "operation": "%s", "name": "", "namespace": "kube-system", "dryRun": true,
                 "userInfo": {"username": "dev", "uid": "x", "groups": ["developers", "system:authenticated"],
                  "extra": {"arn": ["arn:aws:iam::123456789012:user/dev"]}},
                 "object": %s, "oldObject": %s}}""".formatted(operation, object, oldObject);
    }

    static String map(String name, String mapRoles) {
        return "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"" + name
                + "\", \"namespace\": \"kube-system\", \"resourceVersion\": \"7\"}, \"data\": {\"mapRoles\": \""
                + mapRoles + "\"}}";
    }

    private static AdmissionRequest parse(String text) throws NoAdmissionReviewException {
        return AdmissionRequest.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aReviewIsReadAsTheApiServerSendsIt() throws NoAdmissionReviewException {
        AdmissionRequest request = parse(review("UPDATE", map("aws-auth", "a"), map("aws-auth", "b")));

        assertThat(request.user().username()).isEqualTo("dev");
        assertThat(request.user().groups()).containsExactly("developers");
        assertThat(request.user().extra()).containsEntry("arn", List.of("arn:aws:iam::123456789012:user/dev"));
        assertThat(request.dryRun()).isTrue();
        assertThat(request.after().orElseThrow().data()).isEqualTo(Map.of("mapRoles", "a"));
        assertThat(request.before().orElseThrow().version()).isEqualTo("7");
    }

    @Test
    void aDeletionWithoutANameIsKnownByTheOldObject() throws NoAdmissionReviewException {
        assertThat(parse(review("DELETE", "null", map("aws-auth", "b"))).isAboutTheMap()).isTrue();
        assertThat(parse(review("DELETE", "null", map("coredns", "b"))).isAboutTheMap()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{}", "null", "7",
        "{\"apiVersion\": \"admission.k8s.io/v1beta1\", \"kind\": \"AdmissionReview\", \"request\": {\"uid\": \"u\"}}",
        "{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\"}",
        "{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\", \"request\": {\"operation\": \"CREATE\"}}"})
    void whatIsNoReviewIsRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(NoAdmissionReviewException.class);
    }

    @Test
    void aReviewWithoutWhatItIsAboutIsRefused() {
        for (String operation : List.of("CREATE", "UPDATE", "CONNECT")) {
            assertThatThrownBy(() -> parse(review(operation, "null", map("aws-auth", "b"))))
                    .isInstanceOf(NoAdmissionReviewException.class);
        }
        assertThatThrownBy(() -> parse(review("DELETE", map("aws-auth", "b"), "null")))
                .isInstanceOf(NoAdmissionReviewException.class);
        assertThatThrownBy(() -> parse(review("CREATE", "{\"kind\": \"Secret\", \"metadata\": {}}", "null")))
                .isInstanceOf(NoAdmissionReviewException.class).hasMessage("the object is no ConfigMap");
    }

    @Test
    void aTreeThatTakesFarMoreMemoryThanItsTextIsNotBuilt() {
        assertThatThrownBy(() -> parse("[" + "[],".repeat(60_000) + "0]"))
                .isInstanceOf(NoAdmissionReviewException.class)
                .hasMessage("the body has more in it than the guard takes in");
    }

    @Test
    void theAnswerCarriesTheUidTheWarningsAndTheReason() throws NoAdmissionReviewException {
        AdmissionRequest request = parse(review("UPDATE", map("aws-auth", "a"), map("aws-auth", "b")));

        assertThat(new String(request.answered(new Verdict(false, "no\n  line", List.of("look"), List.of("A-TAB"),
                List.of())), StandardCharsets.UTF_8)).isEqualTo(
                        "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"response\":{\"uid\":\"u-1\","
                                + "\"allowed\":false,\"status\":{\"status\":\"Failure\",\"code\":403,\"reason\":\"Forbidden\","
                                + "\"message\":\"no\\n  line\"},\"warnings\":[\"look\"]}}");
    }
}
