package dev.sallyport.sandbox.aws.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An answer, ready to be sent. The body may hold keys, so {@link #toString()} leaves it out.
 *
 * @param status the HTTP status
 * @param contentType of the body
 * @param headers beside content type and length
 * @param body in UTF-8 on the wire
 */
public record Answer(int status, String contentType, List<Map.Entry<String, String>> headers, String body) {

    public Answer {
        headers = List.copyOf(headers);
    }

    /** An answer without headers of its own. */
    public static Answer of(int status, String contentType, String body) {
        return new Answer(status, contentType, List.of(), body);
    }

    /** The same answer with one header more. */
    public Answer with(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new Answer(status, contentType, more, body);
    }

    @Override
    public String toString() {
        return "Answer[" + status + ", " + body.length() + " characters]";
    }
}
