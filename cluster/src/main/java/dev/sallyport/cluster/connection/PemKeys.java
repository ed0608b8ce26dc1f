package dev.sallyport.cluster.connection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads certificates and private keys as PEM.
 *
 * <p>The JDK knows keys in PKCS#8 alone. The two older forms, {@code RSA PRIVATE KEY} (PKCS#1) and {@code EC PRIVATE
 * KEY} (SEC1), are the same keys without the envelope that says what they are, so they are put into one.
 */
public final class PemKeys {

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final byte[] RSA_ALGORITHM = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
    private static final byte[] EC_OID = HexFormat.of().parseHex("06072a8648ce3d0201");
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int SEC1_PARAMETERS = 0xa0;

    private PemKeys() {}

    /**
     * All certificates of a text, in their order; other blocks and text around them are passed over.
     *
     * @throws CertificateException when one cannot be read, or there is none
     */
    public static List<X509Certificate> certificates(String pem) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(pem);
        while (blocks.find()) {
            if (blocks.group(1).equals("CERTIFICATE")) {
                certificates.add((X509Certificate) factory
                        .generateCertificate(new ByteArrayInputStream(decode(blocks.group(2)))));
            }
        }
        if (certificates.isEmpty()) {
            throw new CertificateException("there is no certificate in it");
        }
        return certificates;
    }

    /** The first private key of a text. */
    static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        Matcher blocks = BLOCK.matcher(pem);
        while (blocks.find()) {
            byte[] der = decode(blocks.group(2));
            switch (blocks.group(1)) {
                case "PRIVATE KEY" -> {
                    return fromPkcs8(der);
                }
                case "RSA PRIVATE KEY" -> {
                    return fromPkcs8(tagged(SEQUENCE, VERSION_0, RSA_ALGORITHM, tagged(OCTET_STRING, der)));
                }
                case "EC PRIVATE KEY" -> {
                    return fromPkcs8(tagged(SEQUENCE, VERSION_0, tagged(SEQUENCE, EC_OID, curveOf(der)),
                            tagged(OCTET_STRING, der)));
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw new InvalidKeySpecException("the private key has a passphrase");
                default -> {
                    // a certificate or parameters beside the key
                }
            }
        }
        throw new InvalidKeySpecException("there is no private key in it");
    }

    private static byte[] decode(String base64) throws CertificateException {
        try {
            return Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw new CertificateException("it is not base64", e);
        }
    }

    /** The algorithm stands inside, where only a factory that knows it looks. */
    private static PrivateKey fromPkcs8(byte[] der) throws GeneralSecurityException {
        for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException e) {
                // of another algorithm
            }
        }
        throw new InvalidKeySpecException("the private key is neither RSA nor EC nor Ed25519");
    }

    /** The curve's object id, which SEC1 (RFC 5915) keeps as its third element, tagged 0. */
    private static byte[] curveOf(byte[] sec1) throws InvalidKeySpecException {
        try {
            int at = contentStart(sec1, 0);
            while (at < sec1.length) {
                int start = contentStart(sec1, at);
                int end = start + contentLength(sec1, at);
                if ((sec1[at] & 0xff) == SEC1_PARAMETERS) {
                    return Arrays.copyOfRange(sec1, start, end);
                }
                at = end;
            }
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new InvalidKeySpecException("the EC private key is cut off", e);
        }
        throw new InvalidKeySpecException("the EC private key does not name its curve");
    }

    private static int contentStart(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int contentLength(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = 0; i < (first & 0x7f); i++) {
            length = (length << 8) | (der[at + 2 + i] & 0xff);
        }
        return length;
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = content.size();
        if (length < 0x80) {
            whole.write(length);
        } else {
            int bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
            whole.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                whole.write(length >> (8 * i));
            }
        }
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
