package dev.sallyport.access.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a report as one HTML page that stands by itself. Its Content-Security-Policy lets run and look only what was
 * hashed here, and forbids every request; names from outside are in a block of data alone, and the script shows them as
 * text.
 */
public final class ReportPage {

    /** How every page of ours begins, so that it can be told from somebody's other file. */
    public static final String BEGINNING = "<!doctype html>\n<!-- written by sallyport access report -->\n";

    private static final List<String> SCRIPTS = List.of("elements.js", "model.js", "passage.js", "person.js",
            "table.js",
            "page.js");

    private ReportPage() {}

    /** Writes the page, in UTF-8 that is all ASCII; the writer stays open. */
    public static void write(AccessReport report, Writer out) throws IOException {
        String style = "\n" + resource("page.css");
        String script = SCRIPTS.stream().map(ReportPage::resource)
                .collect(Collectors.joining("\n", "\n(() => {\n\"use strict\";\n\n", "})();\n"));
        String policy = "default-src 'none'; style-src " + hash(style) + "; script-src " + hash(script)
                + "; base-uri 'none'; form-action 'none'";
        String[] around = resource("page.html").replace("@POLICY@", policy).split("@(STYLE|DATA|SCRIPT)@", -1);
        out.write(BEGINNING);
        out.write(around[0]);
        out.write(style);
        out.write(around[1]);
        PageData.write(report, out);
        out.write(around[2]);
        out.write(script);
        out.write(around[3]);
    }

    /** Source: W3C, "Content Security Policy Level 3", hash-source: of the text between the tags, as it stands. */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing beside " + ReportPage.class);
            }
            // A browser reads a line break of Windows as one character, and hashes it so.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
