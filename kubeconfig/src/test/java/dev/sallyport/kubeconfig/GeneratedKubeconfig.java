package dev.sallyport.kubeconfig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Writes a kubeconfig in one of the many ways in which people and programs do: block and flow style, JSON, comments
 * everywhere, quotes, empty and missing lists, any order, any indentation, Windows line ends.
 */
final class GeneratedKubeconfig {

    private final Random random;
    private final String known;
    private final int dash;
    private final boolean comments;

    private GeneratedKubeconfig(Random random, String known) {
        this.random = random;
        this.known = known;
        this.dash = random.nextInt(3);
        this.comments = random.nextInt(3) > 0;
    }

    /**
     * A kubeconfig.
     *
     * @param known a name that some of its entries have
     */
    static String of(Random random, String known) {
        if (random.nextInt(8) == 0) {
            return random.nextBoolean() ? "" : "# nothing yet\n\n";
        }
        return new GeneratedKubeconfig(random, known).text();
    }

    private String text() {
        if (random.nextInt(6) == 0) {
            return json();
        }
        List<String> parts = new ArrayList<>(List.of("apiVersion: v1" + comment() + "\n", "kind: Config\n",
                list("clusters", "cluster"), list("contexts", "context"), list("users", "user")));
        if (random.nextInt(4) > 0) {
            parts.add("current-context: " + pick("kind", "\"kind\"", "''", "null", known) + comment() + "\n");
        }
        if (random.nextBoolean()) {
            parts.add(pick("preferences: {}\n", "preferences:\n  colors: true\n"));
        }
        if (random.nextInt(3) == 0) {
            parts.add("x-foreign: [a, {b: c}]" + comment() + "\n");
        }
        if (random.nextInt(3) == 0) {
            parts.remove(random.nextInt(parts.size()));
        }
        Collections.shuffle(parts, random);
        String text = (random.nextInt(5) == 0 ? "---\n" : "") + String.join(random.nextInt(4) == 0 ? "\n" : "", parts);
        if (random.nextInt(6) == 0 && !text.contains("|")) { // a line end more would be part of a block scalar
            text = text.stripTrailing();
        }
        return random.nextInt(5) == 0 ? text.replace("\n", "\r\n") : text;
    }

    private String list(String list, String kind) {
        int entries = random.nextInt(4);
        if (entries == 0) {
            return list + ":" + pick(" []", "", " null", " ~") + comment() + "\n";
        }
        StringBuilder text = new StringBuilder(list + ":" + comment() + "\n");
        String indent = " ".repeat(dash);
        for (int i = 0; i < entries; i++) {
            String name = random.nextInt(3) == 0 ? known : pick("kind", "minikube", "'0123'", "\"é 😀\"") + "";
            if (text.indexOf(name) >= 0) {
                continue;
            }
            if (comments && random.nextInt(4) == 0) {
                text.append(indent).append("# about ").append(i).append('\n');
            }
            text.append(entry(kind, name, indent));
            if (random.nextInt(6) == 0) {
                text.append('\n');
            }
        }
        return text.toString();
    }

    private String entry(String kind, String name, String indent) {
        if (random.nextInt(5) == 0) {
            return indent + "- {name: " + name + ", " + kind + ": " + flow(kind) + "}" + comment() + "\n";
        }
        String inner = switch (kind) {
            case "cluster" -> "    " + "server: " + pick("https://a", "\"https://b:443\"") + comment() + "\n"
                    + pick("", "    insecure-skip-tls-verify: true\n", "    proxy-url: http://p\n")
                    + pick("", "    certificate-authority-data: QUJD\n");
            case "context" -> "    cluster: " + pick("kind", known) + "\n    user: kind" + comment() + "\n";
            default -> pick("    token: abc" + comment() + "\n", "    exec:\n      apiVersion: v1alpha1\n"
                    + "      args:" + comment() + "\n      - --region\n      - us-east-1" + comment() + "\n      - x\n"
                    + "      command: aws\n", "    client-key-data: |\n      abc\n      def\n");
        };
        String first = kind + ":" + comment() + "\n" + inner;
        String block = random.nextBoolean()
                ? "name: " + name + comment() + "\n  " + first
                : first + "  name: " + name + "\n";
        return (indent + "- " + block.strip().replace("\n", "\n" + indent) + "\n");
    }

    private String flow(String kind) {
        return switch (kind) {
            case "cluster" -> "{server: https://a}";
            case "context" -> "{cluster: kind, user: kind}";
            default -> pick("{token: abc}", "{exec: {command: aws, args: [a, b], apiVersion: v1}}");
        };
    }

    private String json() {
        return ("{\"apiVersion\": \"v1\", \"clusters\": " + pick("[]", "null",
                "[{\"name\": \"kind\", \"cluster\": {\"server\": \"https://a\"}}]",
                "[\n {\"cluster\": {\"server\": \"https://a\"}, \"name\": \"" + known + "\"}\n]")
                + ", \"users\": [{\"name\": \"kind\", \"user\": {}}],\n\"current-context\": \"\", \"contexts\": []}\n");
    }

    private String comment() {
        return comments && random.nextInt(3) == 0 ? "  # note " + random.nextInt(1000) : "";
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
