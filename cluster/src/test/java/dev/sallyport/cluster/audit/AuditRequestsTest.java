package dev.sallyport.cluster.audit;

import dev.sallyport.cluster.audit.AuditedRequest.Outcome;
import dev.sallyport.rbac.AccessRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests as the authorizer was asked about them, out of events. */
final class AuditRequestsTest {

    private record Read(List<AuditedRequest> requests, AuditReading reading) {}

    private static Read read(String log) {
        List<AuditedRequest> requests = new ArrayList<>();
        try {
            AuditReading reading = AuditRequests.read(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)),
                    requests::add);
            return new Read(requests, reading);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AuditedRequest one(WrittenEvent event) {
        return read(event.line()).requests().getFirst();
    }

    private static WrittenEvent event(String verb, String uri, String object) {
        return WrittenEvent.of(verb, 1).with("requestURI", "\"" + uri + "\"").with("objectRef", object);
    }

    private static AccessRequest core(String verb, String resource, String subresource, String name,
            String namespace) {
        return new AccessRequest.Resource(verb, "", resource, subresource, name, namespace);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.sallyport.cluster.audit.AuditLogFormsTest#forms")
    void bothRequestsAreFoundInEveryForm(String form, String log) {
        Read read = read(log);

        assertThat(read.reading().damaged()).isZero();
        assertThat(read.requests()).extracting(AuditedRequest::needs)
                .containsOnly(List.of(core("update", "configmaps", "", "aws-auth", "kube-system"))).hasSize(2);
    }

    @Test
    void whoSignedInIsNamedWithTheirGroupsAndArn() {
        AuditedUser user = one(WrittenEvent.of("get", 1)).user();

        assertThat(user.name()).isEqualTo("kubernetes-admin");
        assertThat(user.groups()).containsExactly("system:masters");
        assertThat(user.arn()).contains("arn:aws:sts::123456789012:assumed-role/admin/ana");
    }

    @Test
    void aCreationHasTheNameThatItsPathHasAndNotTheOneThatWasSent() {
        assertThat(one(event("create", "/api/v1/namespaces/prod/pods?dryRun=All",
                "{\"resource\": \"pods\", \"namespace\": \"prod\", \"name\": \"web\"}")).needs())
                .containsExactly(core("create", "pods", "", "", "prod"));
        assertThat(one(event("create", "/api/v1/namespaces/prod/serviceaccounts/vault/token",
                "{\"resource\": \"serviceaccounts\", \"namespace\": \"prod\", \"name\": \"vault\","
                        + " \"subresource\": \"token\"}"))
                .needs()).containsExactly(core("create", "serviceaccounts", "token", "vault", "prod"));
    }

    @Test
    void aCreationHasNoNamespaceThatOnlyItsBodyHas() {
        assertThat(one(event("create", "/api/v1/nodes", "{\"resource\": \"nodes\", \"namespace\": \"x\"}")).needs())
                .containsExactly(core("create", "nodes", "", "", ""));
    }

    @Test
    void aCreationWithoutAPathHasNoName() {
        assertThat(one(event("create", "", "{\"resource\": \"pods\", \"namespace\": \"prod\", \"name\": \"web\"}"))
                .needs()).containsExactly(core("create", "pods", "", "", "prod"));
    }

    @Test
    void aListByNameKeepsTheName() {
        assertThat(one(event("watch", "/api/v1/namespaces/prod/pods?fieldSelector=metadata.name%3Dweb&watch=true",
                "{\"resource\": \"pods\", \"namespace\": \"prod\", \"name\": \"web\"}")).needs())
                .containsExactly(core("watch", "pods", "", "web", "prod"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"update", "patch"})
    void whatCreatesByAnotherVerbNeedsCreateOfThatName(String verb) {
        WrittenEvent apply = event(verb, "/api/v1/namespaces/prod/pods/web",
                "{\"resource\": \"pods\", \"namespace\": \"prod\", \"name\": \"web\"}");

        assertThat(one(apply.with("responseStatus", "{\"code\": 201}")).needs()).containsExactly(
                core(verb, "pods", "", "web", "prod"), core("create", "pods", "", "web", "prod"));
        assertThat(one(apply).needs()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"get,exec,2", "get,attach,2", "get,portforward,2", "get,log,1", "create,exec,1"})
    void aWebSocketToAPodNeedsCreateAsWell(String verb, String subresource, int needs) {
        assertThat(one(event(verb, "/api/v1/namespaces/prod/pods/web/" + subresource,
                "{\"resource\": \"pods\", \"namespace\": \"prod\", \"name\": \"web\", \"subresource\": \"" + subresource
                        + "\"}"))
                .needs()).hasSize(needs);
    }

    @Test
    void aPathThatIsNoResourceIsThePathWithoutItsQuery() {
        AuditedRequest request = read(WrittenEvent.of("get", 1).with("objectRef", "null")
                .with("requestURI", "\"/openapi/v2?timeout=32s\"").line()).requests().getFirst();

        assertThat(request.needs()).containsExactly(new AccessRequest.NonResource("get", "/openapi/v2"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "/api/v1/pods,-,pods,-,-,-",
        "/api/v1/namespaces/n,-,namespaces,-,n,n",
        "/api/v1/namespaces/n/status,-,namespaces,status,n,n",
        "/api/v1/namespaces/n/pods/p/exec/more,-,pods,exec,p,n",
        "/apis/apps/v1/namespaces/n/deployments/d%3A1,apps,deployments,-,d:1,n",
        "/apis/apps/v1/watch/namespaces/n/deployments,apps,deployments,-,-,n",
        "/api/v1/proxy/nodes/n/metrics,-,nodes,-,n,-"})
    void aPathIsTakenApartAsTheServerDoes(String uri, String group, String resource, String subresource, String name,
            String namespace) {
        assertThat(RequestPath.of(uri).orElseThrow().resource()).contains(new RequestPath.Resource(text(group),
                resource, text(subresource), text(name), text(namespace)));
    }

    private static String text(String cell) {
        return cell == null ? "" : cell;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api", "/api/v1", "/apis/apps", "/apis/apps/v1", "/metrics/a/b/c", "/api/v1/"})
    void whatHasNoResourceInItIsAPath(String uri) {
        assertThat(RequestPath.of(uri).orElseThrow().resource()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200,,ALLOWED", "404,,ALLOWED", "403,,DENIED", "403,forbid,DENIED", "403,allow,ALLOWED",
        "401,,UNAUTHENTICATED", "429,,UNDECIDED", "504,,UNDECIDED", "500,allow,ALLOWED", "0,,UNDECIDED",
        "0,allow,ALLOWED"})
    void theAuthorizersOwnWordCountsBeforeTheAnswers(int code, String decision, Outcome outcome) {
        assertThat(one(WrittenEvent.of("get", 1).with("responseStatus", "{\"code\": " + code + "}").with("annotations",
                decision == null ? "{}" : "{\"authorization.k8s.io/decision\": \"" + decision + "\"}")).outcome())
                .isEqualTo(outcome);
    }

    @Test
    void aRefusalToActAsSomebodyElseIsNoRefusalOfTheRequest() {
        assertThat(one(WrittenEvent.of("get", 1).with("responseStatus", "{\"code\": 403, \"message\": \"users \\\"b\\\""
                + " is forbidden: User \\\"a\\\" cannot impersonate resource \\\"users\\\"\"}")).outcome())
                .isEqualTo(Outcome.IMPERSONATION_DENIED);
    }

    @Test
    void whoActsAsAnotherNeedsToImpersonateJustWhatWasAskedFor() {
        AuditedRequest request = one(WrittenEvent.of("get", 1).with("impersonatedUser", """
                {"username": "dba", "uid": "7", "groups": ["keepers", "system:authenticated"],
                 "extra": {"scopes": ["a"]}}"""));

        assertThat(request.user().name()).isEqualTo("dba");
        assertThat(request.impersonation()).containsExactly(core("impersonate", "users", "", "dba", ""),
                core("impersonate", "groups", "", "keepers", ""),
                new AccessRequest.Resource("impersonate", "authentication.k8s.io", "uids", "", "7", ""),
                new AccessRequest.Resource("impersonate", "authentication.k8s.io", "userextras", "scopes", "a", ""));
    }

    @Test
    void aServiceAccountsOwnGroupsWereNotAskedFor() {
        assertThat(one(WrittenEvent.of("get", 1).with("impersonatedUser", """
                {"username": "system:serviceaccount:prod:vault", "groups": ["system:serviceaccounts",
                 "system:serviceaccounts:prod", "system:authenticated"]}""")).impersonation())
                .containsExactly(core("impersonate", "serviceaccounts", "", "vault", "prod"));
    }

    @Test
    void aConstraintHasVerbsOfItsOwn() {
        assertThat(one(WrittenEvent.of("get", 1).with("impersonatedUser", """
                {"username": "dba", "groups": ["system:authenticated"]}""").with("authenticationMetadata", """
                {"impersonationConstraint": "impersonate:user-info"}""")).impersonation()).containsExactly(
                new AccessRequest.Resource("impersonate:user-info", "authentication.k8s.io", "users", "", "dba", ""),
                core("impersonate-on:user-info:get", "configmaps", "", "aws-auth", "kube-system"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "verb"})
    void anEventThatDoesNotSayWhoOrWhatIsNamed(String field) {
        Read read = read(
                WrittenEvent.of("get", 1).line() + "\n" + WrittenEvent.of("get", 2).with(field, "null").line());

        assertThat(read.requests()).hasSize(1);
        assertThat(read.reading().damages()).extracting(AuditDamage::place).containsExactly("line 2");
    }

    @Test
    void moreDamagesThanAreNamedAreCounted() {
        Read read = read(WrittenEvent.of("get", 1).line() + "\n" + "gibberish\n".repeat(1500));

        assertThat(read.reading().damages()).hasSize(1000);
        assertThat(read.reading().damaged()).isEqualTo(1500);
        assertThat(read.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "null", "\"x\"", "[[[[[[[[[[[{}]]]]]]]]]]]", "{\"kind\": \"Event\", \"apiVersion\":"
            + " \"audit.k8s.io/v1\", \"user\": [1], \"verb\": {}, \"objectRef\": 7}"})
    void aLineThatIsSomethingElseHidesNoOther(String line) {
        Read read = read(WrittenEvent.of("get", 1).line() + "\n" + line + "\n" + WrittenEvent.of("get", 2).line());

        assertThat(read.requests()).hasSize(2);
        assertThat(read.reading().damaged()).isEqualTo(1);
    }

    @Test
    void aLineWithoutAnEndIsCutAndTheNextOneIsRead() throws IOException {
        try (LongLinesCut text = new LongLinesCut(new StringReader("abc\nabcdefgh\nxy\n"), 4)) {
            StringBuilder read = new StringBuilder();
            for (int each = text.read(); each >= 0; each = text.read()) {
                read.append((char) each);
            }
            assertThat(read.toString()).isEqualTo("abc\nabcd\nxy\n");
        }
    }
}
