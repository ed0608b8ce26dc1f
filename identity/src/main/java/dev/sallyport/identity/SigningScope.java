package dev.sallyport.identity;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * For what a SigV4 signature is good: one day, one region, one service. Its text is what follows the access key id in
 * {@code Credential}, such as {@code 20150830/us-east-1/sts/aws4_request}.
 *
 * <p>Source: IAM User Guide, "Elements of an AWS API request signature".
 *
 * @param date the day in UTC as eight digits, such as {@code 20150830}
 * @param region such as {@code us-east-1}
 * @param service such as {@code sts}
 */
public record SigningScope(String date, String region, String service) {

    private static final String TERMINATOR = "aws4_request";

    /** Reads {@code DATE/REGION/SERVICE/aws4_request}; empty when the text has another form. */
    public static Optional<SigningScope> tryParse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 4 || parts[0].length() != 8 || parts[1].isEmpty() || parts[2].isEmpty()
                || !parts[3].equals(TERMINATOR)) {
            return Optional.empty();
        }
        return Optional.of(new SigningScope(parts[0], parts[1], parts[2]));
    }

    /**
     * The text that is signed: algorithm, moment, this scope, and the hash of the canonical request.
     *
     * @param amzDate the moment as in {@code X-Amz-Date}
     * @param request the canonical request
     */
    public String stringToSign(String amzDate, CanonicalRequest request) {
        return SigV4Signer.ALGORITHM + "\n" + amzDate + "\n" + this + "\n" + request.hash();
    }

    /**
     * The signature's 32 bytes.
     *
     * @param secretAccessKey the key of whoever signs
     * @param stringToSign as {@link #stringToSign} gives it
     */
    public byte[] sign(String secretAccessKey, String stringToSign) {
        byte[] key = ("AWS4" + secretAccessKey).getBytes(StandardCharsets.UTF_8);
        for (String step : new String[]{date, region, service, TERMINATOR}) {
            key = Sha256.hmac(key, step);
        }
        return Sha256.hmac(key, stringToSign);
    }

    /** The scope as text. */
    @Override
    public String toString() {
        return date + "/" + region + "/" + service + "/" + TERMINATOR;
    }
}
