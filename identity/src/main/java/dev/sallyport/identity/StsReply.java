package dev.sallyport.identity;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what STS answered. STS speaks JSON to whoever accepts it, and XML when something in front of it answers.
 *
 * <p>Source: STS API Reference, "GetCallerIdentity" and "Common Errors"; the JSON shapes as aws-iam-authenticator reads
 * them.
 */
final class StsReply {

    /** No answer of STS's comes near; what is longer is none. */
    static final int MOST_BYTES = 64 * 1024;

    private static final int LONGEST_CODE = 64; // characters

    private StsReply() {}

    static StsAnswer read(int status, byte[] body) {
        if (status == 200) {
            return body.length > MOST_BYTES
                    ? new StsAnswer.Nonsense("STS's answer is longer than " + MOST_BYTES + " bytes")
                    : identity(new String(body, StandardCharsets.UTF_8));
        }
        if (status >= 300 && status < 400) {
            return new StsAnswer.Redirected(status);
        }
        if (status < 300) {
            return new StsAnswer.Nonsense("STS answered with the status " + status);
        }
        String text = new String(body, StandardCharsets.UTF_8);
        String code = errorCode(text);
        boolean throttling = code.isEmpty() ? text.contains("Throttling") : code.contains("Throttling");
        if (status == 429 || throttling) {
            return new StsAnswer.Throttled();
        }
        if (status == 407) {
            return new StsAnswer.Unreachable("a proxy on the way asks for a login (407)");
        }
        if (status >= 500) {
            return new StsAnswer.Unreachable("STS failed with the status " + status);
        }
        return new StsAnswer.Refused(status, code);
    }

    private static StsAnswer identity(String text) {
        Map<?, ?> result = object(object(JsonReader.tryRead(text).orElse(null), "GetCallerIdentityResponse"),
                "GetCallerIdentityResult");
        String arn = text(result.get("Arn"));
        String account = text(result.get("Account"));
        String userId = text(result.get("UserId"));
        if (arn.isEmpty() || account.isEmpty() || userId.isEmpty()) {
            return new StsAnswer.Nonsense("STS answered 200 with something that is no caller's identity");
        }
        return new StsAnswer.Identified(arn, account, userId);
    }

    /** AWS's error code from {@code {"Error":{"Code":…}}} or {@code <Code>…</Code>}; empty where there is none. */
    private static String errorCode(String text) {
        Optional<Object> json = JsonReader.tryRead(text);
        if (json.isPresent()) {
            return word(text(object(json.get(), "Error").get("Code")));
        }
        int begin = text.indexOf("<Code>");
        int end = text.indexOf("</Code>", Math.max(begin, 0));
        return begin < 0 || end < 0 ? "" : word(text.substring(begin + "<Code>".length(), end));
    }

    private static Map<?, ?> object(@Nullable Object json, String name) {
        return json instanceof Map<?, ?> map && map.get(name) instanceof Map<?, ?> inner ? inner : Map.of();
    }

    private static String text(@Nullable Object json) {
        return json instanceof String string ? string : "";
    }

    /** Only what has the form of a code gets out: it ends in logs and answers. */
    private static String word(String code) {
        if (code.length() > LONGEST_CODE) {
            return "";
        }
        for (int i = 0; i < code.length(); i++) {
            if (!PercentEncoding.isLetterOrDigit(code.charAt(i)) && code.charAt(i) != '.') {
                return "";
            }
        }
        return code;
    }
}
