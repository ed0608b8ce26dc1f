package dev.sallyport.cluster.connection;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsExchange;

import javax.net.ssl.SSLPeerUnverifiedException;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * As much of a Kubernetes API as a watcher meets: collections by their path, single objects, lists with a field
 * selector on the name, and watches. It can refuse, break off, and fall silent.
 */
public final class StandInApi implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String END = "END";
    private static final Map<String, String> KINDS = Map.of("configmaps", "ConfigMap", "iamidentitymappings",
            "IAMIdentityMapping", "clusterroles", "ClusterRole", "clusterrolebindings", "ClusterRoleBinding", "roles",
            "Role", "rolebindings", "RoleBinding");

    /** What came in: the method, the path with its query, and the headers. */
    public record Request(String method, String target, Map<String, List<String>> headers, String body) {}

    private record Answer(int code, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Map<String, Map<String, Object>>> collections = new TreeMap<>();
    private final Map<String, List<BlockingQueue<String>>> watches = new TreeMap<>();
    private final Map<String, Answer> said = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<String> peers = new CopyOnWriteArrayList<>();
    private volatile Function<Request, Optional<Integer>> refusal = request -> Optional.empty();
    private volatile boolean silent;
    private long version = 100;

    private StandInApi(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public static StandInApi start() throws IOException {
        return on(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    /** As {@link #start()}, where a test has a field of it. */
    public static StandInApi started() {
        try {
            return start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static StandInApi on(HttpServer server) {
        return new StandInApi(server);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public ClusterTarget target() {
        return target(new ClusterLogin.Anonymous());
    }

    public ClusterTarget target(ClusterLogin login) {
        return new ClusterTarget("the stand-in", URI.create("http://127.0.0.1:" + port()),
                new ClusterTarget.Trust.PublicAuthorities(), login, Optional.empty(), Optional.empty());
    }

    public List<Request> requests() {
        return requests;
    }

    /** The names in the client certificates that were shown. */
    public List<String> peers() {
        return peers;
    }

    /** Serves a collection, empty at first. */
    public synchronized void serve(String collection) {
        collections.computeIfAbsent(collection, absent -> new TreeMap<>());
    }

    /** Takes a collection away, kind and all. */
    public synchronized void drop(String collection) {
        collections.remove(collection);
        breakWatches();
    }

    public synchronized void put(String collection, String name, Map<String, Object> content) {
        Map<String, Map<String, Object>> objects = collections.computeIfAbsent(collection, absent -> new TreeMap<>());
        boolean isNew = !objects.containsKey(name);
        Map<String, Object> object = new LinkedHashMap<>(content);
        // a watch's events tell the kind of each object, and a client reads them by it
        object.putIfAbsent("apiVersion", collection.startsWith("/apis/")
                ? String.join("/", List.of(collection.split("/", -1)).subList(2, 4))
                : "v1");
        object.putIfAbsent("kind", KINDS.getOrDefault(collection.substring(collection.lastIndexOf('/') + 1), "Thing"));
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of("name", name, "uid", "uid-" + name,
                "resourceVersion", Long.toString(++version)));
        namespaceOf(collection).ifPresent(namespace -> metadata.put("namespace", namespace));
        object.put("metadata", metadata);
        objects.put(name, object);
        tell(collection, isNew ? "ADDED" : "MODIFIED", object);
    }

    public synchronized void delete(String collection, String name) {
        Map<String, Object> object = collections.getOrDefault(collection, Map.of()).get(name);
        if (object != null) {
            collections.getOrDefault(collection, Map.of()).remove(name);
            Map<String, Object> last = new LinkedHashMap<>(object);
            Map<String, Object> metadata = new LinkedHashMap<>(uncheck(object.get("metadata")));
            metadata.put("resourceVersion", Long.toString(++version));
            last.put("metadata", metadata);
            tell(collection, "DELETED", last);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> uncheck(@org.jspecify.annotations.Nullable Object map) {
        return (Map<String, Object>) java.util.Objects.requireNonNull(map);
    }

    /** Gives one answer to one question, for good. */
    public void say(String method, String path, int code, Object body) {
        said.put(method + " " + path, new Answer(code, json(body)));
    }

    /** Answers with a status where the function gives one. */
    public void refuse(Function<Request, Optional<Integer>> how) {
        refusal = how;
    }

    public void refuseNothing() {
        refusal = request -> Optional.empty();
    }

    /** Watches stay open and tell nothing, like a connection that died without a word. */
    public void fallSilent() {
        silent = true;
    }

    public void speakAgain() {
        silent = false;
    }

    public synchronized void breakWatches() {
        watches.values().forEach(queues -> queues.forEach(queue -> queue.add(END)));
    }

    public synchronized int openWatches() {
        return watches.values().stream().mapToInt(List::size).sum();
    }

    @Override
    public void close() {
        breakWatches();
        server.stop(0);
        threads.shutdownNow();
    }

    private void tell(String collection, String type, Map<String, Object> object) {
        if (!silent) {
            watches.getOrDefault(collection, List.of())
                    .forEach(queue -> queue.add(json(Map.of("type", type, "object", object))));
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Request request = new Request(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(), body);
            requests.add(request);
            if (exchange instanceof HttpsExchange secured) {
                try {
                    peers.add(secured.getSSLSession().getPeerPrincipal().getName());
                } catch (SSLPeerUnverifiedException e) {
                    // none was shown
                }
            }
            Optional<Integer> refused = refusal.apply(request);
            if (refused.isPresent()) {
                send(exchange, refused.get(), status(refused.get(), "no, says the stand-in"));
                return;
            }
            String path = exchange.getRequestURI().getPath();
            Answer prepared = said.get(request.method() + " " + path);
            if (prepared != null) {
                send(exchange, prepared.code(), prepared.body());
                return;
            }
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            if (query.containsKey("watch")) {
                watch(exchange, path, query);
            } else {
                String found = find(path, query);
                send(exchange, found.contains("\"code\":404") ? 404 : 200, found);
            }
        }
    }

    private synchronized String find(String path, Map<String, String> query) {
        Map<String, Map<String, Object>> collection = collections.get(path);
        if (collection != null) {
            List<Map<String, Object>> items = collection.entrySet().stream()
                    .filter(entry -> selected(query, entry.getKey())).map(Map.Entry::getValue).toList();
            int from = Math.min(items.size(), Integer.parseInt(query.getOrDefault("continue", "0")));
            int most = Integer.parseInt(query.getOrDefault("limit", "0"));
            int to = most == 0 ? items.size() : Math.min(items.size(), from + most);
            return json(Map.of("kind", "List", "apiVersion", "v1",
                    "metadata", Map.of("resourceVersion", Long.toString(version), "continue",
                            to == items.size() ? "" : Integer.toString(to)),
                    "items", items.subList(from, to)));
        }
        int slash = path.lastIndexOf('/');
        Map<String, Object> object = collections.getOrDefault(path.substring(0, Math.max(0, slash)), Map.of())
                .get(path.substring(slash + 1));
        return object == null ? status(404, "the server could not find the requested resource") : json(object);
    }

    private void watch(HttpExchange exchange, String path, Map<String, String> query) throws IOException {
        BlockingQueue<String> queue = new LinkedBlockingQueue<>();
        synchronized (this) {
            Map<String, Map<String, Object>> collection = collections.get(path);
            if (collection == null) {
                send(exchange, 404, status(404, "the server could not find the requested resource"));
                return;
            }
            long since = Long.parseLong(query.getOrDefault("resourceVersion", "0"));
            if (!silent) {
                collection.values().stream()
                        .filter(object -> Long.parseLong(
                                String.valueOf(uncheck(object.get("metadata")).get("resourceVersion"))) > since)
                        .forEach(object -> queue.add(json(Map.of("type", "MODIFIED", "object", object))));
            }
            watches.computeIfAbsent(path, absent -> new ArrayList<>()).add(queue);
        }
        try {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.flush();
            while (true) {
                String event = queue.poll(10, TimeUnit.MINUTES);
                if (event == null || event.equals(END)) {
                    return;
                }
                out.write((event + "\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (this) {
                watches.getOrDefault(path, List.of()).remove(queue);
            }
        }
    }

    private static boolean selected(Map<String, String> query, String name) {
        String selector = query.getOrDefault("fieldSelector", "");
        return selector.isEmpty() || selector.equals("metadata.name=" + name);
    }

    private static Optional<String> namespaceOf(String collection) {
        List<String> parts = List.of(collection.split("/", -1));
        int at = parts.indexOf("namespaces");
        return at >= 0 && at + 1 < parts.size() ? Optional.of(parts.get(at + 1)) : Optional.empty();
    }

    private static Map<String, String> query(@org.jspecify.annotations.Nullable String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : (raw == null ? "" : raw).split("&", -1)) {
            List<String> parts = List.of(pair.split("=", 2));
            query.put(parts.getFirst(), URLDecoder.decode(parts.getLast(), StandardCharsets.UTF_8));
        }
        return query;
    }

    public static String status(int code, String message) {
        return json(Map.of("kind", "Status", "apiVersion", "v1", "status", "Failure", "message", message, "code",
                code));
    }

    public static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void send(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
