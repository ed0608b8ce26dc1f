package dev.sallyport.sandbox.kubernetes.schema;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The JSON files that come with this package, in the same jar. */
public final class BundledJson {

    private static final String FOLDER = "/dev/sallyport/sandbox/kubernetes/";

    private BundledJson() {}

    /** Reads the file of this name. */
    public static JsonNode read(String name) {
        try (InputStream in = BundledJson.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + FOLDER + name + " is missing from the jar");
            }
            return BodyText.json(in.readAllBytes()).value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (BodyText.Malformed e) {
            throw new IllegalStateException("the resource " + FOLDER + name + " is no JSON: " + e.getMessage(), e);
        }
    }
}
