package dev.sallyport.sandbox.aws.metadata;

import dev.sallyport.sandbox.aws.world.Account;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.Instance;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The instance metadata service, versions 1 and 2, of one instance at a time.
 *
 * <p>On a real instance the answer with a session token carries the hop limit as its IP time-to-live, so that with a
 * limit of one it never reaches a container behind a bridge, whose client waits until its own patience ends. On loopback
 * there are no hops; instead there are two listeners, the instance's own and one that counts as a container's, two hops
 * away. A token asked for from further away than the limit allows is answered with silence.
 *
 * <p>The service has no signature to check, so it answers only for the names that it is reached by: a web page that
 * points its own name at 127.0.0.1 gets nothing.
 */
public final class MetadataService {

    private static final String TOKEN = "X-aws-ec2-metadata-token";
    private static final String TTL = "X-aws-ec2-metadata-token-ttl-seconds";
    private static final Set<String> NAMES = Set.of("127.0.0.1", "localhost", "169.254.169.254", "instance-data");

    private final AwsWorld world;
    private final MetadataTokens tokens;
    private final RoleKeys keys;
    private volatile Optional<String> instanceId = Optional.empty();

    public MetadataService(AwsWorld world, Clock clock, RandomGenerator random) {
        this.world = world;
        this.tokens = new MetadataTokens(clock, random);
        this.keys = new RoleKeys(world, clock);
    }

    /** Stands on another instance from now on; on none when it is empty, and then everything is a 404. */
    public void standOn(Optional<String> id) {
        instanceId = id;
    }

    /**
     * Answers a request.
     *
     * @param hops how far away the client counts as being
     */
    public void handle(HttpServerRequest request, int hops) {
        List<String> hosts = request.headers().getAll("Host");
        if (hosts.size() != 1
                || !NAMES.contains(hosts.getFirst().toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", ""))) {
            send(request, 421, "Misdirected Request");
            return;
        }
        Optional<Account> account = world.accounts().stream().filter(
                one -> instanceId.flatMap(one.instances()::find).filter(Instance::running).isPresent()).findFirst();
        if (account.isEmpty()) {
            send(request, 404, "Not Found");
            return;
        }
        Instance instance = account.get().instances().find(instanceId.orElseThrow()).orElseThrow();
        if (!instance.metadata().enabled()) {
            send(request, 403, "Forbidden");
        } else if (HttpMethod.PUT.equals(request.method())) {
            token(request, instance, hops);
        } else if (HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method())) {
            read(request, account.get(), instance);
        } else {
            send(request, 405, "Not Allowed");
        }
    }

    private void token(HttpServerRequest request, Instance instance, int hops) {
        if (!path(request).equals("/latest/api/token")) {
            send(request, 405, "Not Allowed");
            return;
        }
        // Whoever forwards is a proxy that somebody outside may have tricked into asking.
        if (request.headers().contains("X-Forwarded-For")) {
            send(request, 403, "Forbidden");
            return;
        }
        Optional<Duration> duration = Optional.ofNullable(request.getHeader(TTL)).flatMap(MetadataTokens::duration);
        if (duration.isEmpty()) {
            send(request, 400, "Bad Request");
            return;
        }
        if (hops > instance.metadata().hopLimit()) {
            return; // the answer dies on its way
        }
        request.response().putHeader(TTL, Long.toString(duration.get().toSeconds()))
                .putHeader("Content-Type", "text/plain")
                .end(tokens.issue(duration.get()));
    }

    private void read(HttpServerRequest request, Account account, Instance instance) {
        String token = request.getHeader(TOKEN);
        Optional<Duration> remaining = Optional.ofNullable(token).flatMap(tokens::remaining);
        if (token == null ? instance.metadata().tokenRequired() : remaining.isEmpty()) {
            send(request, 401, "Unauthorized");
            return;
        }
        Optional<String> found = find(path(request), new MetadataTree(world, keys, account, instance));
        if (found.isEmpty()) {
            send(request, 404, "Not Found");
            return;
        }
        remaining.ifPresent(left -> request.response().putHeader(TTL, Long.toString(left.toSeconds())));
        request.response().putHeader("Content-Type", "text/plain").end(found.get());
    }

    private static Optional<String> find(String path, MetadataTree tree) {
        if (path.equals("/")) {
            return Optional.of("latest");
        }
        if (path.equals("/latest")) {
            return tree.read("");
        }
        return path.startsWith("/latest/") ? tree.read(path.substring("/latest/".length())) : Optional.empty();
    }

    private static String path(HttpServerRequest request) {
        return Optional.ofNullable(request.path()).orElse("");
    }

    private static void send(HttpServerRequest request, int status, String title) {
        String heading = status + " - " + title;
        request.response().setStatusCode(status).putHeader("Content-Type", "text/html").end("""
                <?xml version="1.0" encoding="iso-8859-1"?>
                <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
                  "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
                <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
                 <head><title>%1$s</title></head>
                 <body><h1>%1$s</h1></body>
                </html>
                """.formatted(heading));
    }
}
