package dev.sallyport.identity;

import dev.sallyport.identity.TokenInspection.Check;
import dev.sallyport.identity.TokenInspection.Parts;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import static dev.sallyport.identity.TokenInspection.Outcome.FAILED;
import static dev.sallyport.identity.TokenInspection.Outcome.NOT_REACHED;
import static dev.sallyport.identity.TokenInspection.Outcome.PASSED;

/**
 * The checks of a token, one method each, in the order of {@link RejectionReason}; the first that fails ends the walk.
 * Used once.
 *
 * <p>A detail quotes from the token only what has the form of something public: the pieces of a damaged token may have
 * run together, and then a "host" or a "parameter name" holds the signature.
 *
 * <p>Source: aws-iam-authenticator, {@code pkg/token}, {@code Verify}. Stricter than it in three points that no client
 * writes: a fragment, a user before the host, and a region that has not the form of one.
 */
final class TokenWalk {

    /** How long STS honours a presigned URL, whatever {@code X-Amz-Expires} says. */
    static final Duration HONOURED = Duration.ofMinutes(15);

    private static final int MOST_BYTES = 4096;
    private static final int MOST_EXPIRES = 900; // seconds: STS's 15 minutes
    private static final List<RejectionReason> WITHOUT_STS = Arrays.stream(RejectionReason.values())
            .filter(reason -> reason.compareTo(RejectionReason.EXPIRED) <= 0).toList();
    private static final Set<String> KNOWN_PARAMETERS = Set.of("action", "version", "x-amz-algorithm",
            "x-amz-credential", "x-amz-date", "x-amz-expires", "x-amz-security-token", "x-amz-signature",
            "x-amz-signedheaders");

    private final Partition partition;
    private final Optional<StsEndpoint> extraEndpoint;
    private final Instant now;
    private final List<Check> checks = new ArrayList<>(WITHOUT_STS.size());
    private Optional<PresignedUrl> url = Optional.empty();
    private Optional<QueryParameters> query = Optional.empty();

    TokenWalk(Partition partition, Optional<StsEndpoint> extraEndpoint, Instant now) {
        this.partition = partition;
        this.extraEndpoint = extraEndpoint;
        this.now = now;
    }

    TokenInspection through(String token) {
        boolean good = size(token) && prefix(token) && decoded(token) && checkUrl() && checkQuery();
        Optional<URI> presigned = good ? url.map(checked -> URI.create(checked.text())) : Optional.empty();
        for (RejectionReason reason : WITHOUT_STS.subList(checks.size(), WITHOUT_STS.size())) {
            checks.add(new Check(reason, NOT_REACHED, ""));
        }
        return new TokenInspection(checks, parts(), presigned);
    }

    private boolean checkUrl() {
        PresignedUrl cut = url.orElseThrow();
        return scheme(cut) && host(cut) && path(cut);
    }

    private boolean checkQuery() {
        if (!note(RejectionReason.MALFORMED_QUERY, query.isPresent(), "the query can be read",
                "the query has a character or an escape that no query can have")) {
            return false;
        }
        QueryParameters parameters = query.orElseThrow();
        return noDoubles(parameters) && onlyKnown(parameters) && action(parameters) && clusterHeader(parameters)
                && expires(parameters) && date(parameters);
    }

    private boolean size(String token) {
        int bytes = token.length() > MOST_BYTES
                ? token.length()
                : token.getBytes(StandardCharsets.UTF_8).length;
        return note(RejectionReason.TOO_LARGE, bytes <= MOST_BYTES, bytes + " bytes",
                "the token is longer than " + MOST_BYTES + " bytes");
    }

    private boolean prefix(String token) {
        return note(RejectionReason.NO_PREFIX, token.startsWith(ClusterToken.PREFIX),
                "begins with " + ClusterToken.PREFIX,
                "the token does not begin with " + ClusterToken.PREFIX + ", as every token of EKS does");
    }

    private boolean decoded(String token) {
        String encoded = token.substring(ClusterToken.PREFIX.length());
        Optional<String> text = encoded.indexOf('=') >= 0 ? Optional.empty() : decode(encoded);
        if (!note(RejectionReason.NOT_BASE64URL, text.isPresent(), "base64url",
                "what follows the prefix is no unpadded base64url; was a part of the token cut off or added?")) {
            return false;
        }
        url = text.flatMap(PresignedUrl::cut);
        query = url.flatMap(cut -> QueryParameters.parse(cut.query()));
        return note(RejectionReason.NOT_A_URL, url.isPresent() && canBeSent(url.get()), "decodes to a URL",
                "what the token decodes to is no URL");
    }

    private static Optional<String> decode(String encoded) {
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Whether the URL, but for its query, which has a check of its own, is one to the JDK too. */
    private static boolean canBeSent(PresignedUrl cut) {
        if (cut.authority().isEmpty()) {
            return true; // a URL without a host is refused for its host
        }
        try {
            return new URI(cut.scheme() + "://" + cut.authority() + cut.path()).getRawAuthority() != null;
        } catch (URISyntaxException noUrl) {
            return false;
        }
    }

    private boolean scheme(PresignedUrl cut) {
        return note(RejectionReason.NOT_HTTPS, cut.scheme().equalsIgnoreCase("https") || isExtraEndpoint(cut),
                cut.scheme(),
                "the URL's scheme is " + (cut.scheme().equals("http") ? "http" : "another one") + ", not https");
    }

    private boolean host(PresignedUrl cut) {
        boolean extra = isExtraEndpoint(cut);
        return note(RejectionReason.FOREIGN_HOST, extra || StsHosts.isStsHost(partition, cut.authority()),
                cut.authority() + (extra ? " is the endpoint of this sandbox" : " is STS in " + partition.id()),
                "the URL's host" + shown(cut.authority()) + " is no STS host of partition " + partition.id());
    }

    private boolean path(PresignedUrl cut) {
        return note(RejectionReason.WRONG_PATH, cut.path().equals("/"), "/", "the URL's path is not /");
    }

    private boolean noDoubles(QueryParameters parameters) {
        Set<String> seen = new HashSet<>();
        for (String name : parameters.lowerNames()) {
            if (!seen.add(name)) {
                String which = KNOWN_PARAMETERS.contains(name) ? name : "a parameter";
                return note(RejectionReason.DUPLICATE_PARAMETER, false, "", which + " occurs more than once");
            }
        }
        return note(RejectionReason.DUPLICATE_PARAMETER, true, "no parameter twice", "");
    }

    private boolean onlyKnown(QueryParameters parameters) {
        for (int i = 0; i < parameters.lowerNames().size(); i++) {
            if (!KNOWN_PARAMETERS.contains(parameters.lowerNames().get(i))) {
                return note(RejectionReason.UNKNOWN_PARAMETER, false, "", "parameter " + (i + 1)
                        + " of the query is none that a token has (Action, Version and X-Amz-* of a signature)");
            }
        }
        return note(RejectionReason.UNKNOWN_PARAMETER, true, "no foreign parameter", "");
    }

    private boolean action(QueryParameters parameters) {
        return note(RejectionReason.WRONG_ACTION, parameters.value("Action").equals("GetCallerIdentity"),
                "GetCallerIdentity", "the URL asks STS for something else than GetCallerIdentity");
    }

    private boolean clusterHeader(QueryParameters parameters) {
        return note(RejectionReason.CLUSTER_HEADER_NOT_SIGNED, clusterHeaderSigned(parameters),
                TokenMinter.CLUSTER_ID_HEADER + " is signed", "the header " + TokenMinter.CLUSTER_ID_HEADER
                        + " is not among the signed ones: a presigned URL, but not a token for a cluster");
    }

    private boolean expires(QueryParameters parameters) {
        OptionalInt seconds = expiresSeconds(parameters);
        boolean good = seconds.isPresent() && seconds.getAsInt() >= 0 && seconds.getAsInt() <= MOST_EXPIRES;
        return note(RejectionReason.BAD_EXPIRES, good, seconds.orElse(0) + " s, which STS ignores",
                "X-Amz-Expires is " + (seconds.isPresent() ? seconds.getAsInt() : "missing or not a number")
                        + "; 0 to " + MOST_EXPIRES + " seconds are accepted");
    }

    private boolean date(QueryParameters parameters) {
        Optional<Instant> date = AmzDate.parse(parameters.value("X-Amz-Date"));
        if (!note(RejectionReason.BAD_DATE, date.isPresent(), date.map(Instant::toString).orElse(""),
                "X-Amz-Date is missing or not of the form 20060102T150405Z")) {
            return false;
        }
        Duration age = Duration.between(date.orElseThrow(), now);
        return note(RejectionReason.EXPIRED, age.compareTo(HONOURED) < 0, ageInWords(age),
                ageInWords(age) + "; STS honours a token for " + HONOURED.toMinutes() + " min");
    }

    private static String ageInWords(Duration age) {
        return age.isNegative()
                ? "signed " + age.negated().toSeconds() + " s in the future"
                : "signed " + age.toSeconds() + " s ago";
    }

    /** The one endpoint of a sandbox: scheme, host and port exactly as configured. */
    private boolean isExtraEndpoint(PresignedUrl cut) {
        return extraEndpoint.isPresent() && extraEndpoint.get().scheme().equals(cut.scheme())
                && extraEndpoint.get().authority().equals(cut.authority());
    }

    private boolean note(RejectionReason reason, boolean good, String found, String wrong) {
        checks.add(new Check(reason, good ? PASSED : FAILED, good ? found : wrong));
        return good;
    }

    private Parts parts() {
        Optional<String> host = url.map(PresignedUrl::authority).filter(TokenWalk::looksLikeAHost);
        if (query.isEmpty()) {
            return new Parts(host, Optional.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty(), List.of(),
                    false, false, false);
        }
        QueryParameters parameters = query.get();
        Optional<SignedBy> signedBy = SignedBy.tryParse(parameters.value("X-Amz-Credential"));
        return new Parts(host, signedBy.map(SignedBy::accessKeyId),
                signedBy.map(by -> by.scope().region()).filter(TokenWalk::looksLikeARegion),
                AmzDate.parse(parameters.value("X-Amz-Date")), expiresSeconds(parameters),
                signedHeaders(parameters).stream().filter(TokenWalk::looksLikeAHeader).toList(),
                clusterHeaderSigned(parameters), parameters.has("X-Amz-Security-Token"),
                parameters.has("X-Amz-Signature"));
    }

    private static boolean clusterHeaderSigned(QueryParameters parameters) {
        for (String name : signedHeaders(parameters)) {
            if (PercentEncoding.lowerAscii(name).equals(TokenMinter.CLUSTER_ID_HEADER)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> signedHeaders(QueryParameters parameters) {
        return List.of(parameters.value("X-Amz-SignedHeaders").split(";", -1));
    }

    /** An optional sign and digits, as the reference's {@code Atoi} reads them; empty for anything else. */
    private static OptionalInt expiresSeconds(QueryParameters parameters) {
        String text = parameters.value("X-Amz-Expires");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && !(i == 0 && (c == '+' || c == '-'))) {
                return OptionalInt.empty();
            }
        }
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException emptyOrHuge) {
            return OptionalInt.empty();
        }
    }

    private static String shown(String part) {
        return looksLikeAHost(part) ? ", " + part + "," : "";
    }

    private static boolean looksLikeAHost(String text) {
        return isShortWord(text, ".:-[]", 63); // the longest label of DNS; a signature has 64 digits
    }

    private static boolean looksLikeARegion(String text) {
        return isShortWord(text, "-", 32);
    }

    private static boolean looksLikeAHeader(String text) {
        return isShortWord(text, "-_", 40);
    }

    private static boolean isShortWord(String text, String others, int longestRun) {
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            run = c == '.' ? 0 : run + 1;
            if (run > longestRun || (!PercentEncoding.isLetterOrDigit(c) && others.indexOf(c) < 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
