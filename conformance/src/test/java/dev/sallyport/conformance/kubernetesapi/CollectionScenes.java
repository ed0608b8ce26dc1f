package dev.sallyport.conformance.kubernetesapi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What clients do with collections, and with fields that several write: mostly of ConfigMaps, which have no rules. */
final class CollectionScenes {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/NSPACE/configmaps";

    private CollectionScenes() {}

    static Stream<Sequence> all() {
        return Stream.of(new Sequence("paging", paging()), new Sequence("watching", watching()),
                new Sequence("selecting", selecting()), new Sequence("sweeping", sweeping()),
                new Sequence("finalizers and owners", finalizers()), new Sequence("owners of fields", applying()),
                new Sequence("odd requests", odd()));
    }

    private static List<Request> paging() {
        List<Request> requests = new ArrayList<>(five());
        requests.add(Request.get(CONFIG_MAPS + "?limit=2").named("p1"));
        requests.add(Request.get(CONFIG_MAPS + "?limit=2&continue=${p1:/metadata/continue}").named("p2"));
        requests.add(Request.post(CONFIG_MAPS, "{\"metadata\": {\"name\": \"late\"}}"));
        requests.add(Request.get(CONFIG_MAPS + "?limit=2&continue=${p2:/metadata/continue}").named("p3"));
        requests.add(Request.get(CONFIG_MAPS + "?limit=100"));
        requests.add(Request.get(CONFIG_MAPS + "?limit=2&labelSelector=odd%3Dyes"));
        requests.add(Request.get(CONFIG_MAPS + "?limit=2&resourceVersion=0"));
        requests.add(Request.get(CONFIG_MAPS + "?limit=2").with("Accept", Request.TABLE));
        requests.add(Request.get(CONFIG_MAPS + "?limit=x"));
        requests.add(Request.get(CONFIG_MAPS + "?limit=-1"));
        requests.add(Request.get(CONFIG_MAPS + "?continue=nonsense"));
        requests.add(Request.get(CONFIG_MAPS + "?limit=2&resourceVersion=5&continue=${p1:/metadata/continue}"));
        requests.add(Request.get(CONFIG_MAPS + "?resourceVersion=abc"));
        requests.add(Request.get(CONFIG_MAPS + "?resourceVersionMatch=Exact"));
        requests.add(Request.get(CONFIG_MAPS + "?resourceVersionMatch=Sometimes&resourceVersion=1"));
        requests.add(Request.get(CONFIG_MAPS
                + "?resourceVersionMatch=Exact&resourceVersion=${p1:/metadata/resourceVersion}"));
        requests.add(Request.get(CONFIG_MAPS
                + "?resourceVersionMatch=NotOlderThan&resourceVersion=${p1:/metadata/resourceVersion}"));
        requests.add(Request.get(CONFIG_MAPS + "?resourceVersionMatch=Exact&resourceVersion=0"));
        return requests;
    }

    private static List<Request> five() {
        List<Request> five = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            five.add(Request.post(CONFIG_MAPS, "{\"metadata\": {\"name\": \"cm" + i + "\", \"labels\": {\"n\": \"" + i
                    + "\", \"odd\": \"" + (i % 2 == 0 ? "no" : "yes") + "\"}}}").named("c" + i));
        }
        return five;
    }

    private static List<Request> watching() {
        List<Request> requests = new ArrayList<>(five());
        String from = "&timeoutSeconds=1&resourceVersion=${c0:/metadata/resourceVersion}";
        requests.add(
                Request.patch(CONFIG_MAPS + "/cm1", "merge-patch", "{\"metadata\": {\"labels\": {\"odd\": null}}}"));
        requests.add(Request.delete(CONFIG_MAPS + "/cm2"));
        requests.add(Request.get(CONFIG_MAPS + "?watch=true" + from));
        requests.add(Request.get(CONFIG_MAPS + "?watch=1&labelSelector=odd%3Dyes" + from));
        requests.add(Request.get(CONFIG_MAPS + "?watch=true&fieldSelector=metadata.name%3Dcm3" + from));
        requests.add(Request.get("/api/v1/watch/namespaces/NSPACE/configmaps/cm1?a=b" + from));
        requests.add(Request.get("/api/v1/watch/namespaces/NSPACE/configmaps?a=b" + from));
        requests.add(Request.get(CONFIG_MAPS + "?watch=true" + from).with("Accept", Request.TABLE));
        requests.add(Request.get(CONFIG_MAPS + "?watch=true" + from).with("Accept",
                "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io"));
        requests.add(Request.get(CONFIG_MAPS + "?watch=true&timeoutSeconds=1&resourceVersion=abc"));
        requests.add(Request.get(CONFIG_MAPS + "?watch=perhaps&timeoutSeconds=1"));
        requests.add(Request.get(CONFIG_MAPS
                + "?watch=true&timeoutSeconds=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&"
                + "fieldSelector=metadata.name%3Dcm0"));
        requests.add(Request.get(CONFIG_MAPS + "?watch=true&timeoutSeconds=1&sendInitialEvents=true"));
        requests.add(
                Request.get(CONFIG_MAPS + "?watch=true&timeoutSeconds=1&limit=2&fieldSelector=metadata.name%3Dcm0"));
        requests.add(Request.of("POST", CONFIG_MAPS + "?watch=true").with("Content-Type", Request.JSON)
                .body("{\"metadata\": {\"name\": \"w\"}}"));
        return requests;
    }

    private static List<Request> selecting() {
        List<Request> requests = new ArrayList<>(five());
        for (String selector : List.of("odd=yes", "odd==yes", "odd!=yes", "odd", "!odd", "odd in (yes,no)",
                "odd notin (yes)",
                "n>2", "n<2", "n in (1,2),odd=yes", "odd in ()", "odd in yes", "=x", "a b", "odd=yes=no", "n>x",
                "odd=,n", "bad/key/x=1", "-x=1", "odd=y es", "n gt 2", ",", "odd=yes,", "x notin (a),!y")) {
            requests.add(Request.get(CONFIG_MAPS + "?labelSelector=" + encoded(selector)));
        }
        for (String selector : List.of("metadata.name=cm1", "metadata.name!=cm1", "metadata.namespace=NSPACE",
                "data.a=b",
                "metadata.name", "metadata.name=cm1,metadata.name=cm2", "metadata.name=a\\,b", "=x", "")) {
            requests.add(Request.get(CONFIG_MAPS + "?fieldSelector=" + encoded(selector)));
        }
        for (String selector : List.of("status.phase=Running", "spec.nodeName=x", "spec.nodeName!=x", "spec.nothing=1",
                "status.podIP=1")) {
            requests.add(Request.get("/api/v1/namespaces/NSPACE/pods?fieldSelector=" + encoded(selector)));
        }
        requests.add(Request.get("/api/v1/namespaces/NSPACE/secrets?fieldSelector=" + encoded("type=Opaque")));
        requests.add(Request.get("/api/v1/configmaps?fieldSelector=" + encoded("metadata.namespace=NSPACE")));
        requests.add(Request.get("/api/v1/configmaps?labelSelector=n%3D3&fieldSelector="
                + encoded("metadata.namespace=NSPACE")).with("Accept", Request.TABLE));
        return requests;
    }

    private static List<Request> sweeping() {
        List<Request> requests = new ArrayList<>(five());
        requests.add(Request.delete(CONFIG_MAPS + "?labelSelector=odd%3Dyes&dryRun=All"));
        requests.add(Request.delete(CONFIG_MAPS + "?labelSelector=odd%3Dyes"));
        requests.add(Request.get(CONFIG_MAPS));
        requests.add(Request.delete(CONFIG_MAPS + "?fieldSelector=metadata.name%3Dcm0"));
        requests.add(Request.delete(CONFIG_MAPS + "?labelSelector=odd%3Dno"));
        requests.add(Request.get(CONFIG_MAPS));
        requests.add(Request.delete("/api/v1/configmaps"));
        requests.add(Request.delete(CONFIG_MAPS + "?labelSelector=%3D"));
        return requests;
    }

    private static List<Request> finalizers() {
        List<Request> requests = new ArrayList<>();
        requests.add(Request.post(CONFIG_MAPS,
                "{\"metadata\": {\"name\": \"held\", \"finalizers\": [\"example.com/hold\"]}}").named("held"));
        requests.add(Request.post(CONFIG_MAPS, "{\"metadata\": {\"name\": \"bad\", \"finalizers\": [\"nodomain\"]}}"));
        requests.add(Request.delete(CONFIG_MAPS + "/held"));
        requests.add(Request.get(CONFIG_MAPS + "/held"));
        requests.add(Request.delete(CONFIG_MAPS + "/held"));
        requests.add(Request.patch(CONFIG_MAPS + "/held", "merge-patch",
                "{\"metadata\": {\"finalizers\": [\"example.com/hold\", \"example.com/more\"]}}"));
        requests.add(Request.patch(CONFIG_MAPS + "/held", "merge-patch", "{\"data\": {\"a\": \"b\"}}"));
        requests.add(Request.patch(CONFIG_MAPS + "/held", "json-patch",
                "[{\"op\": \"remove\", \"path\": \"/metadata/finalizers\"}]"));
        requests.add(Request.get(CONFIG_MAPS + "/held"));
        requests.add(Request.post(CONFIG_MAPS, "{\"metadata\": {\"name\": \"owner\"}}").named("owner"));
        requests.add(Request.post(CONFIG_MAPS, """
                {"metadata": {"name": "owned", "ownerReferences": [{"apiVersion": "v1", "kind": "ConfigMap",
                  "name": "owner", "uid": "${owner:/metadata/uid}"}]}}"""));
        requests.add(Request.post(CONFIG_MAPS, """
                {"metadata": {"name": "badly", "ownerReferences": [{"apiVersion": "v1", "kind": "ConfigMap",
                  "name": "owner"}]}}"""));
        requests.add(Request.delete(CONFIG_MAPS + "/owner?propagationPolicy=Sideways"));
        requests.add(Request.delete(CONFIG_MAPS + "/owner?propagationPolicy=Orphan&orphanDependents=true"));
        requests.add(Request.delete(CONFIG_MAPS + "/owner").with("Content-Type", Request.JSON)
                .body("{\"kind\": \"DeleteOptions\", \"apiVersion\": \"v1\", \"preconditions\": {\"resourceVersion\":"
                        + " \"1\"}}"));
        requests.add(Request.delete(CONFIG_MAPS + "/owner").with("Content-Type", Request.JSON)
                .body("{\"kind\": \"DeleteOptions\", \"apiVersion\": \"v1\", \"nothing\": 1}"));
        requests.add(Request.delete(CONFIG_MAPS + "/owner").with("Content-Type", Request.JSON).body("{\"a\""));
        requests.add(Request.delete(CONFIG_MAPS + "/owner?gracePeriodSeconds=-1"));
        return requests;
    }

    private static List<Request> applying() {
        List<Request> requests = new ArrayList<>();
        String one = "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"x\"}, \"data\": ";
        requests.add(
                Request.patch(CONFIG_MAPS + "/x?fieldManager=a", "apply-patch", one + "{\"p\": \"1\", \"q\": \"1\"}}"));
        requests.add(
                Request.patch(CONFIG_MAPS + "/x?fieldManager=b", "apply-patch", one + "{\"q\": \"1\", \"r\": \"1\"}}"));
        requests.add(
                Request.patch(CONFIG_MAPS + "/x?fieldManager=b", "apply-patch", one + "{\"p\": \"2\", \"q\": \"2\"}}"));
        requests.add(
                Request.patch(CONFIG_MAPS + "/x?fieldManager=b&force=true", "apply-patch", one + "{\"q\": \"2\"}}"));
        requests.add(Request.patch(CONFIG_MAPS + "/x?fieldManager=a", "apply-patch", one + "{\"p\": \"1\"}}"));
        requests.add(Request.patch(CONFIG_MAPS + "/x?fieldManager=b", "apply-patch", one + "{}}"));
        requests.add(Request.patch(CONFIG_MAPS + "/x?fieldManager=c", "merge-patch", "{\"data\": {\"p\": \"3\"}}"));
        requests.add(Request.patch(CONFIG_MAPS + "/x?fieldManager=a", "apply-patch", one + "{\"p\": \"4\"}}"));
        requests.add(
                Request.patch(CONFIG_MAPS + "/x?fieldManager=a&force=false", "apply-patch", one + "{\"p\": \"3\"}}"));
        requests.add(Request.patch(CONFIG_MAPS + "/x?force=true", "merge-patch", "{}"));
        requests.add(Request.patch(CONFIG_MAPS + "/x?fieldManager=" + "m".repeat(200), "merge-patch", "{}"));
        requests.add(Request.patch(CONFIG_MAPS + "/y?fieldManager=a", "apply-patch", one + "{}}"));
        requests.add(Request.patch(CONFIG_MAPS + "/x?fieldManager=a", "apply-patch", "nonsense: ["));
        requests.add(Request.patch(CONFIG_MAPS + "/x?fieldManager=a", "apply-patch", "kind: ConfigMap\n"));
        requests.add(Request.patch(CONFIG_MAPS + "/z?fieldManager=a", "apply-patch",
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: z\ndata:\n  yaml: \"yes\"\n"));
        requests.add(Request.patch(CONFIG_MAPS + "/z?fieldManager=a&dryRun=All", "apply-patch",
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: z\ndata:\n  yaml: \"no\"\n"));
        requests.add(Request.patch(CONFIG_MAPS + "/z", "merge-patch", "[]"));
        requests.add(Request.patch(CONFIG_MAPS + "/z", "merge-patch", "{\"metadata\": {\"name\": \"other\"}}"));
        requests.add(Request.patch(CONFIG_MAPS + "/z", "merge-patch", "{\"metadata\": {\"managedFields\": []}}"));
        requests.add(Request.patch(CONFIG_MAPS + "/z", "merge-patch", "{\"metadata\": {\"resourceVersion\": \"1\"}}"));
        for (String operations : List.of("{}", "[{\"op\": \"remove\", \"path\": \"/data/none\"}]",
                "[{\"op\": \"test\", \"path\": \"/data/yaml\", \"value\": \"no\"}]",
                "[{\"op\": \"jump\", \"path\": \"/data\"}]",
                "[{\"op\": \"copy\", \"from\": \"/data/yaml\", \"path\": \"/data/copy\"}]",
                "[{\"op\": \"move\", \"from\": \"/data/copy\", \"path\": \"/data/moved\"}]",
                "[{\"op\": \"add\", \"path\": \"data\", \"value\": {}}]",
                "[{\"op\": \"add\", \"path\": \"/data/a~1b\", \"value\": \"1\"}]",
                "[", "[{\"path\": \"/data\"}]",
                "[]")) {
            requests.add(Request.patch(CONFIG_MAPS + "/z", "json-patch", operations));
        }
        return requests;
    }

    private static List<Request> odd() {
        List<Request> requests = new ArrayList<>();
        for (String method : List.of("OPTIONS", "HEAD", "TRACE", "BREW")) {
            requests.add(Request.of(method, CONFIG_MAPS));
        }
        for (String accept : List.of("text/html", "application/xml", "*/*", "application/*",
                "application/json;as=Table;v=v9;g=meta.k8s.io",
                "application/json;as=Nothing;v=v1;g=meta.k8s.io", "application/yaml",
                "application/json;q=0.5,application/yaml",
                "", "nonsense")) {
            requests.add(Request.get(CONFIG_MAPS).with("Accept", accept));
        }
        for (String path : List.of("/api/v1/namespaces/NSPACE/configmaps/",
                "/api/v1/namespaces/nobody-made-this/configmaps", "/api/v1/namespaces/nobody-made-this/configmaps/x",
                "/api/v1/configmaps/x", "/api/v1/namespaces/NSPACE/nodes", "/api/v1/namespaces/NSPACE/configmaps/A_B",
                "/api/v1/namespaces/NSPACE/pods/x/log", "/api/v1/namespaces/NSPACE/pods/x/status",
                "/api/v1/namespaces/NSPACE/configmaps/x/y/z", "/api/v1/namespaces/NSPACE/configmaps?pretty=true",
                "/api/v1/namespaces/NSPACE/configmaps?limit=1&limit=2", "//api/v1/nodes/x", "/api/v1/../v1/nodes/x")) {
            requests.add(Request.get(path));
        }
        requests.add(
                Request.post("/api/v1/namespaces/nobody-made-this/configmaps", "{\"metadata\": {\"name\": \"x\"}}"));
        requests.add(Request.post(CONFIG_MAPS, "{\"metadata\": {\"name\": \"x\", \"namespace\": \"default\"}}"));
        requests.add(Request.post(CONFIG_MAPS, "{\"metadata\": {\"generateName\": \"made-\"}}"));
        requests.add(Request.post(CONFIG_MAPS,
                "{\"metadata\": {\"name\": \"u\", \"uid\": \"x\", \"resourceVersion\": \"5\"}}"));
        requests.add(Request.post(CONFIG_MAPS,
                "{\"metadata\": {\"name\": \"t\", \"creationTimestamp\": \"2020-01-01T00:00:00Z\", \"generation\": 7}}"));
        requests.add(Request.post(CONFIG_MAPS, "{\"metadata\": {\"name\": \"d\", \"name\": \"e\"}, \"data\": {}}"));
        requests.add(Request.post(CONFIG_MAPS + "?fieldValidation=Strict",
                "{\"metadata\": {\"name\": \"d\", \"name\": \"e\"}, \"data\": {}}"));
        requests.add(Request.of("POST", CONFIG_MAPS).with("Content-Type", "application/yaml")
                .body("metadata:\n  name: typed\ndata:\n  a: \"1\"\n"));
        requests.add(Request.of("POST", CONFIG_MAPS).with("Content-Type", "application/yaml").body("metadata: ["));
        requests.add(Request.of("POST", CONFIG_MAPS).body("{\"metadata\": {\"name\": \"untyped\"}}"));
        requests.add(Request.of("POST", CONFIG_MAPS).with("Content-Type", "nonsense").body("{}"));
        requests.add(Request.post(CONFIG_MAPS,
                "{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"metadata\": {\"name\": \"s\"}}"));
        requests.add(Request.post(CONFIG_MAPS,
                "{\"data\": {\"a\": null}, \"metadata\": {\"name\": \"n\", \"labels\": null}}"));
        requests.add(Request.put(CONFIG_MAPS + "/new", "{\"metadata\": {\"name\": \"new\"}}"));
        requests.add(Request.put("/api/v1/namespaces/NSPACE/events/new",
                "{\"metadata\": {\"name\": \"new\"}, \"involvedObject\": {\"namespace\": \"NSPACE\"}}"));
        requests.add(Request.put(CONFIG_MAPS + "/y", "{\"metadata\": {}}"));
        return requests;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
