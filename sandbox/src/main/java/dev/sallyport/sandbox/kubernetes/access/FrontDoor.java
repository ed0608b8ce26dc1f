package dev.sallyport.sandbox.kubernetes.access;

import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.net.ssl.SSLPeerUnverifiedException;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The first door: says who is asking, by client certificate or bearer token, or refuses with 401. Somebody who shows
 * neither is refused too, as on EKS since 1.32.
 */
public final class FrontDoor {

    private static final Logger LOG = LoggerFactory.getLogger(FrontDoor.class);
    private static final String BEARER = "bearer ";

    private final ClientCertificates certificates;
    private final AtomicReference<TokenAuthenticator> tokens;

    public FrontDoor(ClientCertificates certificates, TokenAuthenticator tokens) {
        this.certificates = certificates;
        this.tokens = new AtomicReference<>(tokens);
    }

    /** Who says whose a bearer token is. */
    public TokenAuthenticator tokens() {
        return tokens.get();
    }

    /** Lets somebody else say so from now on. */
    public void askAboutTokens(TokenAuthenticator authenticator) {
        tokens.set(authenticator);
    }

    /** Whether the request comes with a bearer token, good or not. */
    public static boolean showsToken(HttpServerRequest request) {
        return !token(request).isEmpty();
    }

    private static String token(HttpServerRequest request) {
        String header = Texts.headers(request).get("Authorization").strip();
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : "";
    }

    /** The user, with {@code system:authenticated} among the groups; fails with the refusal. */
    public Future<KubernetesUser> user(HttpServerRequest request) {
        Optional<KubernetesUser> byCertificate = certificates.user(chain(request));
        if (byCertificate.isPresent()) {
            return Future.succeededFuture(authenticated(byCertificate.get()));
        }
        String token = token(request);
        if (token.isEmpty()) {
            return Future.failedFuture(Refusals.unauthorized());
        }
        return tokens.get().authenticate(token).compose(answer -> switch (answer) {
            case TokenAuthenticator.Answer.Authenticated known ->
                Future.succeededFuture(authenticated(known.user()));
            case TokenAuthenticator.Answer.Unauthenticated _ -> Future.failedFuture(Refusals.unauthorized());
            case TokenAuthenticator.Answer.Failed failed -> {
                LOG.warn("Unable to authenticate the request: {}", failed.why());
                yield Future.failedFuture(Refusals.unauthorized());
            }
        });
    }

    private static KubernetesUser authenticated(KubernetesUser user) {
        return new KubernetesUser(user.username(), user.uid(), user.groupsAsAuthenticated(), user.extra());
    }

    private static List<X509Certificate> chain(HttpServerRequest request) {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            for (Certificate certificate : request.connection().peerCertificates()) {
                if (certificate instanceof X509Certificate x509) {
                    chain.add(x509);
                }
            }
        } catch (SSLPeerUnverifiedException e) {
            return List.of(); // no certificate was shown
        }
        return chain;
    }
}
