package dev.sallyport.aws;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.CallerIdentity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;

import static dev.sallyport.aws.World.failed;
import static dev.sallyport.aws.World.got;
import static org.assertj.core.api.Assertions.assertThat;

/** An AWS behind a CA of one's own, as a sandbox or a proxy that opens TLS has it. */
class AwsCaBundleTest {

    private static final String IDENTITY = """
            <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
            <Arn>arn:aws:sts::123456789012:assumed-role/dev/me</Arn><UserId>AROAEXAMPLE:me</UserId>
            <Account>123456789012</Account></GetCallerIdentityResult></GetCallerIdentityResponse>
            """;

    @TempDir
    static Path folder;

    private static Replies sts;

    @BeforeAll
    static void anStsWithItsOwnCertificate() throws Exception {
        Path store = folder.resolve("sts.p12");
        keytool("-genkeypair", "-alias", "sts", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1",
                "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", "password");
        keytool("-exportcert", "-rfc", "-alias", "sts", "-keystore", store.toString(), "-storepass", "password",
                "-file",
                folder.resolve("ca.pem").toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "password".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "password".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        sts = new Replies(server).say(200, IDENTITY);
    }

    @AfterAll
    static void ends() {
        sts.close();
    }

    @Test
    void whoTheBundleNamesIsTrusted() throws Exception {
        AwsSettings settings = world().set("AWS_CA_BUNDLE", folder.resolve("ca.pem").toString()).settings();

        CallerIdentity identity = got(
                CallerIdentityReader.of(settings, Clock.systemUTC()).read(AwsCredentials.longLived("AKIA", "s")));
        int status = got(AwsHttp.client(settings)).send(HttpRequest.newBuilder(url()).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();

        assertThat(identity.canonicalArn()).hasToString("arn:aws:iam::123456789012:role/dev");
        assertThat(identity.sessionName()).isEqualTo("me");
        assertThat(status).isEqualTo(200);
    }

    @Test
    void withoutTheBundleNobodyTrustsThatServer() {
        AwsFailure failure = failed(CallerIdentityReader.of(world().settings(), Clock.systemUTC())
                .read(AwsCredentials.longLived("AKIA", "s")));

        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(failure.sentence()).contains("not trusted here (AWS_CA_BUNDLE names whom to trust)");
    }

    @Test
    void aBundleThatCannotBeReadIsNamed() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");

        for (Path bundle : new Path[]{empty, folder.resolve("missing.pem"), folder}) {
            AwsFailure failure = failed(CallerIdentityReader
                    .of(world().set("AWS_CA_BUNDLE", bundle.toString()).settings(), Clock.systemUTC())
                    .read(AwsCredentials.longLived("AKIA", "s")));
            assertThat(failure.kind()).isEqualTo(Kind.CONFIGURATION);
            assertThat(failure.sentence()).contains(bundle.toString()).contains("AWS_CA_BUNDLE");
        }
    }

    private static World world() {
        return new World(folder).set("AWS_REGION", "eu-west-1").set("AWS_ENDPOINT_URL_STS", url().toString());
    }

    private static URI url() {
        return URI.create("https://127.0.0.1:" + sts.port());
    }

    private static void keytool(String... args) throws Exception {
        String[] command = new String[args.length + 1];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        System.arraycopy(args, 0, command, 1, args.length);
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }
}
