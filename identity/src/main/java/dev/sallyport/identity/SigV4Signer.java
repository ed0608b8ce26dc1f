package dev.sallyport.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Signs requests to AWS with Signature Version 4, by the JDK alone, in both forms that AWS knows: in an
 * {@code Authorization} header, or in the query, which makes a URL that its holder can use ("presigned").
 *
 * <p>Every header that the request has when it is signed is signed, so headers that a proxy may change are added
 * afterwards. The other side reads a signature with {@link SignatureClaim}.
 *
 * <p>Source: IAM User Guide, "Signature Version 4 for API requests".
 */
public final class SigV4Signer {

    /** The one algorithm of Signature Version 4. */
    public static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private final String region;
    private final String service;

    /** A signer for one region and one service, such as {@code eu-west-1} and {@code sts}. */
    public SigV4Signer(String region, String service) {
        this.region = region;
        this.service = service;
    }

    /**
     * The request with {@code X-Amz-Date}, {@code X-Amz-Security-Token} for temporary keys, and {@code Authorization}.
     *
     * @param request with all headers that shall be signed, {@code host} among them
     * @param credentials whose request it is
     * @param at the moment of signing; AWS accepts it for five minutes
     */
    public SignableRequest sign(SignableRequest request, AwsCredentials credentials, Instant at) {
        String amzDate = AmzDate.format(at);
        SignableRequest dated = request.with("X-Amz-Date", amzDate);
        if (credentials.sessionToken().isPresent()) {
            dated = dated.with("X-Amz-Security-Token", credentials.sessionToken().get());
        }
        List<String> names = headerNames(dated);
        SigningScope scope = scope(amzDate);
        String signature = signature(dated, names, scope, amzDate, credentials);
        return dated.with("Authorization", ALGORITHM + " Credential=" + credentials.accessKeyId() + "/" + scope
                + ", SignedHeaders=" + String.join(";", names) + ", Signature=" + signature);
    }

    /**
     * The request with its signature in the query, the parameters in the order in which the AWS CLI writes them.
     *
     * @param request with all headers that its sender will have to send too, {@code host} among them
     * @param credentials whose request it is
     * @param at the moment of signing
     * @param expires written as {@code X-Amz-Expires}; how long AWS honours the URL, though STS ignores it and honours
     *     every URL for 15 minutes
     */
    public SignableRequest presign(SignableRequest request, AwsCredentials credentials, Instant at, Duration expires) {
        String amzDate = AmzDate.format(at);
        List<String> names = headerNames(request);
        SigningScope scope = scope(amzDate);
        StringBuilder query = new StringBuilder(request.query());
        append(query, "X-Amz-Algorithm", ALGORITHM);
        append(query, "X-Amz-Credential", credentials.accessKeyId() + "/" + scope);
        append(query, "X-Amz-Date", amzDate);
        append(query, "X-Amz-Expires", Long.toString(expires.toSeconds()));
        append(query, "X-Amz-SignedHeaders", String.join(";", names));
        if (credentials.sessionToken().isPresent()) {
            append(query, "X-Amz-Security-Token", credentials.sessionToken().get());
        }
        SignableRequest unsigned = request.withQuery(query.toString());
        append(query, "X-Amz-Signature", signature(unsigned, names, scope, amzDate, credentials));
        return request.withQuery(query.toString());
    }

    private SigningScope scope(String amzDate) {
        return new SigningScope(amzDate.substring(0, 8), region, service);
    }

    private static String signature(SignableRequest request, List<String> names, SigningScope scope, String amzDate,
            AwsCredentials credentials) {
        String stringToSign = scope.stringToSign(amzDate, CanonicalRequest.of(request, names));
        return HexFormat.of().formatHex(scope.sign(credentials.secretAccessKey(), stringToSign));
    }

    private static List<String> headerNames(SignableRequest request) {
        List<String> names = new ArrayList<>();
        for (SignableRequest.Header header : request.headers()) {
            String name = PercentEncoding.lowerAscii(header.name());
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        names.sort(null);
        return names;
    }

    private static void append(StringBuilder query, String name, String value) {
        if (!query.isEmpty()) {
            query.append('&');
        }
        query.append(name).append('=').append(PercentEncoding.encode(value));
    }
}
