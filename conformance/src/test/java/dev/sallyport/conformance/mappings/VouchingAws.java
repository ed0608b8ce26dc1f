package dev.sallyport.conformance.mappings;

import dev.sallyport.webhook.CertificateAuthority;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An STS that vouches for whoever the access key id stands for, whatever the signature, and an EC2 that knows every
 * instance; both under their real names behind a CONNECT proxy. What is compared here is the map, so that both sides are
 * given the same identities at no cost.
 */
final class VouchingAws implements AutoCloseable {

    static final String REGION = "eu-west-1";

    private static final String STS = "sts." + REGION + ".amazonaws.com";
    private static final String EC2 = "ec2." + REGION + ".amazonaws.com";
    private static final Pattern KEY = Pattern.compile("X-Amz-Credential=(AKIA\\d{16})%2F");
    private static final Pattern INSTANCE = Pattern.compile("InstanceId\\.\\d+=(i-\\w+)");

    private final Vertx vertx = Vertx.vertx();
    private final CertificateAuthority authority = CertificateAuthority.create("An STS for tests", Clock.systemUTC());
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();
    private final AtomicInteger keys = new AtomicInteger();
    private final NetClient tunnels = vertx.createNetClient();
    private final HttpServer aws = vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0)
            .setSsl(true).setKeyCertOptions(authority.issueServer(STS, List.of(STS, EC2), List.of()).keyCertOptions()))
            .requestHandler(this::answer);
    private final HttpServer proxy = vertx
            .createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(0).setHttp2ClearTextEnabled(false))
            .requestHandler(this::connect);

    VouchingAws() {
        aws.listen().await();
        proxy.listen().await();
    }

    /** An access key id that stands for somebody from now on. */
    String keyOf(Caller caller) {
        String key = "AKIA%016d".formatted(keys.incrementAndGet());
        callers.put(key, caller);
        return key;
    }

    /** The proxy that leads here. */
    URI proxy() {
        return URI.create("http://127.0.0.1:" + proxy.actualPort());
    }

    /** Whose certificates STS and EC2 show. */
    String certificatePem() {
        return authority.certificatePem();
    }

    /** The name that EC2 gives an instance. */
    static String privateDnsName(String instance) {
        return "ip-" + instance + "." + REGION + ".compute.internal";
    }

    private void answer(HttpServerRequest request) {
        if (String.valueOf(request.authority()).startsWith("ec2.")) {
            request.body().onSuccess(body -> request.response().putHeader("Content-Type", "text/xml")
                    .end(instances(body.toString())));
            return;
        }
        Matcher key = KEY.matcher(String.valueOf(request.query()));
        Caller caller = key.find() ? callers.get(key.group(1)) : null;
        if (caller == null) {
            request.response().setStatusCode(403).end("{\"Error\":{\"Code\":\"InvalidClientTokenId\"}}");
            return;
        }
        request.response().putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("GetCallerIdentityResponse", new JsonObject().put("GetCallerIdentityResult",
                        new JsonObject().put("Account", caller.account()).put("Arn", caller.arn()).put("UserId",
                                caller.userId()))
                        .put("ResponseMetadata", new JsonObject().put("RequestId", "1"))).encode());
    }

    private static String instances(String form) {
        StringBuilder items = new StringBuilder();
        Matcher instances = INSTANCE.matcher(form);
        while (instances.find()) {
            items.append("<item><instanceId>").append(instances.group(1)).append("</instanceId><privateDnsName>")
                    .append(privateDnsName(instances.group(1))).append("</privateDnsName></item>");
        }
        return "<DescribeInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>1</requestId>"
                + "<reservationSet><item><instancesSet>" + items
                + "</instancesSet></item></reservationSet></DescribeInstancesResponse>";
    }

    private void connect(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.CONNECT)
                || !List.of(STS + ":443", EC2 + ":443").contains(request.uri())) {
            request.response().setStatusCode(403).end();
            return;
        }
        tunnels.connect(aws.actualPort(), "127.0.0.1").onSuccess(far -> request.toNetSocket().onSuccess(near -> {
            near.pipeTo(far);
            far.pipeTo(near);
        }).onFailure(gone -> far.close())).onFailure(gone -> request.response().setStatusCode(502).end());
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
