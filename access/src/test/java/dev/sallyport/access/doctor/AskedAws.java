package dev.sallyport.access.doctor;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * As much of AWS as the doctor asks about credentials, on a loopback port: STS, IAM's {@code GetRole}, a metadata service.
 * Keys are known by their id; no signature is checked.
 */
final class AskedAws implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> people = new HashMap<>();
    private final Map<String, String> refusals = new HashMap<>();
    private final Map<String, String> trust = new HashMap<>();
    private final Map<String, String> paths = new HashMap<>();
    private int metadata = 404;

    AskedAws() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A key that STS knows. */
    AskedAws knows(String key, String arn) {
        people.put(key, arn);
        return this;
    }

    /** A key that STS refuses in these words. */
    AskedAws refuses(String key, String code) {
        refusals.put(key, code);
        return this;
    }

    /** A role that IAM shows, and STS gives to nobody. */
    AskedAws shows(String role, String trustPolicy) {
        trust.put(role, trustPolicy);
        return this;
    }

    /** A role that IAM shows with this path. */
    AskedAws shows(String role, String trustPolicy, String path) {
        paths.put(role, path);
        return shows(role, trustPolicy);
    }

    /** What the metadata service says to everything. */
    AskedAws metadata(int status) {
        metadata = status;
        return this;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (exchange.getRequestURI().getPath().startsWith("/latest/")) {
            answer(exchange, metadata, "");
            return;
        }
        Map<String, String> form = form(body);
        String key = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                .replaceAll("(?s).*Credential=([^/]*)/.*", "$1");
        if (refusals.containsKey(key)) {
            refuse(exchange, 403, refusals.get(key));
        } else if (!people.containsKey(key)) {
            refuse(exchange, 403, "InvalidClientTokenId");
        } else {
            action(exchange, form, people.get(key));
        }
    }

    private void action(HttpExchange exchange, Map<String, String> form, String arn) throws IOException {
        switch (form.getOrDefault("Action", "")) {
            case "GetCallerIdentity" -> answer(exchange, 200, "<R><GetCallerIdentityResult><Arn>" + arn
                    + "</Arn><UserId>" + userId(arn)
                    + "</UserId><Account>123456789012</Account></GetCallerIdentityResult></R>");
            case "GetRole" -> {
                String name = form.getOrDefault("RoleName", "");
                if (trust.isEmpty()) {
                    refuse(exchange, 403, "AccessDenied");
                } else if (!trust.containsKey(name)) {
                    refuse(exchange, 404, "NoSuchEntity");
                } else {
                    answer(exchange, 200, "<R><GetRoleResult><Role><Arn>arn:aws:iam::123456789012:role/"
                            + paths.getOrDefault(name, "") + name
                            + "</Arn><AssumeRolePolicyDocument>" + trust.get(name).replace("\"", "%22")
                            + "</AssumeRolePolicyDocument></Role></GetRoleResult></R>");
                }
            }
            default -> refuse(exchange, 403, "AccessDenied");
        }
    }

    private static String userId(String arn) {
        return arn.contains(":assumed-role/") ? "AROATEST:me" : "AIDATEST";
    }

    private void refuse(HttpExchange exchange, int status, String code) throws IOException {
        answer(exchange, status, "<R><Error><Code>" + code + "</Code><Message>No.</Message></Error></R>");
    }

    private void answer(HttpExchange exchange, int status, String body) throws IOException {
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
