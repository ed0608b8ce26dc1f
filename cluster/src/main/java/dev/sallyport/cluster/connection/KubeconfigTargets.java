package dev.sallyport.cluster.connection;

import dev.sallyport.cluster.connection.ClusterTarget.Impersonation;
import dev.sallyport.cluster.connection.ClusterTarget.Trust;
import dev.sallyport.cluster.connection.KubeconfigEntries.Entry;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads from kubeconfig files where a cluster is and who one is there, as kubectl does.
 *
 * <p>Of several ways to sign in, kubectl's order decides: a client certificate beside anything, then a token, its file
 * before its text; a password; a credential plugin. The plugin is run while reading, since it alone knows whether it
 * gives a token or a certificate.
 *
 * <p>Refused with a sentence, where kubectl would go on or cannot either: {@code tls-server-name}, SOCKS and HTTPS
 * proxies, {@code auth-provider} (kubectl dropped it in 1.26).
 *
 * <p>Source: Kubernetes, client-go {@code tools/clientcmd} and {@code plugin/pkg/client/auth/exec}.
 */
public final class KubeconfigTargets {

    private static final int LONGEST = 1 << 20; // bytes of a certificate's file; a device never ends

    private final Map<String, String> variables;
    private final Clock clock;

    private KubeconfigTargets(Map<String, String> variables, Clock clock) {
        this.variables = Map.copyOf(variables);
        this.clock = clock;
    }

    /**
     * Reads for somebody.
     *
     * @param variables the environment: plugins inherit it, and {@code HTTPS_PROXY} and {@code NO_PROXY} say what
     *     kubectl too would go through
     * @param clock tells when a plugin's token ends
     */
    public static KubeconfigTargets in(Map<String, String> variables, Clock clock) {
        return new KubeconfigTargets(variables, clock);
    }

    /**
     * The target of a context.
     *
     * @param context by name; empty for the files' current one
     */
    public ClusterAnswer<ClusterTarget> read(KubeconfigSource source, Optional<String> context) {
        try {
            return new ClusterAnswer.Got<>(target(source, context, SignIn.READY));
        } catch (Refusal refusal) {
            return new ClusterAnswer.Failed<>(refusal.failure());
        }
    }

    /**
     * The target of a context for somebody who does not sign in: no plugin is run, and no key and no token is read. A
     * {@code tls-server-name} is passed over: whoever judges the certificate has to know it.
     *
     * @param context by name; empty for the files' current one
     */
    public ClusterAnswer<ClusterTarget> withoutLogin(KubeconfigSource source, Optional<String> context) {
        try {
            return new ClusterAnswer.Got<>(target(source, context, SignIn.NOT));
        } catch (Refusal refusal) {
            return new ClusterAnswer.Failed<>(refusal.failure());
        }
    }

    /**
     * The target of a context of somebody else's, to see as whom one would sign in by it: no plugin is run before its
     * token is asked for.
     *
     * @param context by name; empty for the files' current one
     */
    public ClusterAnswer<ClusterTarget> withoutRunning(KubeconfigSource source, Optional<String> context) {
        try {
            return new ClusterAnswer.Got<>(target(source, context, SignIn.ONLY_LOOKED_AT));
        } catch (Refusal refusal) {
            return new ClusterAnswer.Failed<>(refusal.failure());
        }
    }

    /** What becomes of a context's login. */
    private enum SignIn {
        NOT, ONLY_LOOKED_AT, READY
    }

    private ClusterTarget target(KubeconfigSource source, Optional<String> wanted, SignIn signIn) throws Refusal {
        KubeconfigEntries entries = KubeconfigEntries.read(source);
        String name = wanted.orElse(entries.currentContext());
        String offer = "Its contexts: " + KubeconfigEntries.names(entries.contexts(), Function.identity()) + ".";
        if (name.isEmpty()) {
            throw Refusal.configuration("The kubeconfig " + source.described() + " has no current context.",
                    "Name one with --context. " + offer);
        }
        Entry context = entries.contexts().get(name);
        if (context == null) {
            throw Refusal.configuration("The kubeconfig " + source.described() + " has no context "
                    + PlainText.of(name) + ".", offer);
        }
        String label = "context " + PlainText.of(name);
        Entry cluster = pointedTo(label, context, "cluster", entries.clusters())
                .orElseThrow(() -> dangling(label, "cluster", context));
        Optional<Entry> user = pointedTo(label, context, "user", entries.users());
        URI server = server(label, cluster);
        if (signIn != SignIn.NOT
                && cluster.text("tls-server-name").filter(given -> !given.equals(server.getHost())).isPresent()) {
            throw Refusal.configuration("The cluster of " + label + " has a tls-server-name, which is not supported.",
                    "Give it a server address that stands in its certificate.");
        }
        Optional<URI> proxy = proxy(label, cluster, server);
        // In plain text anybody on the way could read a credential: kubectl sends none, and asks as nobody.
        user = user.filter(_ -> server.getScheme().equals("https"));
        ClusterLogin login = signIn != SignIn.NOT && user.isPresent()
                ? login(label, user.get(), cluster, signIn)
                : new ClusterLogin.Anonymous();
        return new ClusterTarget(label, server, trust(label, cluster), login, proxy,
                user.flatMap(KubeconfigTargets::impersonation));
    }

    private static Optional<Entry> pointedTo(String label, Entry context, String kind, Map<String, Entry> among)
            throws Refusal {
        Optional<String> name = context.text(kind);
        Optional<Entry> found = name.map(among::get);
        if (name.isPresent() && found.isEmpty()) {
            throw dangling(label, kind, context);
        }
        return found;
    }

    private static Refusal dangling(String label, String kind, Entry context) {
        return Refusal.configuration("In " + context.file() + ", " + label + " names "
                + context.text(kind).map(name -> "the " + kind + " " + PlainText.of(name) + ", which does not exist.")
                        .orElse("no " + kind + "."),
                "Write it anew with sallyport kubeconfig update.");
    }

    /**
     * Without a scheme it is http, also beside an authority: kubectl reads who signs and what to trust only where the
     * address says TLS already. Source: client-go, {@code clientcmd.DirectClientConfig.ClientConfig}.
     */
    private static URI server(String label, Entry cluster) throws Refusal {
        String text = cluster.text("server").orElse("");
        try {
            URI server = withScheme(text);
            if (server.getHost() != null && (server.getScheme().equals("https") || server.getScheme().equals("http"))) {
                return server;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw Refusal.configuration("The cluster of " + label + " has the server \"" + PlainText.of(text)
                + "\"; it should look like https://HOST.", "Mend it in " + cluster.file() + ".");
    }

    private Optional<URI> proxy(String label, Entry cluster, URI server) throws Refusal {
        Optional<String> given = cluster.text("proxy-url");
        Optional<String> text = given.or(() -> EnvironmentProxy.of(variables, server));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String where = given.isPresent() ? "proxy-url" : "the variable HTTPS_PROXY or HTTP_PROXY";
        try {
            URI proxy = withScheme(text.get());
            if ("http".equals(proxy.getScheme()) && proxy.getHost() != null) {
                return Optional.of(proxy.getPort() >= 0
                        ? proxy
                        : new URI("http", proxy.getUserInfo(), proxy.getHost(), 80, "", null, null));
            }
        } catch (IllegalArgumentException | java.net.URISyntaxException e) {
            // said below; the value itself may hold a password
        }
        throw Refusal.configuration("The proxy of " + label + " cannot be used; " + where
                + " should look like http://HOST:PORT.",
                "Mend it in "
                        + (given.isPresent() ? cluster.file().toString() : "the environment") + ".");
    }

    /** An address whose scheme is written small, as a URL's may be written either way. */
    private static URI withScheme(String text) {
        int end = text.indexOf("://");
        return URI.create(end < 0
                ? "http://" + text
                : text.substring(0, end).toLowerCase(Locale.ROOT) + text.substring(end));
    }

    private static Trust trust(String label, Entry cluster) throws Refusal {
        if (cluster.flag("insecure-skip-tls-verify")) {
            return new Trust.Anybody();
        }
        Optional<String> pem = pem(label, cluster, "certificate-authority");
        return pem.isPresent() ? new Trust.Authorities(pem.get()) : new Trust.PublicAuthorities();
    }

    private ClusterLogin login(String label, Entry user, Entry cluster, SignIn signIn) throws Refusal {
        Optional<String> certificate = pem(label, user, "client-certificate");
        Optional<String> key = pem(label, user, "client-key");
        if (certificate.isPresent() && key.isPresent()) {
            return new ClusterLogin.ClientCertificate(certificate.get(), key.get());
        }
        if (certificate.isPresent() || key.isPresent()) {
            throw Refusal.configuration("The user of " + label + " has "
                    + (key.isPresent()
                            ? "a client key without its certificate."
                            : "a client certificate without its key."),
                    "Mend it in " + user.file() + ".");
        }
        Optional<String> tokenFile = user.text("tokenFile");
        if (tokenFile.isPresent()) {
            return new ClusterLogin.BearerToken(new TokenFile(user.resolve(tokenFile.get())));
        }
        Optional<String> token = user.text("token");
        if (token.isPresent()) {
            return ClusterLogin.BearerToken.fixed(token.get());
        }
        if (user.text("username").isPresent()) {
            return new ClusterLogin.Basic(user.text("username").get(), user.text("password").orElse(""));
        }
        if (user.content().path("exec").isObject()) {
            ExecPlugin plugin = new ExecPlugin(label, user, cluster, variables, clock);
            return signIn == SignIn.READY ? plugin.login() : new ClusterLogin.BearerToken(plugin);
        }
        if (user.content().has("auth-provider")) {
            throw Refusal
                    .configuration("The user of " + label + " signs in with an auth-provider, which kubectl dropped"
                            + " in 1.26.", "Use a credential plugin: sallyport kubeconfig update writes one.");
        }
        return new ClusterLogin.Anonymous();
    }

    /** A PEM text from {@code KEY-data} in base64, else from the file that {@code KEY} names. */
    private static Optional<String> pem(String label, Entry entry, String key) throws Refusal {
        Optional<String> data = entry.text(key + "-data");
        if (data.isPresent()) {
            try {
                return Optional.of(new String(Base64.getMimeDecoder().decode(data.get()), StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                throw Refusal.configuration(key + "-data of " + label + " is not base64.",
                        "Write it anew with sallyport kubeconfig update.");
            }
        }
        Optional<String> file = entry.text(key);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(entry.resolve(file.get()))) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw Refusal.configuration("The " + key + " of " + label + ", " + PlainText.of(file.get())
                        + ", is larger than 1 MiB.", "Check the path: a file in PEM is meant.");
            }
            return Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Refusal.configuration("The " + key + " of " + label + ", " + PlainText.of(file.get())
                    + ", cannot be read (" + e.getClass().getSimpleName() + ").",
                    "Check the path and who may read it.");
        }
    }

    private static Optional<Impersonation> impersonation(Entry user) {
        List<String> groups = new ArrayList<>();
        user.content().path("as-groups").forEach(group -> groups.add(group.asText()));
        return user.text("as").map(name -> new Impersonation(name, groups));
    }
}
