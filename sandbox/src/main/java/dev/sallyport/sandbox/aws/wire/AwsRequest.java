package dev.sallyport.sandbox.aws.wire;

import dev.sallyport.identity.SignableRequest;

import java.util.List;
import java.util.Optional;

/**
 * A request as it stood on the wire. It may hold a signature or keys, so {@link #toString()} shows method and path
 * alone.
 *
 * @param method such as {@code POST}
 * @param path percent-encoded as sent
 * @param query percent-encoded as sent, without the question mark; empty when there is none
 * @param headers every line, doubles included
 * @param body decoded as UTF-8, which all that AWS's services take is; other bytes never match their signature
 * @param sourceAddress the peer's IP address
 */
public record AwsRequest(String method, String path, String query, List<SignableRequest.Header> headers, String body,
        String sourceAddress) {

    public AwsRequest {
        headers = List.copyOf(headers);
    }

    /** Every value of a header, whatever its name's case. */
    public List<String> headerValues(String name) {
        return headers.stream().filter(header -> header.name().equalsIgnoreCase(name))
                .map(SignableRequest.Header::value).toList();
    }

    /** The first value of a header. */
    public Optional<String> header(String name) {
        return headerValues(name).stream().findFirst();
    }

    /** As a signature sees it. */
    SignableRequest signable() {
        return new SignableRequest(method, path, query, headers, SignableRequest.EMPTY_PAYLOAD).withBody(body);
    }

    @Override
    public String toString() {
        return "AwsRequest[" + method + " " + path + ", rest redacted]";
    }
}
