package dev.sallyport.sandbox.aws.world;

import java.util.random.RandomGenerator;

/** Makes ids and keys in AWS's forms. Source of the prefixes: IAM User Guide, "IAM identifiers". */
final class Identifiers {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final String HEX = "0123456789abcdef";

    private final RandomGenerator random;

    Identifiers(RandomGenerator random) {
        this.random = random;
    }

    /** A unique id of 21 characters. The prefix tells the kind, such as {@code AIDA} for users. */
    String unique(String prefix) {
        return prefix + draw(BASE32, 17);
    }

    /** An access key id of 20 characters: {@code AKIA} for long-lived ones, {@code ASIA} for temporary ones. */
    String accessKey(String prefix) {
        return prefix + draw(BASE32, 16);
    }

    String secret() {
        return draw(BASE64, 40);
    }

    /** Long enough that nobody guesses it, and of a session token's look. */
    String sessionToken() {
        return "IQoJb3JpZ2luX2Vj" + draw(BASE64, 240);
    }

    /** An EC2 id such as {@code i-0123456789abcdef0}. */
    String hex(String prefix) {
        return prefix + draw(HEX, 17);
    }

    private String draw(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
