package dev.sallyport.identity;

import java.util.Optional;

/**
 * The value of {@code Credential} in a signature: {@code KEY/DATE/REGION/SERVICE/aws4_request}.
 *
 * @param accessKeyId the public name of the key that signed
 * @param scope what the signature is good for
 */
record SignedBy(String accessKeyId, SigningScope scope) {

    private static final int LONGEST_KEY_ID = 128; // IAM API Reference, AccessKey

    /** Reads the value; empty when it has another form, or its key id has another than AWS's. */
    static Optional<SignedBy> tryParse(String credential) {
        int slash = credential.indexOf('/');
        if (slash < 1 || slash > LONGEST_KEY_ID) {
            return Optional.empty();
        }
        String accessKeyId = credential.substring(0, slash);
        for (int i = 0; i < accessKeyId.length(); i++) {
            char c = accessKeyId.charAt(i);
            if (!PercentEncoding.isLetterOrDigit(c) && c != '_') {
                return Optional.empty();
            }
        }
        return SigningScope.tryParse(credential.substring(slash + 1)).map(scope -> new SignedBy(accessKeyId, scope));
    }
}
