package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;

/**
 * Trust in the authorities of one PEM file, and in no other: what {@code AWS_CA_BUNDLE} means to the AWS CLI. The SDK
 * for Java does not read that variable, nor does Java.
 */
final class TrustedAuthorities {

    private TrustedAuthorities() {}

    static SSLContext of(Path bundle) throws AwsProblem {
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
        } catch (NoSuchFileException e) {
            throw unreadable(bundle, "there is no such file");
        } catch (IOException e) {
            throw unreadable(bundle, PlainText.shown(String.valueOf(e.getMessage())));
        } catch (GeneralSecurityException e) {
            throw unreadable(bundle, "it is no file of PEM certificates");
        }
    }

    private static AwsProblem unreadable(Path bundle, String why) {
        return new AwsProblem(Kind.CONFIGURATION,
                "The certificates in " + PlainText.quoted(bundle.toString()) + " cannot be read: " + why + ".",
                "AWS_CA_BUNDLE, or ca_bundle in the profile, names the file; mend it or unset that.",
                new AwsReason.BadBundle(bundle));
    }
}
