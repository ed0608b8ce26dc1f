package dev.sallyport.cluster.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A ConfigMap's data as a revision keeps it: JSON with its keys in order, gzipped; and what tells two of them apart. */
final class RevisionText {

    private static final int LARGEST = 8 << 20; // bytes, unpacked; a ConfigMap has 1 MiB
    private static final ObjectMapper JSON = new ObjectMapper();

    private RevisionText() {}

    static String pack(Map<String, String> data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(json(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    static Map<String, String> unpack(String text) throws IOException {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            byte[] json = zip.readNBytes(LARGEST);
            return JSON.readValue(new String(json, StandardCharsets.UTF_8), new TypeReference<Map<String, String>>() {
            });
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException("not the text of a revision", e);
        }
    }

    static String digest(Map<String, String> data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json(data)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] json(Map<String, String> data) {
        try {
            return JSON.writeValueAsBytes(new TreeMap<>(data));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
