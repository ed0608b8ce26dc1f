package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/**
 * The JDK's HTTP client, trusting whom these settings trust: the file of {@code AWS_CA_BUNDLE} or {@code ca_bundle} in
 * place of the Java runtime's own authorities, as the AWS CLI has it, so that both clients see the same world.
 */
public final class AwsHttp {

    /** How long a connection may take to come about. */
    static final Duration CONNECT = Duration.ofSeconds(5);

    private AwsHttp() {}

    /** A client that follows no redirect; or why the bundle cannot be read. */
    public static AwsAnswer<HttpClient> client(AwsSettings settings) {
        return AwsProblem.caught(() -> {
            HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(CONNECT);
            Optional<Path> bundle = settings.caBundle();
            if (bundle.isPresent()) {
                builder.sslContext(trusting(bundle.get()));
            }
            return builder.build();
        });
    }

    private static SSLContext trusting(Path bundle) throws AwsProblem {
        try (InputStream pem = Files.newInputStream(bundle)) {
            Collection<? extends Certificate> authorities = CertificateFactory.getInstance("X.509")
                    .generateCertificates(pem);
            if (authorities.isEmpty()) {
                throw unreadable(bundle, "it holds no certificate");
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate authority : authorities) {
                store.setCertificateEntry("authority-" + number++, authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw unreadable(bundle, PlainText.quoted(String.valueOf(e.getMessage())));
        } catch (GeneralSecurityException e) {
            throw unreadable(bundle, "it is no file of PEM certificates");
        }
    }

    private static AwsProblem unreadable(Path bundle, String why) {
        return new AwsProblem(Kind.CONFIGURATION,
                "The certificates in " + PlainText.quoted(bundle.toString()) + " cannot be read: " + why + ".",
                "AWS_CA_BUNDLE, or ca_bundle in the profile, names the file; mend it or unset that.");
    }
}
