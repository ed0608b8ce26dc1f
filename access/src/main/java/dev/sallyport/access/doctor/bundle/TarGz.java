package dev.sallyport.access.doctor.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * A compressed tar of small text files, in POSIX ustar format: each file is a header of 512 bytes and its bytes, filled up
 * to a multiple of 512. No owner, no time and no mode of this machine is in it. Source: POSIX.1-2017, {@code pax},
 * "ustar Interchange Format".
 */
public final class TarGz {

    private static final int BLOCK = 512;

    private TarGz() {}

    /**
     * The archive.
     *
     * @param folder in which all files lie
     * @param files texts by their names
     */
    public static byte[] of(String folder, Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                gzip.write(header(folder + "/" + file.getKey(), content.length));
                gzip.write(Arrays.copyOf(content, (content.length + BLOCK - 1) / BLOCK * BLOCK));
            }
            gzip.write(new byte[2 * BLOCK]); // the end
        } catch (IOException e) {
            throw new UncheckedIOException(e); // into memory
        }
        return bytes.toByteArray();
    }

    private static byte[] header(String name, int size) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000600\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, String.format("%011o", size) + "\0");
        put(header, 136, "00000000000\0");
        put(header, 148, "        "); // the sum is taken with blanks in its own place
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte value : header) {
            sum += value & 0xff;
        }
        put(header, 148, String.format("%06o", sum) + "\0 ");
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
