package dev.sallyport.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An HTTP request as its SigV4 signature sees it: what goes over the wire, before or after signing.
 *
 * <p>Once signed it is secret, so {@link #toString()} shows method and path alone.
 *
 * @param method such as {@code GET}
 * @param path the path as sent, percent-encoded, beginning with a slash
 * @param query the query as sent, percent-encoded, without the question mark; empty when there is none
 * @param headers as sent; a {@code host} header must be among them for a signature to be good
 * @param payloadHash SHA-256 of the body in lower-case hexadecimal, or {@link #UNSIGNED_PAYLOAD}
 */
public record SignableRequest(String method, String path, String query, List<Header> headers, String payloadHash) {

    /** The hash of no body. */
    public static final String EMPTY_PAYLOAD = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    /** Stands for the hash where the body is not signed. */
    public static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";

    /** One header line; a name may occur several times. */
    public record Header(String name, String value) {
        @Override
        public String toString() {
            return name + ": redacted";
        }
    }

    public SignableRequest {
        headers = List.copyOf(headers);
        if (path.isEmpty()) {
            path = "/";
        }
    }

    /** A request without a body and, so far, without headers but the host. */
    public static SignableRequest of(String method, String host, String path, String query) {
        return new SignableRequest(method, path, query, List.of(new Header("host", host)), EMPTY_PAYLOAD);
    }

    /** The same request with one header line more. */
    public SignableRequest with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new SignableRequest(method, path, query, more, payloadHash);
    }

    /** The same request with this body. */
    public SignableRequest withBody(byte[] body) {
        return new SignableRequest(method, path, query, headers, Sha256.hex(body));
    }

    /** The same request with this text as its body, in UTF-8. */
    public SignableRequest withBody(String body) {
        return withBody(body.getBytes(StandardCharsets.UTF_8));
    }

    SignableRequest withQuery(String newQuery) {
        return new SignableRequest(method, path, newQuery, headers, payloadHash);
    }

    /** The first header of this name, whatever its case. */
    public Optional<String> header(String name) {
        for (Header header : headers) {
            if (header.name().equalsIgnoreCase(name)) {
                return Optional.of(header.value());
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "SignableRequest[" + method + " " + path + ", rest redacted]";
    }
}
