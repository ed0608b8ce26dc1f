package dev.sallyport.conformance.kubernetesapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sequences that every kind goes through: a life from creation to deletion, and what is refused. */
final class Lives {

    private Lives() {}

    static Stream<Sequence> all() {
        return Specimen.all().stream().flatMap(specimen -> Stream.of(
                new Sequence("life of " + specimen.object(), life(specimen)),
                new Sequence("reading " + specimen.object(), reading(specimen)),
                new Sequence("refusing " + specimen.object(), refusals(specimen))));
    }

    private static List<Request> life(Specimen specimen) {
        String object = specimen.object();
        String body = specimen.body().toString();
        List<Request> life = new ArrayList<>();
        life.add(Request.post(specimen.collection() + "?dryRun=All", body));
        life.add(Request.get(object));
        life.add(Request.post(specimen.collection(), body).named("made"));
        life.add(Request.post(specimen.collection(), body));
        life.add(Request.get(object));
        life.add(Request.put(object, withVersion(specimen.body(), "1")));
        life.add(Request.put(object, withVersion(specimen.body(), "${made:/metadata/resourceVersion}")));
        specimen.text("replaced").ifPresent(text -> {
            life.add(Request.put(object + "?dryRun=All", text));
            life.add(Request.put(object + "?fieldManager=replacer", text));
            life.add(Request.put(object, text));
        });
        specimen.text("merge").ifPresent(text -> {
            life.add(Request.patch(object + "?dryRun=All", "merge-patch", text));
            life.add(Request.patch(object, "merge-patch", text));
            life.add(Request.patch(object, "merge-patch", text));
        });
        specimen.text("json").ifPresent(text -> {
            life.add(Request.patch(object + "?fieldManager=patcher", "json-patch", text));
            life.add(Request.patch(object, "json-patch", text));
        });
        specimen.text("strategic")
                .ifPresent(text -> life.add(Request.patch(object, "strategic-merge-patch", text)));
        specimen.text("status").ifPresent(text -> {
            life.add(Request.patch(object, "merge-patch", text));
            life.add(Request.patch(object + "/status", "merge-patch", text));
            life.add(Request.get(object + "/status"));
        });
        specimen.text("apply").ifPresent(text -> {
            life.add(Request.patch(object + "?fieldManager=applier", "apply-patch", text));
            life.add(Request.patch(object + "?fieldManager=applier&force=true", "apply-patch", text));
            life.add(Request.patch(object + "?fieldManager=applier", "apply-patch", text));
            life.add(Request.patch(object + "?fieldManager=second", "apply-patch", text));
            life.add(Request.patch(object + "?fieldManager=applier", "apply-patch", bare(specimen.body())));
            life.add(Request.patch(object, "apply-patch", text));
        });
        if (specimen.hasScale()) {
            life.add(Request.get(object + "/scale"));
            life.add(Request.patch(object + "/scale", "merge-patch", "{\"spec\": {\"replicas\": 7}}"));
            life.add(Request.patch(object + "/scale", "merge-patch", "{\"spec\": {\"replicas\": -1}}"));
        }
        life.add(Request.delete(object).with("Content-Type", Request.JSON)
                .body("{\"preconditions\": {\"uid\": \"11111111-2222-3333-4444-555555555555\"}}"));
        life.add(Request.delete(object + "?dryRun=All"));
        life.add(Request.delete(object + (specimen.body().path("kind").asText().equals("Pod")
                ? "?gracePeriodSeconds=0"
                : "")));
        if (!specimen.goesSlowly()) {
            life.add(Request.get(object));
            life.add(Request.delete(object));
            life.add(Request.patch(object, "merge-patch", "{}"));
            life.add(Request.put(object, body));
        }
        return life;
    }

    private static List<Request> reading(Specimen specimen) {
        String collection = specimen.collection();
        String mine = specimen.isClusterScoped()
                ? "labelSelector=seq%3DNSPACE"
                : "fieldSelector=metadata.name%3D"
                        + specimen.name();
        List<Request> reading = new ArrayList<>();
        reading.add(Request.post(collection, specimen.body().toString()));
        reading.add(Request.get(specimen.object()).with("Accept", Request.TABLE));
        reading.add(Request.get(collection + "?" + mine));
        reading.add(Request.get(collection + "?" + mine).with("Accept", Request.TABLE));
        reading.add(Request.get(collection + "?includeObject=None&" + mine).with("Accept", Request.TABLE));
        reading.add(Request.get(collection + "?includeObject=Object&" + mine).with("Accept", Request.TABLE));
        reading.add(Request.get(collection + "?" + mine).with("Accept",
                "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io"));
        reading.add(Request.get(specimen.object()).with("Accept",
                "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io"));
        reading.add(Request.get(specimen.object()).with("Accept", "application/yaml"));
        reading.add(Request.get(collection + "?labelSelector=app%3Dnobody,seq%3DNSPACE"));
        reading.add(Request.get(collection + "?fieldSelector=spec.nothing%3Dx"));
        reading.add(Request.get(collection + "?watch=true&timeoutSeconds=1&resourceVersion=0&" + mine));
        reading.add(Request.get(specimen.object() + "/nothing"));
        return reading;
    }

    private static List<Request> refusals(Specimen specimen) {
        List<Request> refusals = new ArrayList<>();
        String collection = specimen.collection();
        ObjectNode unknown = specimen.body().deepCopy();
        unknown.put("nothing", 1).withObjectProperty("metadata").put("nowhere", true);
        for (String validation : List.of("Strict", "Warn", "Ignore")) {
            refusals.add(Request.post(collection + "?dryRun=All&fieldValidation=" + validation, unknown.toString()));
        }
        ObjectNode oneUnknown = specimen.body().deepCopy();
        refusals.add(Request.patch(specimen.object() + "?fieldManager=a", "apply-patch",
                oneUnknown.put("nothing", 1).toString()));
        ObjectNode other = specimen.body().deepCopy();
        other.put("kind", "Other");
        refusals.add(Request.post(collection, other.toString()));
        other.put("kind", specimen.body().path("kind").asText()).put("apiVersion", "other/v1");
        refusals.add(Request.post(collection, other.toString()));
        refusals.add(Request.post(collection, "{\"metadata\": "));
        refusals.add(Request.post(collection, "[]"));
        refusals.add(Request.post(collection, ""));
        refusals.add(Request.of("POST", collection).with("Content-Type", "text/plain").body("x"));
        refusals.add(Request.post(collection + "?dryRun=Some", specimen.body().toString()));
        refusals.add(Request.post(collection + "?fieldValidation=Maybe", specimen.body().toString()));
        refusals.add(Request.put(collection + "/elsewhere", specimen.body().toString()));
        refusals.add(Request.of("PATCH", specimen.object()).with("Content-Type", Request.JSON).body("{}"));
        refusals.add(Request.of("PUT", collection).with("Content-Type", Request.JSON).body("{}"));
        refusals.add(Request.of("POST", specimen.object()).with("Content-Type", Request.JSON).body("{}"));
        specimen.invalid().forEach(text -> refusals.add(Request.post(collection + "?dryRun=All", text)));
        return refusals;
    }

    private static String withVersion(JsonNode body, String version) {
        ObjectNode object = body.deepCopy();
        object.withObjectProperty("metadata").put("resourceVersion", version);
        return object.toString();
    }

    /** The object without anything that could be owned. */
    private static String bare(JsonNode body) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.set("apiVersion", body.get("apiVersion"));
        object.set("kind", body.get("kind"));
        object.putObject("metadata").set("name", body.at("/metadata/name"));
        return object.toString();
    }
}
