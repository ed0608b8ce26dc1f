package dev.sallyport.sandbox.aws.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.sallyport.sandbox.aws.world.AwsFault;

/** The dialect of EKS and of the sign-in portal: JSON over paths, the fault's name in a header. */
public final class RestJson implements Dialect {

    private static final String JSON = "application/json";

    /** The answer to what was done. */
    public Answer success(JsonNode content, String requestId) {
        return Answer.of(200, JSON, content.toString()).with("x-amzn-RequestId", requestId);
    }

    @Override
    public Answer fault(AwsRequest request, AwsFault fault, String requestId) {
        AwsFault own = FaultNames.REST_JSON.rename(fault);
        JsonNode body = JsonNodeFactory.instance.objectNode().put("message", own.sentence());
        return Answer.of(own.status(), JSON, body.toString()).with("x-amzn-ErrorType", own.code())
                .with("x-amzn-RequestId", requestId);
    }
}
