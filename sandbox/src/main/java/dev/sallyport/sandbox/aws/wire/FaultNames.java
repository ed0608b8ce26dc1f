package dev.sallyport.sandbox.aws.wire;

import dev.sallyport.sandbox.aws.world.AwsFault;

import java.util.HashMap;
import java.util.Map;

/**
 * What one service calls a fault that another calls by another name.
 *
 * <p>Source: API References of EC2 and EKS, "Common errors".
 */
final class FaultNames {

    static final FaultNames EC2 = new FaultNames(entry("AccessDenied", 403, "UnauthorizedOperation", ""),
            authFailure("InvalidClientTokenId"),
            authFailure("SignatureDoesNotMatch"), authFailure("IncompleteSignature"),
            entry("ExpiredToken", 400, "RequestExpired", "Request has expired."),
            entry("MissingAuthenticationToken", 400, "MissingParameter",
                    "The request must contain the parameter AWSAccessKeyId"),
            entry("ValidationError", 400, "InvalidParameterValue", ""));

    static final FaultNames REST_JSON = new FaultNames(entry("AccessDenied", 403, "AccessDeniedException", ""),
            entry("InvalidClientTokenId", 403, "UnrecognizedClientException", ""),
            entry("SignatureDoesNotMatch", 403, "InvalidSignatureException", ""),
            entry("IncompleteSignature", 403, "IncompleteSignatureException", ""),
            entry("ExpiredToken", 403, "ExpiredTokenException", ""),
            entry("MissingAuthenticationToken", 403, "MissingAuthenticationTokenException",
                    "Missing Authentication Token"),
            entry("ValidationError", 400, "InvalidParameterException", ""));

    /**
     * One fault's other name.
     *
     * @param from the name in STS and IAM
     * @param status the HTTP status
     * @param code the name here
     * @param sentence the sentence here; empty keeps the one there is
     */
    private record Entry(String from, int status, String code, String sentence) {}

    private final Map<String, Entry> entries = new HashMap<>();

    private FaultNames(Entry... entries) {
        for (Entry entry : entries) {
            this.entries.put(entry.from(), entry);
        }
    }

    AwsFault rename(AwsFault fault) {
        Entry entry = entries.get(fault.code());
        return entry == null
                ? fault
                : new AwsFault(entry.status(), entry.code(),
                        entry.sentence().isEmpty() ? fault.sentence() : entry.sentence());
    }

    private static Entry entry(String from, int status, String code, String sentence) {
        return new Entry(from, status, code, sentence);
    }

    private static Entry authFailure(String from) {
        return entry(from, 401, "AuthFailure", "AWS was not able to validate the provided access credentials");
    }
}
