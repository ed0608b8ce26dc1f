package dev.sallyport.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * SHA-256, and HMAC over it.
 *
 * <p>HMAC is written out here (RFC 2104: hash the message behind the key xored with one pad, then that hash behind the
 * key xored with the other) because {@code javax.crypto.Mac} sets up the whole of JCE: the first HMAC of a JVM takes three
 * to four times as long by it, and the token command starts with every kubectl.
 */
final class Sha256 {

    private static final int BLOCK = 64; // bytes, of SHA-256
    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5c;

    private Sha256() {}

    static byte[] of(byte[] message) {
        return digest().digest(message);
    }

    /** The hash as 64 lower-case hexadecimal digits. */
    static String hex(byte[] message) {
        return HexFormat.of().formatHex(of(message));
    }

    static byte[] hmac(byte[] key, String message) {
        byte[] shortKey = key.length > BLOCK ? of(key) : key;
        MessageDigest digest = digest();
        digest.update(padded(shortKey, INNER_PAD));
        byte[] inner = digest.digest(message.getBytes(StandardCharsets.UTF_8));
        digest.update(padded(shortKey, OUTER_PAD));
        return digest.digest(inner);
    }

    private static byte[] padded(byte[] key, byte pad) {
        byte[] block = Arrays.copyOf(key, BLOCK);
        for (int i = 0; i < BLOCK; i++) {
            block[i] ^= pad;
        }
        return block;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
