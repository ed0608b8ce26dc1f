package dev.sallyport.cluster.connection;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP client of one target. fabric8 would put together a client that also looks into variables, files and system
 * properties, follows redirects with the token in hand, and at its finest log level writes the token down; this one
 * does what the target says, and only that.
 */
final class ClusterHttp extends JdkHttpClientFactory {

    private final ClusterTarget target;

    ClusterHttp(ClusterTarget target) {
        this.target = target;
    }

    @Override
    public HttpClient.Builder newBuilder(Config config) {
        HttpClient.Builder builder = newBuilder();
        builder.addOrReplaceInterceptor("HttpLogging", null);
        builder.tag(config.getRequestConfig()); // where the client looks for the number of its retries
        builder.connectTimeout(config.getConnectionTimeout(), TimeUnit.MILLISECONDS);
        // Over HTTP/2 this client loses answers when several threads ask at once: all of it has arrived, nobody is told,
        // and no timeout covers a body. Eight writers of aws-auth stood still within two seconds, each time.
        builder.preferHttp11();
        target.proxy().ifPresentOrElse(proxy -> through(builder, proxy),
                () -> builder.proxyType(HttpClient.ProxyType.DIRECT));
        try {
            builder.sslContext(
                    target.login() instanceof ClusterLogin.ClientCertificate login
                            ? ClusterTls.keyManagers(login)
                            : null,
                    ClusterTls.trustManagers(target.trust()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
        builder.addOrReplaceInterceptor("sallyport", new Headers(target, config.getUserAgent()));
        return builder;
    }

    private static void through(HttpClient.Builder builder, URI proxy) {
        builder.proxyAddress(new InetSocketAddress(proxy.getHost(), proxy.getPort()));
        if (proxy.getUserInfo() != null) {
            builder.proxyAuthorization(basic(proxy.getUserInfo()));
        }
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    }

    /** Says who asks. */
    private static final class Headers implements Interceptor {
        private final ClusterTarget target;
        private final String userAgent;

        Headers(ClusterTarget target, String userAgent) {
            this.target = target;
            this.userAgent = userAgent;
        }

        @Override
        public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
            builder.setHeader("User-Agent", userAgent);
            authorize(builder);
            target.impersonation().ifPresent(as -> {
                builder.setHeader("Impersonate-User", as.user());
                as.groups().forEach(group -> builder.header("Impersonate-Group", group));
            });
        }

        @Override
        public CompletableFuture<Boolean> afterFailure(BasicBuilder builder, HttpResponse<?> response,
                RequestTags tags) {
            if (response.code() != 401 || !(target.login() instanceof ClusterLogin.BearerToken token)) {
                return CompletableFuture.completedFuture(false);
            }
            String before = token.source().token();
            token.source().refused();
            String after = token.source().token();
            if (after.equals(before)) {
                return CompletableFuture.completedFuture(false);
            }
            authorize(builder);
            return CompletableFuture.completedFuture(true);
        }

        private void authorize(BasicBuilder builder) {
            switch (target.login()) {
                case ClusterLogin.BearerToken token ->
                    builder.setHeader("Authorization", "Bearer " + token.source().token());
                case ClusterLogin.Basic basic -> builder.setHeader("Authorization",
                        ClusterHttp.basic(basic.username() + ":" + basic.password()));
                case ClusterLogin.ClientCertificate certificate -> {
                    // said by TLS
                }
                case ClusterLogin.Anonymous anonymous -> {
                    // nothing to say
                }
            }
        }
    }
}
