package dev.sallyport.conformance.kubernetesapi;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes sequences in which several managers write to two objects of a kind in every way there is: what one of them
 * finds depends on what the others left.
 */
final class SequenceGenerator {

    private static final int REQUESTS = 14; // to each sequence
    private static final List<String> MANAGERS = List.of("a", "b", "c");
    private static final List<String> KEYS = List.of("p", "q", "r", "s");
    private static final List<String> VALUES = List.of("\"1\"", "\"2\"", "\"\"", "null", "\"x y\"");

    private final RandomGenerator random;

    SequenceGenerator(RandomGenerator random) {
        this.random = random;
    }

    Sequence next(int number) {
        boolean workload = random.nextInt(3) == 0;
        Target target = workload ? new Deployments() : new ConfigMaps();
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            String name = random.nextInt(4) == 0 ? "y" : "x";
            requests.add(one(target, name, i).named("r" + i));
        }
        return new Sequence("generated " + number, requests);
    }

    private Request one(Target target, String name, int at) {
        String object = target.collection() + "/" + name;
        String manager = of(MANAGERS);
        return switch (random.nextInt(16)) {
            case 0, 1 ->
                Request.post(target.collection() + "?fieldManager=" + manager + dryRun(), target.object(name, ""));
            case 2 -> Request.put(object + "?fieldManager=" + manager + dryRun(), target.object(name, version(at)));
            case 3, 4 -> Request.patch(object + "?fieldManager=" + manager + dryRun(), "merge-patch", target.change());
            case 5 -> Request.patch(object + "?fieldManager=" + manager, "strategic-merge-patch", target.change());
            case 6 -> Request.patch(object + "?fieldManager=" + manager, "json-patch", target.operations());
            case 7, 8, 9, 10 -> Request.patch(object + "?fieldManager=" + manager + (random.nextInt(3) == 0
                    ? "&force=true"
                    : "") + dryRun(), "apply-patch", target.object(name, ""));
            case 11 -> Request.get(object);
            case 12 -> Request.get(target.collection() + "?labelSelector="
                    + URLEncoder.encode(of(List.of("p", "!p", "p=1", "p!=1", "p in (1,2)", "q notin (1)")),
                            StandardCharsets.UTF_8));
            case 13 -> Request.get(target.collection() + "?limit=1");
            case 14 -> Request.get(object).with("Accept", Request.TABLE);
            default -> Request.delete(object);
        };
    }

    private String dryRun() {
        return random.nextInt(8) == 0 ? "&dryRun=All" : "";
    }

    /** The version of an earlier answer, which may be that of another object, or long past. */
    private String version(int at) {
        return at == 0 || random.nextBoolean()
                ? ""
                : ", \"resourceVersion\": \"${r" + random.nextInt(at) + ":/metadata/resourceVersion}\"";
    }

    private String of(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** {@code "p": "1", "q": null}: some keys with some values. */
    private String entries(boolean nulls) {
        List<String> entries = new ArrayList<>();
        for (String key : KEYS) {
            if (random.nextInt(5) < 2) {
                String value = of(VALUES);
                entries.add("\"" + key + "\": " + (value.equals("null") && !nulls ? "\"3\"" : value));
            }
        }
        return String.join(", ", entries);
    }

    private String labels(boolean nulls) {
        return entries(nulls).replace("x y", "z");
    }

    /** A kind to write to. */
    private interface Target {
        String collection();

        /** An object; {@code more} follows its name. */
        String object(String name, String more);

        /** What a merge patch, or a strategic one, says. */
        String change();

        String operations();
    }

    private final class ConfigMaps implements Target {
        @Override
        public String collection() {
            return "/api/v1/namespaces/NSPACE/configmaps";
        }

        @Override
        public String object(String name, String more) {
            return "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"name\": \"" + name + "\"" + more
                    + (random.nextBoolean() ? ", \"labels\": {" + labels(false) + "}" : "") + "}"
                    + (random.nextInt(5) == 0 ? "" : ", \"data\": {" + entries(false) + "}") + "}";
        }

        @Override
        public String change() {
            return random.nextInt(6) == 0
                    ? "{\"data\": null}"
                    : "{\"metadata\": {\"labels\": {" + labels(true) + "}}, \"data\": {" + entries(true) + "}}";
        }

        @Override
        public String operations() {
            String path = "\"/data/" + of(KEYS) + "\"";
            return "[" + of(List.of("{\"op\": \"add\", \"path\": " + path + ", \"value\": \"7\"}",
                    "{\"op\": \"remove\", \"path\": " + path + "}",
                    "{\"op\": \"replace\", \"path\": " + path + ", \"value\": \"8\"}",
                    "{\"op\": \"add\", \"path\": \"/data\", \"value\": {\"p\": \"9\"}}",
                    "{\"op\": \"test\", \"path\": " + path + ", \"value\": \"1\"}",
                    "{\"op\": \"copy\", \"from\": " + path + ", \"path\": \"/data/copied\"}")) + "]";
        }
    }

    private final class Deployments implements Target {
        @Override
        public String collection() {
            return "/apis/apps/v1/namespaces/NSPACE/deployments";
        }

        @Override
        public String object(String name, String more) {
            return "{\"apiVersion\": \"apps/v1\", \"kind\": \"Deployment\", \"metadata\": {\"name\": \"" + name + "\""
                    + more + "}, \"spec\": {"
                    + (random.nextBoolean() ? "\"replicas\": " + random.nextInt(3) + ", " : "")
                    + "\"selector\": {\"matchLabels\": {\"app\": \"w\"}}, \"template\": {\"metadata\": {\"labels\":"
                    + " {\"app\": \"w\"}}, \"spec\": {\"containers\": [" + containers() + "]}}}}";
        }

        private String containers() {
            List<String> containers = new ArrayList<>(List.of(container("c")));
            if (random.nextInt(3) == 0) {
                containers.add(random.nextInt(2), container("d"));
            }
            return String.join(", ", containers);
        }

        private String container(String name) {
            return "{\"name\": \"" + name + "\", \"image\": \"i" + random.nextInt(3) + "\""
                    + (random.nextBoolean() ? ", \"env\": [" + variables() + "]" : "")
                    + (random.nextInt(3) == 0
                            ? ", \"ports\": [{\"containerPort\": " + (80 + random.nextInt(2)) + "}]"
                            : "")
                    + "}";
        }

        private String variables() {
            List<String> variables = new ArrayList<>();
            for (String key : KEYS) {
                if (random.nextInt(3) == 0) {
                    variables.add("{\"name\": \"" + key + "\", \"value\": \"" + random.nextInt(2) + "\"}");
                }
            }
            return String.join(", ", variables);
        }

        @Override
        public String change() {
            return of(List.of("{\"spec\": {\"replicas\": " + random.nextInt(4) + "}}",
                    "{\"spec\": {\"template\": {\"spec\": {\"containers\": [" + container("c") + "]}}}}",
                    "{\"spec\": {\"template\": {\"spec\": {\"containers\": [" + container("e") + "]}}}}",
                    "{\"spec\": {\"template\": {\"spec\": {\"containers\": [{\"name\": \"c\", \"env\": [{\"name\": \"p\","
                            + " \"$patch\": \"delete\"}]}]}}}}",
                    "{\"spec\": {\"replicas\": null, \"paused\": true}}",
                    "{\"spec\": {\"template\": {\"metadata\": {\"labels\": {\"x\": \"y\"}}}}}",
                    "{\"spec\": {\"strategy\": {\"$retainKeys\": [\"type\"], \"type\": \"Recreate\"}}}",
                    "{\"metadata\": {\"labels\": {" + labels(true) + "}}}"));
        }

        @Override
        public String operations() {
            return "[" + of(List.of("{\"op\": \"replace\", \"path\": \"/spec/replicas\", \"value\": 4}",
                    "{\"op\": \"remove\", \"path\": \"/spec/replicas\"}",
                    "{\"op\": \"add\", \"path\": \"/spec/template/spec/containers/0/env\", \"value\": []}",
                    "{\"op\": \"replace\", \"path\": \"/spec/selector/matchLabels/app\", \"value\": \"v\"}",
                    "{\"op\": \"remove\", \"path\": \"/spec/template/spec/containers/1\"}",
                    "{\"op\": \"add\", \"path\": \"/metadata/annotations\", \"value\": {\"a\": \"b\"}}")) + "]";
        }
    }
}
