package dev.sallyport.cluster.connection;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxy that the environment asks for. Source: Go, {@code golang.org/x/net/http/httpproxy}, whose reading kubectl
 * has: upper-case variables before lower-case ones, loopback never through a proxy, and in {@code NO_PROXY} domains
 * with all below them, addresses, networks, and {@code *}.
 */
final class EnvironmentProxy {

    private EnvironmentProxy() {}

    static Optional<String> of(Map<String, String> variables, URI server) {
        String scheme = server.getScheme();
        Optional<String> proxy = variable(variables, scheme + "_proxy");
        if (proxy.isEmpty() || isExcepted(variable(variables, "no_proxy").orElse(""), server)) {
            return Optional.empty();
        }
        return proxy;
    }

    private static Optional<String> variable(Map<String, String> variables, String name) {
        return Optional.ofNullable(variables.get(name.toUpperCase(Locale.ROOT)))
                .or(() -> Optional.ofNullable(variables.get(name))).filter(value -> !value.isBlank());
    }

    private static boolean isExcepted(String noProxy, URI server) {
        String host = server.getHost().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "");
        Optional<byte[]> address = address(host);
        if (host.equals("localhost") || address.map(EnvironmentProxy::isLoopback).orElse(false)) {
            return true;
        }
        int port = server.getPort() >= 0 ? server.getPort() : server.getScheme().equals("https") ? 443 : 80;
        return Arrays.stream(noProxy.split(",", -1)).map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .anyMatch(entry -> entry.equals("*") || matches(entry, host, port, address));
    }

    private static boolean matches(String entry, String host, int port, Optional<byte[]> address) {
        int slash = entry.indexOf('/');
        if (slash >= 0) {
            Optional<byte[]> network = address(entry.substring(0, slash));
            return network.isPresent() && address.isPresent()
                    && inNetwork(network.get(), entry.substring(slash + 1), address.get());
        }
        String name = entry;
        int colon = entry.lastIndexOf(':');
        if (colon >= 0 && entry.indexOf(':') == colon) {
            if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
                return false;
            }
            name = entry.substring(0, colon);
        }
        if (name.startsWith("*.")) {
            name = name.substring(1);
        }
        return name.startsWith(".") ? host.endsWith(name) : host.equals(name) || host.endsWith("." + name);
    }

    private static boolean inNetwork(byte[] network, String prefix, byte[] address) {
        int bits;
        try {
            bits = Integer.parseInt(prefix);
        } catch (NumberFormatException e) {
            return false;
        }
        if (network.length != address.length || bits < 0 || bits > network.length * 8) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((network[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLoopback(byte[] address) {
        try {
            return InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The bytes of a literal address; a name is never looked up. */
    private static Optional<byte[]> address(String text) {
        if (!text.matches("[0-9.]+|[0-9a-f:.]*:[0-9a-f:.]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text).getAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
