package dev.sallyport.conformance.minimize;

import dev.sallyport.conformance.Ran;
import dev.sallyport.conformance.Shell;
import dev.sallyport.conformance.peers.ApiClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a limited user does in a day: kubectl by hand, and a program that asks the API some two thousand times. The same at
 * each walk, in one order, so that what was refused can be compared.
 */
final class LimitedWalk {

    /** One step: what was done, and whether the API server refused it. */
    record Step(String words, boolean forbidden) {}

    private static final long SEED = 20261126;
    private static final int CALLS = 2000;
    private static final List<String> NAMES = List.of("web", "db", "cache", "job-1", "job-2", "x.y");
    private static final int FORBIDDEN = 403;

    private record Call(String method, String path, Map<String, String> headers, String body) {}

    private final List<Step> steps = new ArrayList<>();

    private LimitedWalk() {}

    /** Walks once. */
    static List<Step> by(ApiClient user, Shell shell) {
        LimitedWalk walk = new LimitedWalk();
        walk.byHand(shell);
        walk.byProgram(user);
        return walk.steps;
    }

    private void byHand(Shell shell) {
        String manifest = """
                {"apiVersion":"v1","kind":"List","items":[
                 {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"by-hand","namespace":"a"},"data":{"k":"v"}},
                 {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"by-hand","namespace":"a"},"spec":{
                  "selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},"spec":{
                  "containers":[{"name":"c","image":"i"}]}}}}]}""";
        kubectl(shell, "", "get pods -n a", "get pods -A", "get nodes", "get ns", "get ns a",
                "create configmap made -n a --from-literal=k=v", "describe configmap made -n a",
                "label configmap made -n a l=v", "auth can-i list pods -n a", "auth whoami", "api-resources",
                "get secrets -n a", "get configmap made -n a -w --request-timeout=1", "delete configmap made -n a",
                "run one -n b --image=i", "get pod one -n b -o yaml", "logs one -n b", "exec one -n b -- true",
                "delete pod one -n b --wait=false", "get deploy -n c", "--as helper get configmap by-hand -n a",
                "create token default -n a", "get --raw /metrics", "version");
        kubectl(shell, manifest, "apply -f -", "apply --server-side --force-conflicts -f -", "diff -f -",
                "scale deploy by-hand -n a --replicas=2", "delete -f -");
    }

    private void kubectl(Shell shell, String input, String... lines) {
        for (String line : lines) {
            Ran ran = shell.feed(input, ("kubectl --context nobody " + line).split(" ", -1));
            steps.add(new Step("kubectl " + line, ran.err().contains("orbidden")));
        }
    }

    private void byProgram(ApiClient user) {
        for (Call call : calls()) {
            int status = user.send(call.method(), call.path(), call.headers(), call.body()).status();
            steps.add(new Step(call.method() + " " + call.path(), status == FORBIDDEN));
        }
    }

    private static List<Call> calls() {
        Random random = new Random(SEED);
        List<Call> calls = new ArrayList<>();
        for (String path : List.of("/api", "/apis", "/version", "/healthz", "/openapi/v2", "/metrics", "/logs/none",
                "/nothing-here", "/api/v1/nodes", "/api/v1/nodes/none", "/api/v1/persistentvolumes",
                "/api/v1/pods?limit=1", "/api/v1/pods?watch=true&timeoutSeconds=1",
                "/api/v1/namespaces/b/configmaps?watch=true&timeoutSeconds=1&fieldSelector=metadata.name%3Dweb",
                "/apis/apps/v1/watch/namespaces/c/deployments?timeoutSeconds=1",
                "/api/v1/namespaces/a/secrets/db", "/apis/none.example.com/v1/namespaces/a/things")) {
            calls.add(new Call("GET", path, Map.of(), ""));
        }
        calls.add(json("POST", "/api/v1/namespaces", "{\"metadata\":{\"name\":\"pr-1\"}}"));
        calls.add(new Call("DELETE", "/api/v1/namespaces/pr-1", Map.of(), ""));
        calls.add(json("POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                "{\"spec\":{\"nonResourceAttributes\":{\"path\":\"/\",\"verb\":\"get\"}}}"));
        for (String other : List.of("helper", "helper", "stranger")) {
            calls.add(new Call("GET", "/api/v1/namespaces/a/configmaps/web", Map.of("Impersonate-User", other), ""));
        }
        while (calls.size() < CALLS) {
            calls.add(call(random));
        }
        return calls;
    }

    private static Call call(Random random) {
        String namespace = one(LimitedUser.NAMESPACES, random);
        String name = one(NAMES, random);
        String core = "/api/v1/namespaces/" + namespace + "/";
        String leases = "/apis/coordination.k8s.io/v1/namespaces/" + namespace + "/leases";
        return switch (random.nextInt(16)) {
            case 0 -> json("POST", core + "configmaps", named("ConfigMap", "v1", name));
            case 1 -> new Call("GET", core + "configmaps/" + name, Map.of(), "");
            case 2 -> new Call("GET", core + "configmaps?fieldSelector=metadata.name%3D" + name, Map.of(), "");
            case 3 -> new Call("PATCH", core + "configmaps/" + name + "?fieldManager=walk&force=true",
                    Map.of("Content-Type", "application/apply-patch+yaml"), named("ConfigMap", "v1", name));
            case 4 -> new Call("DELETE", core + one(List.of("configmaps/", "pods/"), random) + name, Map.of(), "");
            case 5 -> json("PUT", leases + "/" + name, named("Lease", "coordination.k8s.io/v1", name));
            case 6 -> new Call("GET", leases + one(List.of("", "/" + name), random), Map.of(), "");
            case 7 -> json("POST", core + "pods" + one(List.of("", "?dryRun=All"), random),
                    "{\"metadata\":{\"name\":\"" + name
                            + "\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}");
            case 8 -> new Call("GET", core + "pods/" + name + one(List.of("", "/log", "/status", "/exec?command=x"),
                    random), Map.of(), "");
            case 9 -> json("POST", core + "serviceaccounts/default/token",
                    "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\",\"spec\":{}}");
            case 10 -> json("POST", core + "pods/" + name + "/eviction",
                    "{\"apiVersion\":\"policy/v1\",\"kind\":\"Eviction\",\"metadata\":{\"name\":\"" + name + "\"}}");
            case 11 -> new Call("PATCH", "/apis/apps/v1/namespaces/" + namespace + "/deployments/" + name + "/scale",
                    Map.of("Content-Type", "application/merge-patch+json"), "{\"spec\":{\"replicas\":1}}");
            case 12 -> new Call("DELETE", leases + "?labelSelector=none", Map.of(), "");
            case 13 -> new Call("GET", core + "secrets/" + name, Map.of(), "");
            case 14 -> json("POST", core + "events", "{\"metadata\":{\"generateName\":\"e-\"},\"involvedObject\":{"
                    + "\"namespace\":\"" + namespace + "\",\"kind\":\"Pod\",\"name\":\"" + name + "\"}}");
            default -> new Call("GET", "/apis/apps/v1/namespaces/" + namespace + "/deployments", Map.of(), "");
        };
    }

    private static String named(String kind, String version, String name) {
        return "{\"apiVersion\":\"" + version + "\",\"kind\":\"" + kind + "\",\"metadata\":{\"name\":\"" + name
                + "\"}}";
    }

    private static Call json(String method, String path, String body) {
        return new Call(method, path, Map.of("Content-Type", "application/json"), body);
    }

    private static String one(List<String> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }
}
