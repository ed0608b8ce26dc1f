package dev.sallyport.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;

/**
 * The one text that both sides of a SigV4 signature agree on, however the request was written: method, path, sorted
 * query, signed headers, their names, and the body's hash, a line each.
 *
 * <p>The path has its dot segments resolved and is encoded once more than it is on the wire (as for every service but S3); the
 * query is decoded and encoded again, so that two spellings of one query are one; a parameter {@code X-Amz-Signature}
 * is left out.
 *
 * <p>Source: IAM User Guide, "Create a signed AWS API request", step 1.
 */
public final class CanonicalRequest {

    private static final String SIGNATURE_PARAMETER = "X-Amz-Signature";

    private final String text;

    private CanonicalRequest(String text) {
        this.text = text;
    }

    /**
     * The canonical form of a request.
     *
     * @param request as it goes over the wire
     * @param signedHeaders names of the headers that are signed, in any case and order; a name without a header stands
     *     for an empty value
     */
    public static CanonicalRequest of(SignableRequest request, List<String> signedHeaders) {
        TreeSet<String> names = new TreeSet<>();
        for (String name : signedHeaders) {
            names.add(PercentEncoding.lowerAscii(name));
        }
        StringBuilder text = new StringBuilder(512);
        text.append(request.method()).append('\n');
        text.append(PercentEncoding.encodePath(withoutDotSegments(request.path())));
        text.append('\n').append(canonicalQuery(request.query())).append('\n');
        for (String name : names) {
            text.append(name).append(':').append(headerValue(request, name)).append('\n');
        }
        text.append('\n').append(String.join(";", names)).append('\n').append(request.payloadHash());
        return new CanonicalRequest(text.toString());
    }

    /** The hash that the string to sign ends with. */
    public String hash() {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text itself. It may hold a session token: for answers to its own sender, not for logs. */
    public String reveal() {
        return text;
    }

    @Override
    public String toString() {
        return "CanonicalRequest[" + hash() + "]";
    }

    private static String withoutDotSegments(String path) {
        if (!path.contains("/.") && !path.contains("//")) {
            return path;
        }
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.split("/", -1);
        for (String segment : segments) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.addLast(segment);
            }
        }
        String last = segments[segments.length - 1];
        boolean endsWithSlash = last.isEmpty() || last.equals(".") || last.equals("..");
        return "/" + String.join("/", kept) + (endsWithSlash && !kept.isEmpty() ? "/" : "");
    }

    private static String canonicalQuery(String query) {
        if (query.isEmpty()) {
            return "";
        }
        List<Pair> pairs = new ArrayList<>();
        for (String part : query.split("&", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            String name = recode(equals < 0 ? part : part.substring(0, equals));
            if (!name.equals(SIGNATURE_PARAMETER)) {
                pairs.add(new Pair(name, equals < 0 ? "" : recode(part.substring(equals + 1))));
            }
        }
        Collections.sort(pairs);
        StringBuilder text = new StringBuilder(query.length() + 16);
        for (Pair pair : pairs) {
            text.append(text.isEmpty() ? "" : "&").append(pair.name).append('=').append(pair.value);
        }
        return text.toString();
    }

    /** What is no valid encoding is taken as plain text, so that every request has a canonical form. */
    private static String recode(String part) {
        return PercentEncoding.encode(PercentEncoding.decodeQuery(part).orElse(part));
    }

    private static String headerValue(SignableRequest request, String name) {
        StringBuilder joined = new StringBuilder();
        boolean first = true;
        for (SignableRequest.Header header : request.headers()) {
            if (PercentEncoding.lowerAscii(header.name()).equals(name)) {
                if (!first) {
                    joined.append(',');
                }
                first = false;
                appendWithSingleSpaces(joined, header.value());
            }
        }
        return joined.toString();
    }

    private static void appendWithSingleSpaces(StringBuilder to, String value) {
        boolean begun = false;
        boolean space = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                space = begun;
            } else {
                if (space) {
                    to.append(' ');
                }
                to.append(c);
                begun = true;
                space = false;
            }
        }
    }

    private record Pair(String name, String value) implements Comparable<Pair> {
        @Override
        public int compareTo(Pair other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : value.compareTo(other.value);
        }
    }
}
