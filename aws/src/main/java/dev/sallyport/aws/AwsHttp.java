package dev.sallyport.aws;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The JDK's HTTP client for long-lived callers, trusting whom these settings trust: the file of {@code AWS_CA_BUNDLE} or
 * {@code ca_bundle} in place of the Java runtime's own authorities, as the AWS CLI has it, so that both clients see the
 * same world.
 */
public final class AwsHttp {

    /** How long a connection may take to come about. */
    static final Duration CONNECT = Duration.ofSeconds(5);

    /** How long an answer may take. */
    static final Duration READ = Duration.ofSeconds(10);

    private AwsHttp() {}

    /** A client that follows no redirect; or why the bundle cannot be read. */
    public static AwsAnswer<HttpClient> client(AwsSettings settings) {
        return AwsProblem.caught(() -> {
            HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(CONNECT);
            Optional<Path> bundle = settings.caBundle();
            if (bundle.isPresent()) {
                builder.sslContext(TrustedAuthorities.of(bundle.get()));
            }
            return builder.build();
        });
    }

    /** What our own calls to AWS's services go out with. */
    static HttpExchange exchange(AwsSettings settings) throws AwsProblem {
        Optional<Path> bundle = settings.caBundle();
        return new HttpExchange(CONNECT, READ, new ProxyChoice(settings.environment()),
                bundle.isPresent()
                        ? Optional.of(TrustedAuthorities.of(bundle.get()).getSocketFactory())
                        : Optional.empty());
    }
}
