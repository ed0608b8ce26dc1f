package dev.sallyport.sandbox.aws;

import dev.sallyport.identity.Partition;
import dev.sallyport.identity.SignableRequest;
import dev.sallyport.sandbox.aws.service.AwsServices;
import dev.sallyport.sandbox.aws.wire.Answer;
import dev.sallyport.sandbox.aws.wire.AwsHost;
import dev.sallyport.sandbox.aws.wire.AwsRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The HTTPS endpoint of all services: turns what Vert.x received into a value, and the answer back. */
final class AwsEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(AwsEndpoint.class);
    private static final int LARGEST_BODY = 1 << 20; // far more than any policy; IAM's limits are some kilobytes

    private final AwsServices services;
    private final RandomGenerator random;
    private final Map<String, AwsHost> awsHosts;

    AwsEndpoint(AwsServices services, Partition partition, RandomGenerator random) {
        this.services = services;
        this.random = random;
        this.awsHosts = AwsHost.all(partition).stream().collect(Collectors.toMap(AwsHost::name, host -> host));
    }

    void handle(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() + chunk.length() <= LARGEST_BODY) {
                body.appendBuffer(chunk);
            } else if (!request.response().ended()) {
                request.response().setStatusCode(413).putHeader("Connection", "close")
                        .end("The body is larger than " + LARGEST_BODY + " bytes.\n");
            }
        });
        request.exceptionHandler(gone -> LOG.debug("a client went away in the middle of its request"));
        request.endHandler(end -> {
            if (!request.response().ended()) {
                send(request, answer(request, body.toString(StandardCharsets.UTF_8)));
            }
        });
    }

    private Answer answer(HttpServerRequest request, String body) {
        String requestId = new UUID(random.nextLong(), random.nextLong()).toString();
        List<String> hosts = request.headers().getAll("Host");
        Optional<AwsHost> host = hosts.size() == 1 ? host(request, hosts.getFirst()) : Optional.empty();
        if (host.isEmpty() || !request.uri().startsWith("/")) {
            return Answer.of(421, "text/plain",
                    "This is Sallyport's local AWS. It answers for 127.0.0.1, localhost, and"
                            + " hosts of AWS such as sts.eu-west-1.amazonaws.com, named by one Host header.\n");
        }
        int question = request.uri().indexOf('?');
        List<SignableRequest.Header> headers = request.headers().entries().stream()
                .map(entry -> new SignableRequest.Header(entry.getKey(), entry.getValue())).toList();
        AwsRequest received = new AwsRequest(request.method().name(),
                question < 0 ? request.uri() : request.uri().substring(0, question),
                question < 0 ? "" : request.uri().substring(question + 1), headers, body,
                Optional.ofNullable(request.remoteAddress()).map(address -> address.hostAddress()).orElse(""));
        try {
            return services.answer(received, host.get(), requestId);
        } catch (RuntimeException fault) {
            LOG.error("request {} could not be answered: {} at {}", requestId, fault.getClass().getName(),
                    place(fault));
            return Answer.of(500, "text/plain", "The local AWS has a fault of its own; its log has more under "
                    + requestId + ".\n");
        }
    }

    /** Where it happened, without its message, which may quote what a client sent. */
    private static String place(RuntimeException fault) {
        return Stream.of(fault.getStackTrace()).filter(frame -> frame.getClassName().startsWith("dev.sallyport."))
                .map(StackTraceElement::toString).limit(5).collect(Collectors.joining(" < "));
    }

    private Optional<AwsHost> host(HttpServerRequest request, String header) {
        String lower = header.toLowerCase(Locale.ROOT);
        String withoutPort = lower.endsWith(":443") ? lower.substring(0, lower.length() - 4) : lower;
        AwsHost aws = awsHosts.get(withoutPort);
        if (aws != null) {
            return Optional.of(aws);
        }
        String own = Optional.ofNullable(request.localAddress()).map(address -> ":" + address.port()).orElse("");
        return lower.equals("127.0.0.1" + own) || lower.equals("localhost" + own)
                ? Optional.of(AwsHost.own(lower))
                : Optional.empty();
    }

    private static void send(HttpServerRequest request, Answer answer) {
        var response = request.response().setStatusCode(answer.status());
        response.putHeader("Content-Type", answer.contentType());
        answer.headers().forEach(header -> response.putHeader(header.getKey(), header.getValue()));
        response.end(Buffer.buffer(answer.body()));
    }
}
