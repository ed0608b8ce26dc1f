package dev.sallyport.sandbox.aws.wire;

import dev.sallyport.sandbox.aws.world.AwsFault;

/**
 * The dialects of the services that are asked by {@code Action} parameters. The bodies have the form in which the AWS
 * SDKs read the query and EC2 protocols.
 */
public enum QueryDialect implements Dialect {

    /** STS: XML, or JSON for whoever accepts that. */
    STS("https://sts.amazonaws.com/doc/2011-06-15/") {
        @Override
        public Answer success(AwsRequest request, String action, Tree.Struct result, String requestId) {
            if (!wantsJson(request)) {
                return super.success(request, action, result, requestId);
            }
            Tree.Struct response = Tree.Struct.empty().and(action + "Result", result).and("ResponseMetadata",
                    Tree.of("RequestId", requestId));
            return json(200, Tree.Struct.empty().and(action + "Response", response));
        }

        @Override
        public Answer fault(AwsRequest request, AwsFault fault, String requestId) {
            if (!wantsJson(request)) {
                return super.fault(request, fault, requestId);
            }
            Tree.Struct error = Tree.of("Code", fault.code()).and("Message", fault.sentence()).and("Type",
                    blame(fault));
            return json(fault.status(), Tree.Struct.empty().and("Error", error).and("RequestId", requestId));
        }
    },

    /** IAM: XML. */
    IAM("https://iam.amazonaws.com/doc/2010-05-08/"),

    /** EC2: XML of another shape. */
    EC2("http://ec2.amazonaws.com/doc/2016-11-15/") {
        @Override
        public Answer success(AwsRequest request, String action, Tree.Struct result, String requestId) {
            StringBuilder out = new StringBuilder(XML_HEAD);
            out.append('<').append(action).append("Response xmlns=\"").append(namespace()).append("\"><requestId>")
                    .append(requestId).append("</requestId>");
            TreeWriter.xml(out, result, "item");
            return Answer.of(200, XML, out.append("</").append(action).append("Response>").toString());
        }

        @Override
        public Answer fault(AwsRequest request, AwsFault fault, String requestId) {
            AwsFault own = FaultNames.EC2.rename(fault);
            StringBuilder out = new StringBuilder(XML_HEAD).append("<Response>");
            Tree.Struct error = Tree.of("Code", own.code()).and("Message", own.sentence());
            TreeWriter.xml(out, Tree.Struct.empty().and("Errors", Tree.Struct.empty().and("Error", error))
                    .and("RequestID", requestId), "item");
            return Answer.of(own.status(), XML, out.append("</Response>").toString());
        }
    };

    private static final String XML = "text/xml;charset=utf-8";
    private static final String JSON = "application/json";
    private static final String XML_HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    private final String namespace;

    QueryDialect(String namespace) {
        this.namespace = namespace;
    }

    /** The answer to an action that was done; a result without parts is left out. */
    public Answer success(AwsRequest request, String action, Tree.Struct result, String requestId) {
        StringBuilder out = new StringBuilder();
        out.append('<').append(action).append("Response xmlns=\"").append(namespace).append("\">");
        Tree.Struct metadata = Tree.Struct.empty().and("ResponseMetadata", Tree.of("RequestId", requestId));
        TreeWriter.xml(out, result.parts().isEmpty()
                ? metadata
                : Tree.Struct.empty().and(action + "Result", result).merge(metadata), "member");
        return Answer.of(200, XML, out.append("</").append(action).append("Response>").toString());
    }

    @Override
    public Answer fault(AwsRequest request, AwsFault fault, String requestId) {
        Tree.Struct error = Tree.of("Type", blame(fault)).and("Code", fault.code()).and("Message", fault.sentence());
        StringBuilder out = new StringBuilder("<ErrorResponse xmlns=\"").append(namespace).append("\">");
        TreeWriter.xml(out, Tree.Struct.empty().and("Error", error).and("RequestId", requestId), "member");
        return Answer.of(fault.status(), XML, out.append("</ErrorResponse>").toString());
    }

    String namespace() {
        return namespace;
    }

    private static Answer json(int status, Tree tree) {
        return Answer.of(status, JSON, TreeWriter.json(tree).toString());
    }

    private static String blame(AwsFault fault) {
        return fault.status() < 500 ? "Sender" : "Receiver";
    }

    private static boolean wantsJson(AwsRequest request) {
        return request.header("Accept").filter(accept -> accept.contains(JSON)).isPresent();
    }
}
