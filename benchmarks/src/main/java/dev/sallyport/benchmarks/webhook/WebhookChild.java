package dev.sallyport.benchmarks.webhook;

import dev.sallyport.identity.HttpStsExchange;
import dev.sallyport.identity.Partition;
import dev.sallyport.mapping.PrivateDnsNames;
import dev.sallyport.webhook.MappingBackend;
import dev.sallyport.webhook.WebhookOptions;
import dev.sallyport.webhook.WebhookService;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Our webhook in the process under load: port, state folder, map, authority of STS, port of the proxy. */
final class WebhookChild {

    private WebhookChild() {}

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        WebhookOptions options = WebhookOptions.of(WebhookLoad.CLUSTER, Partition.AWS, Path.of(args[1]),
                List.of(new MappingBackend.MountedFile(Path.of(args[2]))))
                .listeningOn("127.0.0.1", Integer.parseInt(args[0]));
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector
                        .of(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[4]))))
                .sslContext(trusting(Path.of(args[3]))).followRedirects(HttpClient.Redirect.NEVER).build();
        WebhookService service = WebhookService.start(options, new HttpStsExchange(client), Optional.empty(),
                PrivateDnsNames.NONE, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
    }

    private static SSLContext trusting(Path pem) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(pem)) {
            store.setCertificateEntry("sts", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
