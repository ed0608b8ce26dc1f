package dev.sallyport.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks for what must stay secret: the secrets that are known, in each form in which one may be written, and whatever has
 * a secret's form. A finding says where, and of which kind; never what.
 */
final class SecretSearch {

    private static final int LEAST = 8; // below that a value occurs by chance

    /** What is recognized by its look alone. */
    private static final Map<String, Pattern> FORMS = forms();

    /** The secrets that are known, and what each is. */
    private final Map<String, String> known = new LinkedHashMap<>();

    private static Map<String, Pattern> forms() {
        Map<String, Pattern> forms = new LinkedHashMap<>();
        forms.put("a token", Pattern.compile("k8s-aws-v1\\.[A-Za-z0-9_-]{20,}"));
        forms.put("a signature in a URL", Pattern.compile("(?i)X-Amz-Signature(?:=|%3D)[0-9a-f]{16,}"));
        forms.put("a signature in a header", Pattern.compile("Signature=[0-9a-f]{64}"));
        forms.put("a session token in a URL", Pattern.compile("(?i)X-Amz-Security-Token(?:=|%3D)[A-Za-z0-9%/+=]{16,}"));
        forms.put("a session token", Pattern.compile("IQoJb3JpZ2luX2Vj[A-Za-z0-9/+=%]{16,}"));
        forms.put("a private key", Pattern.compile("-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"));
        return forms;
    }

    /** Adds a secret to be looked for. */
    SecretSearch know(String kind, String secret) {
        if (secret.length() < LEAST) {
            throw new IllegalArgumentException("too short to be looked for: " + kind);
        }
        known.put(secret, kind);
        known.putIfAbsent(java.net.URLEncoder.encode(secret, StandardCharsets.UTF_8), kind + " (URL-encoded)");
        known.putIfAbsent(secret.replace("/", "\\/"), kind + " (in JSON)");
        return this;
    }

    /** Adds every secret that a command's output holds in AWS's JSON, as {@code sts assume-role} prints it. */
    SecretSearch knowAllOf(String json) {
        Matcher matcher = Pattern.compile("\"(SecretAccessKey|SessionToken|Token)\" ?: ?\"([^\"]+)\"").matcher(json);
        while (matcher.find()) {
            know(matcher.group(1), matcher.group(2));
        }
        return this;
    }

    /** How many secrets are known, each counted once. */
    long size() {
        return known.values().stream().filter(kind -> !kind.endsWith(")")).count();
    }

    /** Which kinds of secret occur in a text. */
    List<String> in(String text) {
        TreeSet<String> found = new TreeSet<>();
        known.forEach((secret, kind) -> {
            if (text.contains(secret)) {
                found.add(kind);
            }
        });
        FORMS.forEach((kind, form) -> {
            if (form.matcher(text).find()) {
                found.add(kind);
            }
        });
        return List.copyOf(found);
    }

    /** Which kinds of secret occur in which files below a folder, but for those that are meant to hold one. */
    Map<Path, List<String>> below(Path folder, Predicate<Path> meantToHoldOne) {
        Map<Path, List<String>> found = new TreeMap<>();
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile).filter(file -> !Files.isSymbolicLink(file)).filter(meantToHoldOne.negate())
                    .forEach(files::add);
            for (Path file : files) {
                // Byte for byte, whatever the file holds.
                List<String> kinds = in(Files.readString(file, StandardCharsets.ISO_8859_1));
                if (!kinds.isEmpty()) {
                    found.put(folder.relativize(file), kinds);
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "a search for " + size() + " secrets";
    }
}
