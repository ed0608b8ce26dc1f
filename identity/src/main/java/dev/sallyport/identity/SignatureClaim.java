package dev.sallyport.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a received request says of its SigV4 signature, in either form. Reading it is not believing it: that is
 * {@link #isBy}. Whether the key exists, the date is near and the scope's, the scope the right one and every header signed
 * that must be, is for the receiver to judge.
 *
 * <p>Source: IAM User Guide, "Signature Version 4 for API requests".
 *
 * @param form where the signature stands
 * @param accessKeyId the public name of the key that is said to have signed
 * @param scope what the signature is good for
 * @param amzDate the moment of signing, as written; see {@link AmzDate#parse}
 * @param expires {@code X-Amz-Expires} as written; empty in the header form
 * @param signedHeaders names of the headers under the signature, as written
 * @param sessionToken the session token that came along; present for temporary keys
 * @param signature 64 hexadecimal digits, if it is any good
 */
public record SignatureClaim(Form form, String accessKeyId, SigningScope scope, String amzDate, String expires,
        List<String> signedHeaders, Optional<String> sessionToken, String signature) {

    /** Where a signature stands. */
    public enum Form {
        /** In the {@code Authorization} header. */
        HEADER,
        /** In the query: the request is presigned. */
        QUERY
    }

    /** What reading a request came to. */
    public sealed interface Reading {

        /** The request carries a whole signature. */
        record Claimed(SignatureClaim claim) implements Reading {}

        /** The request carries no SigV4 signature at all. */
        record Unsigned() implements Reading {}

        /**
         * The request carries a part of a signature.
         *
         * @param form where
         * @param missing the parameters that are not there, by AWS's names, such as {@code SignedHeaders}
         * @param unreadable those that are there, but doubled or of another form
         */
        record Incomplete(Form form, List<String> missing, List<String> unreadable) implements Reading {
            public Incomplete {
                missing = List.copyOf(missing);
                unreadable = List.copyOf(unreadable);
            }
        }
    }

    private static final String DATE = "X-Amz-Date";
    private static final String SESSION_TOKEN = "X-Amz-Security-Token";
    private static final String CONTENT_HASH = "x-amz-content-sha256";

    public SignatureClaim {
        signedHeaders = List.copyOf(signedHeaders);
    }

    /** Looks for a signature, in the {@code Authorization} header first, then in the query. */
    public static Reading read(SignableRequest request) {
        Optional<String> authorization = request.header("Authorization");
        if (authorization.isPresent() && (authorization.get() + " ").startsWith(SigV4Signer.ALGORITHM + " ")) {
            return readHeader(request, authorization.get().substring(SigV4Signer.ALGORITHM.length()));
        }
        Optional<QueryParameters> query = QueryParameters.parse(request.query());
        if (query.isPresent() && query.get().value("X-Amz-Algorithm").equals(SigV4Signer.ALGORITHM)) {
            return readQuery(query.get());
        }
        return new Reading.Unsigned();
    }

    /**
     * Whether the signature is the one that the holder of this secret makes for this request. The comparison takes the
     * same time wherever the difference is.
     *
     * @param secretAccessKey the secret of {@link #accessKeyId}
     * @param request the request that this claim was read from, with the hash of the body as it came
     */
    public boolean isBy(String secretAccessKey, SignableRequest request) {
        Optional<String> announced = request.header(CONTENT_HASH);
        if (announced.isPresent() && !announced.get().equals(SignableRequest.UNSIGNED_PAYLOAD)
                && !announced.get().equals(request.payloadHash())) {
            return false;
        }
        String expected = HexFormat.of().formatHex(scope.sign(secretAccessKey, stringToSign(request)));
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.UTF_8));
    }

    /** The canonical request as the receiver sees it; AWS quotes it to whoever sent a wrong signature. */
    public CanonicalRequest canonicalRequest(SignableRequest request) {
        String hash = request.header(CONTENT_HASH).orElse(request.payloadHash());
        return CanonicalRequest.of(new SignableRequest(request.method(), request.path(), request.query(),
                request.headers(), hash), signedHeaders);
    }

    /** The string to sign as the receiver sees it. */
    public String stringToSign(SignableRequest request) {
        return scope.stringToSign(amzDate, canonicalRequest(request));
    }

    @Override
    public String toString() {
        return "SignatureClaim[" + form + " by " + accessKeyId + " for " + scope + ", rest redacted]";
    }

    private static Reading readHeader(SignableRequest request, String parameters) {
        Parts parts = new Parts();
        for (String parameter : parameters.split(",", -1)) {
            String trimmed = parameter.strip();
            int equals = trimmed.indexOf('=');
            if (equals > 0) {
                parts.put(trimmed.substring(0, equals), trimmed.substring(equals + 1));
            }
        }
        for (SignableRequest.Header header : request.headers()) {
            if (header.name().equalsIgnoreCase(DATE)) {
                parts.put(DATE, header.value().strip());
            }
        }
        return parts.toReading(Form.HEADER, "", request.header(SESSION_TOKEN).map(String::strip));
    }

    private static Reading readQuery(QueryParameters query) {
        Parts parts = new Parts();
        for (String name : new String[]{"Credential", "SignedHeaders", "Signature", "Date"}) {
            for (String value : query.values("X-Amz-" + name)) {
                parts.put(name.equals("Date") ? DATE : name, value);
            }
        }
        return parts.toReading(Form.QUERY, query.value("X-Amz-Expires"),
                query.has(SESSION_TOKEN) ? Optional.of(query.value(SESSION_TOKEN)) : Optional.empty());
    }

    /** The pieces of a signature as they are found, and what is wrong with them. */
    private static final class Parts {

        private final Map<String, String> found = new TreeMap<>();
        private final List<String> unreadable = new ArrayList<>();

        void put(String name, String value) {
            if (found.put(name, value) != null) {
                unreadable.add(name);
            }
        }

        Reading toReading(Form form, String expires, Optional<String> sessionToken) {
            List<String> missing = new ArrayList<>();
            for (String name : new String[]{"Credential", "Signature", "SignedHeaders", DATE}) {
                if (found.getOrDefault(name, "").isEmpty()) {
                    missing.add(name);
                }
            }
            String credential = found.getOrDefault("Credential", "");
            Optional<SignedBy> by = SignedBy.tryParse(credential);
            if (by.isEmpty() && !credential.isEmpty()) {
                unreadable.add("Credential");
            }
            String amzDate = found.getOrDefault(DATE, "");
            if (!amzDate.isEmpty() && AmzDate.parse(amzDate).isEmpty()) {
                unreadable.add(DATE);
            }
            if (by.isEmpty() || !missing.isEmpty() || !unreadable.isEmpty()) {
                return new Reading.Incomplete(form, missing, unreadable.stream().distinct().toList());
            }
            return new Reading.Claimed(new SignatureClaim(form, by.get().accessKeyId(), by.get().scope(), amzDate,
                    expires, List.of(found.getOrDefault("SignedHeaders", "").split(";", -1)), sessionToken,
                    found.getOrDefault("Signature", "")));
        }
    }
}
