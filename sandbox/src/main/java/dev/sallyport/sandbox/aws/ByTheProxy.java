package dev.sallyport.sandbox.aws;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** AWS's own names by the CONNECT proxy, the local endpoint's own address directly. */
final class ByTheProxy extends ProxySelector {

    private final List<Proxy> proxy;
    private final URI endpoint;

    ByTheProxy(InetSocketAddress proxy, URI endpoint) {
        this.proxy = List.of(new Proxy(Proxy.Type.HTTP, proxy));
        this.endpoint = endpoint;
    }

    @Override
    public List<Proxy> select(URI target) {
        boolean direct = endpoint.getHost().equals(target.getHost()) && endpoint.getPort() == target.getPort();
        return direct ? List.of(Proxy.NO_PROXY) : proxy;
    }

    @Override
    public void connectFailed(URI target, SocketAddress address, IOException failure) {
        // there is no other way to try; the request itself tells of the failure
    }
}
