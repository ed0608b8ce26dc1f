package dev.sallyport.sandbox.aws.wire;

import dev.sallyport.identity.AmzDate;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.SignableRequest;
import dev.sallyport.identity.SignatureClaim;
import dev.sallyport.identity.SigningScope;
import dev.sallyport.sandbox.aws.world.AwsFault;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.Caller;
import dev.sallyport.sandbox.aws.world.SigningKey;
import dev.sallyport.sandbox.aws.world.Trouble;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The door of every service: who signed this request? A signature, in a header or in the query, is computed anew from
 * what stood on the wire and the secret that the world holds; nothing is taken on trust.
 *
 * <p>The order of the checks is AWS's as far as its answers show it: the form, what the signature is good for, the key,
 * the age, the signature, and last whether temporary keys are still good. An age of 15 minutes is the limit for both
 * forms, whatever {@code X-Amz-Expires} says; five minutes ahead is the limit the other way.
 *
 * <p>Codes and words are STS's; {@link Dialect} turns them into other services'.
 */
public final class SigV4Gate {

    private static final Duration OLDEST = Duration.ofMinutes(15);
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final String CONTENT_HASH = "x-amz-content-sha256";

    /** Headers that two readers could read differently when they stand twice. */
    private static final List<String> ONCE = List.of("Host", "Authorization", "X-Amz-Date", "X-Amz-Security-Token",
            CONTENT_HASH);

    /**
     * Who came in.
     *
     * @param caller whose signature it is
     * @param credentials the keys that signed, redacted in text
     * @param scope what the signature is good for
     */
    public record Admitted(Caller caller, AwsCredentials credentials, SigningScope scope) {}

    private final AwsWorld world;
    private final Clock clock;

    public SigV4Gate(AwsWorld world, Clock clock) {
        this.world = world;
        this.clock = clock;
    }

    /**
     * Reads what a request says of its signature, without believing it.
     *
     * @throws AwsFault when it has none, or one that cannot be read
     */
    public SignatureClaim claim(AwsRequest request) {
        for (String name : ONCE) {
            if (request.headerValues(name).size() > 1) {
                throw incomplete("The header " + name + " stands in the request more than once.");
            }
        }
        SignatureClaim.Reading reading = SignatureClaim.read(request.signable());
        return switch (reading) {
            case SignatureClaim.Reading.Claimed(SignatureClaim claim) -> {
                if (claim.form() == SignatureClaim.Form.HEADER && request.query().contains("X-Amz-Signature=")) {
                    throw incomplete("The request has a signature in the Authorization header and another in the query;"
                            + " only one is allowed.");
                }
                yield claim;
            }
            case SignatureClaim.Reading.Unsigned() -> throw unsigned(request);
            case SignatureClaim.Reading.Incomplete incomplete -> throw incomplete(sentence(incomplete));
        };
    }

    /**
     * Checks a request's signature.
     *
     * @param claim what {@link #claim} read from it
     * @param host what the request was sent to
     * @throws AwsFault with AWS's code when it is not good
     */
    public Admitted admit(AwsRequest request, SignatureClaim claim, AwsHost host) {
        checkScope(claim, host);
        SigningKey key = world.signingKey(claim.accessKeyId()).filter(SigningKey::active)
                .orElseThrow(SigV4Gate::unknownToken);
        Trouble trouble = Trouble.of(world, key.caller());
        checkAge(claim, clock.instant().plus(trouble.clock()));
        checkSignedHeaders(request, claim);
        if (request.header(CONTENT_HASH).filter(SignableRequest.UNSIGNED_PAYLOAD::equals).isPresent()
                || !claim.isBy(key.credentials().secretAccessKey(), request.signable())) {
            throw mismatch("The request signature we calculated does not match the signature you provided. Check your"
                    + " AWS Secret Access Key and signing method. Consult the service documentation for details.");
        }
        checkSessionToken(claim, key.credentials(), trouble.ended(key.caller()));
        return new Admitted(key.caller(), key.credentials(), claim.scope());
    }

    private void checkScope(SignatureClaim claim, AwsHost host) {
        SigningScope scope = claim.scope();
        if (host.service().filter(service -> !service.equals(scope.service())).isPresent()) {
            throw mismatch("Credential should be scoped to correct service: '" + host.service().orElseThrow() + "'. ");
        }
        boolean regionFits = host.region().map(scope.region()::equals)
                .orElseGet(() -> world.partition().holdsRegion(scope.region()));
        if (!regionFits) {
            throw mismatch("Credential should be scoped to a valid region, not '" + scope.region() + "'. ");
        }
        String day = claim.amzDate().substring(0, 8);
        if (!day.equals(scope.date())) {
            throw mismatch("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '"
                    + scope.date() + "' != '" + day + "', from '" + claim.amzDate() + "'.");
        }
    }

    /** What AWS's clock says to whoever signed this; the true time when nobody known did. */
    public Instant timeFor(SignatureClaim claim) {
        return world.signingKey(claim.accessKeyId())
                .map(key -> clock.instant().plus(Trouble.of(world, key.caller()).clock())).orElseGet(clock::instant);
    }

    private static void checkAge(SignatureClaim claim, Instant now) {
        Instant signed = AmzDate.parse(claim.amzDate()).orElseThrow(SigV4Gate::unknownToken);
        Instant oldest = now.minus(OLDEST);
        if (signed.isBefore(oldest)) {
            throw mismatch("Signature expired: " + claim.amzDate() + " is now earlier than " + AmzDate.format(oldest)
                    + " (" + AmzDate.format(now) + " - 15 min.)");
        }
        Instant newest = now.plus(AHEAD);
        if (signed.isAfter(newest)) {
            throw mismatch("Signature not yet current: " + claim.amzDate() + " is still later than "
                    + AmzDate.format(newest) + " (" + AmzDate.format(now) + " + 5 min.)");
        }
    }

    /** The host must be signed, and so must be whatever header speaks to AWS alone. */
    private static void checkSignedHeaders(AwsRequest request, SignatureClaim claim) {
        if (!claim.signedHeaders().contains("host")) {
            throw mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
        }
        List<String> unsigned = new ArrayList<>();
        for (SignableRequest.Header header : request.headers()) {
            String name = header.name().toLowerCase(Locale.ROOT);
            if (name.startsWith("x-amz-") && !claim.signedHeaders().contains(name)) {
                unsigned.add("'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }
        if (!unsigned.isEmpty()) {
            throw mismatch(String.join("\n", unsigned));
        }
    }

    private void checkSessionToken(SignatureClaim claim, AwsCredentials credentials, boolean ended) {
        byte[] expected = credentials.sessionToken().orElse("").getBytes(StandardCharsets.UTF_8);
        byte[] given = claim.sessionToken().orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, given)) {
            throw unknownToken();
        }
        if (ended || credentials.expiration().filter(end -> !clock.instant().isBefore(end)).isPresent()) {
            throw new AwsFault(403, "ExpiredToken", "The security token included in the request is expired");
        }
    }

    private static String sentence(SignatureClaim.Reading.Incomplete incomplete) {
        boolean query = incomplete.form() == SignatureClaim.Form.QUERY;
        List<String> sentences = new ArrayList<>();
        for (String name : incomplete.missing()) {
            sentences.add(query
                    ? "AWS query-string parameters must include '" + inQuery(name) + "'."
                    : name.equals("X-Amz-Date")
                            ? "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header."
                            : "Authorization header requires '" + name + "' parameter.");
        }
        for (String name : incomplete.unreadable()) {
            sentences.add("'" + (query ? inQuery(name) : name) + "' is malformed or stands there more than once.");
        }
        return String.join(" ", sentences);
    }

    private static String inQuery(String name) {
        return name.startsWith("X-Amz-") ? name : "X-Amz-" + name;
    }

    private static AwsFault unsigned(AwsRequest request) {
        return request.header("Authorization").isPresent()
                ? incomplete("Authorization header must begin with AWS4-HMAC-SHA256.")
                : new AwsFault(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }

    private static AwsFault incomplete(String message) {
        return new AwsFault(403, "IncompleteSignature", message);
    }

    private static AwsFault mismatch(String message) {
        return new AwsFault(403, "SignatureDoesNotMatch", message);
    }

    private static AwsFault unknownToken() {
        return new AwsFault(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }
}
