package dev.sallyport.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/**
 * As much of AWS as credentials come from: STS, IAM Identity Center, a container's agent and a metadata service, on one
 * loopback port. The keys that it gives tell who asked for what. It checks no signature.
 */
final class StandInAws implements AutoCloseable {

    private final Instant end = Instant.now().plusSeconds(3600).truncatedTo(ChronoUnit.SECONDS);

    private final HttpServer server;
    private final List<String> log = new CopyOnWriteArrayList<>();
    /** What the metadata service says of roles: a role's name, or an HTTP status. */
    final AtomicReference<String> instanceRole = new AtomicReference<>("node-role");
    /** What the metadata service answers to a request for a session token: a status. */
    final AtomicReference<Integer> imdsToken = new AtomicReference<>(200);

    StandInAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Each request as method, path and what matters of it. */
    List<String> log() {
        return List.copyOf(log);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        Map<String, String> form = form(path.equals("/")
                ? body
                : String.valueOf(exchange.getRequestURI().getRawQuery()));
        log.add(exchange.getRequestMethod() + " " + path
                + (form.containsKey("Action") ? " " + form.get("Action") : ""));
        if (path.startsWith("/latest/")) {
            metadata(exchange, path);
        } else if (path.equals("/federation/credentials")) {
            portal(exchange, form);
        } else if (path.equals("/token")) {
            answer(exchange, 200,
                    "{\"accessToken\":\"renewed-token\",\"expiresIn\":28800,\"refreshToken\":\"second\"}");
        } else if (path.equals("/container")) {
            answer(exchange, 200, keys("ASIACONTAINER" + header(exchange, "Authorization"), "Token"));
        } else if (path.equals("/container-broken")) {
            answer(exchange, 500, "no");
        } else {
            sts(exchange, form);
        }
    }

    private void sts(HttpExchange exchange, Map<String, String> form) throws IOException {
        String role = form.getOrDefault("RoleArn", "").replaceAll(".*/", "");
        String caller = header(exchange, "Authorization").replaceAll(".*Credential=([^/]*)/.*", "$1");
        if (role.startsWith("denied")) {
            answer(exchange, 403, "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error>"
                    + "<Type>Sender</Type><Code>AccessDenied</Code><Message>User: arn:aws:iam::123456789012:user/"
                    + caller
                    + " is not authorized to perform: sts:AssumeRole on resource: " + form.get("RoleArn")
                    + "</Message></Error><RequestId>x</RequestId></ErrorResponse>");
            return;
        }
        String action = form.getOrDefault("Action", "");
        String id = action.equals("AssumeRoleWithWebIdentity")
                ? "ASIAWEB" + role + form.get("WebIdentityToken")
                : "ASIA" + role + "BY" + caller + form.getOrDefault("ExternalId", "")
                        + form.getOrDefault("TokenCode", "");
        answer(exchange, 200,
                "<" + action + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + action + "Result>"
                        + "<AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/" + role + "/"
                        + form.get("RoleSessionName") + "</Arn></AssumedRoleUser><Credentials><AccessKeyId>" + id
                        + "</AccessKeyId><SecretAccessKey>session-secret</SecretAccessKey><SessionToken>session&amp;token"
                        + "</SessionToken><Expiration>" + end + "</Expiration></Credentials></" + action + "Result></"
                        + action + "Response>");
    }

    private void portal(HttpExchange exchange, Map<String, String> query) throws IOException {
        String token = header(exchange, "x-amz-sso_bearer_token");
        if (token.equals("good-token") || token.equals("renewed-token")) {
            answer(exchange, 200, "{\"roleCredentials\":{\"accessKeyId\":\"ASIASSO" + query.get("role_name")
                    + query.get("account_id") + "\",\"secretAccessKey\":\"s\",\"sessionToken\":\"t\",\"expiration\":"
                    + end.toEpochMilli() + "}}");
        } else {
            exchange.getResponseHeaders().add("x-amzn-ErrorType", "UnauthorizedException");
            answer(exchange, 401, "{\"message\":\"Session token not found or invalid\"}");
        }
    }

    private void metadata(HttpExchange exchange, String path) throws IOException {
        String role = instanceRole.get();
        if (path.equals("/latest/api/token")) {
            answer(exchange, imdsToken.get(), imdsToken.get() == 200 ? "imds-token" : "");
        } else if (imdsToken.get() == 200 && !header(exchange, "x-aws-ec2-metadata-token").equals("imds-token")) {
            answer(exchange, 401, "");
        } else if (role.matches("\\d+")) {
            answer(exchange, Integer.parseInt(role), "");
        } else if (path.endsWith("/security-credentials/")) {
            answer(exchange, 200, role);
        } else if (role.equals("untrusted")) {
            answer(exchange, 200,
                    "{\"Code\":\"AssumeRoleUnauthorizedAccess\",\"Message\":\"EC2 cannot assume the role\"}");
        } else {
            answer(exchange, 200, keys("ASIAINSTANCE" + role, "Token"));
        }
    }

    private String keys(String id, String token) {
        return "{\"Code\":\"Success\",\"AccessKeyId\":\"" + id + "\",\"SecretAccessKey\":\"s\",\"" + token
                + "\":\"t\",\"Expiration\":\"" + end + "\"}";
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> form(String text) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int parting = pair.indexOf('=');
            if (parting > 0) {
                form.put(pair.substring(0, parting),
                        URLDecoder.decode(pair.substring(parting + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }
}
