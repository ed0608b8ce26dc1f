package dev.sallyport.aws;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * Which proxy leads to a host, by {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY}, the lower-case names
 * first, as Python and curl read them. Java itself knows none of these variables.
 *
 * <p>The metadata services of an instance or a container are never asked through a proxy, unlike with botocore: a
 * proxy would give its own instance's credentials, or none.
 */
final class ProxyChoice {

    /** Never a proxy. */
    static final ProxyChoice NONE = new ProxyChoice(new AwsEnvironment(java.util.Map.of(), Optional.empty()));

    private final AwsEnvironment environment;

    ProxyChoice(AwsEnvironment environment) {
        this.environment = environment;
    }

    /** The proxy on the way to a URL's host, or {@link Proxy#NO_PROXY}. */
    Proxy to(URI url) {
        String scheme = url.getScheme().toLowerCase(Locale.ROOT);
        Optional<String> proxy = variable(scheme + "_proxy");
        if (proxy.isEmpty() || exempt(url)) {
            return Proxy.NO_PROXY;
        }
        URI address = URI.create(proxy.get().contains("://") ? proxy.get() : "http://" + proxy.get());
        if (address.getHost() == null) {
            return Proxy.NO_PROXY;
        }
        int port = address.getPort() > 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
        Proxy.Type type = address.getScheme().startsWith("socks") ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
        return new Proxy(type, InetSocketAddress.createUnresolved(address.getHost(), port));
    }

    /** The variable that names the proxy on the way to a URL; empty where there is none. */
    Optional<String> variableFor(URI url) {
        String name = url.getScheme().toLowerCase(Locale.ROOT) + "_proxy";
        return to(url).type() == Proxy.Type.DIRECT
                ? Optional.empty()
                : Optional.of(environment.variable(name).isPresent() ? name : name.toUpperCase(Locale.ROOT));
    }

    private Optional<String> variable(String name) {
        return environment.variable(name).or(() -> environment.variable(name.toUpperCase(Locale.ROOT)));
    }

    private boolean exempt(URI url) {
        String list = variable("no_proxy").orElse("").strip();
        String host = url.getHost().toLowerCase(Locale.ROOT);
        for (String element : list.split(",", -1)) {
            String name = element.strip().toLowerCase(Locale.ROOT);
            while (name.startsWith(".")) {
                name = name.substring(1);
            }
            if (name.equals("*") || (!name.isEmpty()
                    && (host.equals(name) || host.endsWith("." + name) || (host + ":" + url.getPort()).equals(name)))) {
                return true;
            }
        }
        return false;
    }
}
