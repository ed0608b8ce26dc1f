package dev.sallyport.sandbox.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What was found by sending the same requests to kube-apiserver 1.34: each of these was answered otherwise once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsTheRealServerAnswersTest {

    private static final String AUTHORIZATION = "/apis/authorization.k8s.io/v1";

    private final TestCluster kube = new TestCluster();
    private int namespaces;
    private String maps = "";

    @AfterAll
    void stop() {
        kube.close();
    }

    @BeforeEach
    void aNamespace() {
        String name = "n" + namespaces++;
        kube.post("admin", "/api/v1/namespaces", "{\"metadata\": {\"name\": \"" + name + "\"}}");
        maps = "/api/v1/namespaces/" + name + "/configmaps";
    }

    private TestCluster.Reply apply(String path, String manager, String object) {
        return kube.send("admin", "PATCH", path + "?fieldManager=" + manager, object, "Content-Type",
                "application/apply-patch+yaml");
    }

    private TestCluster.Reply patch(String path, String kind, String patch) {
        return kube.send("admin", "PATCH", path, patch, "Content-Type", "application/" + kind + "+json");
    }

    private static String map(String name, String data) {
        return "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"" + name
                + "\"}, \"data\": "
                + data + "}";
    }

    @Test
    void whoAppliesWhatIsThereOwnsItSinceNoTime() {
        apply(maps + "/x", "a", map("x", "{\"p\": \"1\"}"));

        JsonNode owners = apply(maps + "/x", "b", map("x", "{\"p\": \"1\"}")).json().at("/metadata/managedFields");

        assertThat(owners).hasSize(2).anySatisfy(owner -> assertThat(owner.has("time")).isFalse());
    }

    @Test
    void whoAppliesAnEmptyMapOwnsItThoughNoneIsShown() {
        JsonNode object = apply(maps + "/x", "a", map("x", "{}")).json();

        assertThat(object.at("/metadata/managedFields/0/fieldsV1").toString()).isEqualTo("{\"f:data\":{}}");
        assertThat(object.has("data")).isFalse();
    }

    @Test
    void appliedItemsStandInTheOrderInWhichTheyAreStated() {
        String deployments = maps.replace("/api/v1/", "/apis/apps/v1/").replace("configmaps", "deployments");
        String deployment = "{\"apiVersion\": \"apps/v1\", \"kind\": \"Deployment\", \"metadata\": {\"name\": \"x\"},"
                + " \"spec\": {\"selector\": {\"matchLabels\": {\"a\": \"b\"}}, \"template\": {\"metadata\": {\"labels\":"
                + " {\"a\": \"b\"}}, \"spec\": {\"containers\": [%s]}}}}";
        String c = "{\"name\": \"c\", \"image\": \"i\"}";
        String d = "{\"name\": \"d\", \"image\": \"i\"}";
        apply(deployments + "/x", "a", deployment.formatted(c + "," + d));

        JsonNode containers = apply(deployments + "/x", "a", deployment.formatted(d + "," + c)).json()
                .at("/spec/template/spec/containers");

        assertThat(containers.findValuesAsText("name")).containsExactly("d", "c");
    }

    @Test
    void nobodyOwnsWhatIsWrittenIntoAnObjectThatNobodyOwnedAnythingOf() {
        kube.post("admin", maps, "{\"metadata\": {\"name\": \"x\"}}");

        assertThat(patch(maps + "/x", "merge-patch", "{\"data\": {\"a\": \"1\"}}").json().path("metadata")
                .has("managedFields")).isFalse();
    }

    @Test
    void ownersAreForgottenWhenSomebodySaysThatThereAreNone() {
        kube.post("admin", maps, map("x", "{\"a\": \"1\"}"));

        assertThat(patch(maps + "/x", "merge-patch", "{\"metadata\": {\"managedFields\": []}}").json()
                .path("metadata").has("managedFields")).isFalse();
    }

    @Test
    void aJsonPatchMayReplaceAMemberThatIsNotThere() {
        kube.post("admin", maps, map("x", "{\"a\": \"1\"}"));

        assertThat(patch(maps + "/x", "json-patch", "[{\"op\": \"replace\", \"path\": \"/data/b\", \"value\": \"2\"}]")
                .json().at("/data/b").asText()).isEqualTo("2");
    }

    @Test
    void aFullPageIsContinuedThoughNothingElseIsSelected() {
        kube.post("admin", maps, "{\"metadata\": {\"name\": \"a\", \"labels\": {\"pick\": \"me\"}}}");
        kube.post("admin", maps, "{\"metadata\": {\"name\": \"b\"}}");

        assertThat(kube.get("admin", maps + "?limit=1&labelSelector=pick").json().at("/metadata/continue").asText())
                .isNotEmpty();
    }

    @Test
    void aDeletedServiceAccountIsReturnedWithTheVersionOfItsDeletion() {
        String accounts = maps.replace("configmaps", "serviceaccounts");
        JsonNode made = kube.post("admin", accounts, "{\"metadata\": {\"name\": \"x\"}}").json();

        JsonNode dry = kube.send("admin", "DELETE", accounts + "/x?dryRun=All", "").json();
        JsonNode gone = kube.send("admin", "DELETE", accounts + "/x", "").json();

        assertThat(dry.path("metadata").has("deletionTimestamp")).isFalse();
        assertThat(gone.at("/metadata/resourceVersion").asLong())
                .isGreaterThan(made.at("/metadata/resourceVersion").asLong());
    }

    @Test
    void aDanglingReferenceHidesNoRule() {
        String bindings = maps.replace("/api/v1/", "/apis/rbac.authorization.k8s.io/v1/").replace("configmaps",
                "rolebindings");
        kube.post("admin", bindings, "{\"metadata\": {\"name\": \"b\"}, \"roleRef\": {\"kind\": \"Role\", \"name\":"
                + " \"none\"}, \"subjects\": [{\"kind\": \"User\", \"name\": \"nobody\"}]}");
        String namespace = bindings.split("/", -1)[5];

        JsonNode status = kube.post("nobody", AUTHORIZATION + "/selfsubjectrulesreviews",
                "{\"spec\": {\"namespace\": \"" + namespace + "\"}}").json().path("status");

        assertThat(status.path("incomplete").asBoolean()).isFalse();
        assertThat(status.path("evaluationError").asText()).contains("\"none\" not found");
    }

    @Test
    void aBadTokenIsRefusedEvenWhereNoneIsNeeded() {
        assertThat(kube.get("somebody-unknown", "/healthz").code()).isEqualTo(401);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "HEAD,   /version, 405",
        "POST,   /api, 405",
        "DELETE, /apis/apps/v1, 405",
        "GET,    /api/v1/configmaps/x, 404",
        "GET,    '/api/v1/configmaps?resourceVersionMatch=Sometimes&resourceVersion=1', 422",
        "GET,    '/api/v1/configmaps?resourceVersionMatch=Exact&resourceVersion=0', 422",
        "GET,    '/api/v1/configmaps?labelSelector=bad/key/x%3D1', 400",
        "DELETE, '/api/v1/namespaces/n0?propagationPolicy=Orphan&orphanDependents=true', 422",
    })
    void codes(String method, String path, int code) {
        assertThat(kube.send("admin", method, path, "").code()).isEqualTo(code);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "DELETE, configmaps/x?gracePeriodSeconds=abc, strconv.ParseInt: parsing \"abc\": invalid syntax",
        "DELETE, configmaps/x?gracePeriodSeconds=, strconv.ParseInt: parsing \"\": invalid syntax",
        "DELETE, configmaps?gracePeriodSeconds=1.5, strconv.ParseInt: parsing \"1.5\": invalid syntax",
        "DELETE, configmaps/x?gracePeriodSeconds=99999999999999999999,"
                + " strconv.ParseInt: parsing \"99999999999999999999\": value out of range",
        "POST, pods/p/portforward?ports=abc, cannot convert to []int32: strconv.ParseUint: parsing \"abc\": invalid syntax",
        "POST, 'pods/p/portforward?ports=80,-1', cannot convert to []int32: strconv.ParseUint: parsing \"-1\": invalid syntax",
        "POST, pods/p/portforward?ports=65536, cannot convert to []int32: strconv.ParseUint: parsing \"65536\": value out of range",
    })
    void whatIsNoNumberIsRefusedInTheWordsOfGo(String method, String path, String message) {
        TestCluster.Reply reply = kube.send("admin", method, maps.replace("configmaps", path), "");

        assertThat(reply.code()).isEqualTo(400);
        assertThat(reply.message()).isEqualTo(message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "configmaps | {\"metadata\": {\"name\": \"x\", \"finalizers\": [\"nodomain\"]}} | metadata.finalizers[0]",
        "configmaps | {\"metadata\": {\"name\": \"x\"}, \"data\": {\"a\": \"1\"}, \"binaryData\": {\"a\": \"AA==\"}} | data[a]",
        "secrets | {\"metadata\": {\"name\": \"x\"}, \"type\": \"kubernetes.io/tls\"} | data[tls.crt]",
        "services | {\"metadata\": {\"name\": \"x\"}, \"spec\": {}} | spec.ports",
        "pods | {\"metadata\": {\"name\": \"x\"}, \"spec\": {\"containers\": [{\"name\": \"c\"}]}} | spec.containers[0].image",
        "events | {\"metadata\": {\"name\": \"x\"}, \"involvedObject\": {\"namespace\": \"y\"}} | involvedObject.namespace",
    })
    void objections(String resource, String object, String field) {
        TestCluster.Reply reply = kube.post("admin", maps.replace("configmaps", resource), object);

        assertThat(reply.code()).isEqualTo(422);
        assertThat(reply.json().at("/details/causes/0/field").asText()).isEqualTo(field);
    }

    private String pod() {
        String pods = maps.replace("configmaps", "pods");
        kube.post("admin", maps.replace("configmaps", "serviceaccounts"), "{\"metadata\": {\"name\": \"default\"}}");
        kube.post("admin", pods, """
                {"metadata": {"name": "p"}, "spec": {"containers": [{"name": "c", "image": "i"}]}}""");
        return pods + "/p";
    }

    @Test
    void aDryRunOfABindingBindsNothing() {
        String pod = pod();
        String binding = "{\"metadata\": {\"name\": \"p\"}, \"target\": {\"kind\": \"Node\", \"name\": \"n\"}}";

        assertThat(kube.post("admin", pod + "/binding?dryRun=All", binding).code()).isEqualTo(201);

        assertThat(kube.get("admin", pod).json().at("/spec/nodeName").isMissingNode()).isTrue();
        assertThat(kube.post("admin", pod.replaceFirst("p$", "q") + "/binding?dryRun=All", binding).code())
                .isEqualTo(404);
        kube.post("admin", pod + "/binding", binding);
        assertThat(kube.get("admin", pod).json().at("/spec/nodeName").asText()).isEqualTo("n");
    }
}
