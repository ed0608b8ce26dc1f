package dev.sallyport.cluster.connection;

import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** A certificate authority for one test. */
public final class TestAuthority {

    private final KeyPair keys = pair("EC");
    private final X509Certificate certificate;

    public TestAuthority() {
        try {
            X509v3CertificateBuilder builder = builder("CN=test authority", keys);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            certificate = sign(builder);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    public String pem() {
        return pem(certificate);
    }

    X509Certificate issue(String subject, KeyPair holder, String address) {
        return issue(subject, holder, address, Instant.now().plus(Duration.ofHours(1)));
    }

    private X509Certificate issue(String subject, KeyPair holder, String host, Instant end) {
        try {
            X509v3CertificateBuilder builder = builder(subject, holder, end);
            boolean address = host.matches("[0-9.]+");
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(
                    new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host)));
            return sign(builder);
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a server needs that shows a certificate for this address and asks clients for theirs. */
    public SSLContext serverContext(String address) {
        return serverContext(address, Instant.now().plus(Duration.ofHours(1)));
    }

    /** As {@link #serverContext(String)}, for a name or an address, with a certificate that counts until then. */
    public SSLContext serverContext(String host, Instant end) {
        try {
            KeyPair server = pair("EC");
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry("server", server.getPrivate(), new char[0],
                    new X509Certificate[]{issue("CN=server", server, host, end)});
            KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
            keyManagers.init(own, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trust(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private TrustManager[] trust() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    static KeyPair pair(String algorithm) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) {
                generator.initialize(2048);
            } else if (algorithm.equals("EC")) {
                generator.initialize(256);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(X509Certificate certificate) {
        return write(certificate);
    }

    /** {@code BEGIN PRIVATE KEY}. */
    static String pkcs8(PrivateKey key) {
        try {
            return write(new JcaPKCS8Generator(key, null));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code BEGIN RSA PRIVATE KEY} and, with its curve as OpenSSL writes it, {@code BEGIN EC PRIVATE KEY}. */
    static String traditional(PrivateKey key) {
        if (!(key instanceof ECPrivateKey ec)) {
            return write(key);
        }
        try {
            return write(new PemObject("EC PRIVATE KEY", new org.bouncycastle.asn1.sec.ECPrivateKey(256, ec.getS(),
                    SECObjectIdentifiers.secp256r1).getEncoded()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String write(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private static X509v3CertificateBuilder builder(String subject, KeyPair holder) {
        return builder(subject, holder, Instant.now().plus(Duration.ofHours(1)));
    }

    private static X509v3CertificateBuilder builder(String subject, KeyPair holder, Instant end) {
        return new JcaX509v3CertificateBuilder(new X500Name("CN=test authority"),
                new BigInteger(64, new SecureRandom()), Date.from(end.minus(Duration.ofHours(2))),
                Date.from(end), new X500Name(subject), holder.getPublic());
    }

    private X509Certificate sign(X509v3CertificateBuilder builder)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter().getCertificate(
                builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }
}
