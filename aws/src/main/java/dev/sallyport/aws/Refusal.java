package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.aws.HttpExchange.Reply;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What AWS says when it says no: its code, its words, and what that means for whoever asked.
 *
 * <p>Source: AWS, "Common errors" of each service's API reference; the codes that STS, EKS and EC2 use for the same
 * thing differ.
 */
final class Refusal {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9.]{1,80}");
    private static final Set<String> THROTTLES = Set.of("Throttling", "ThrottlingException", "ThrottledException",
            "RequestLimitExceeded", "TooManyRequestsException", "SlowDown", "RequestThrottled");
    private static final Set<String> CLOCK_CODES = Set.of("SignatureDoesNotMatch", "InvalidSignatureException",
            "RequestTimeTooSkewed", "RequestExpired", "AuthFailure");
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(5); // AWS refuses more

    private final AwsService service;
    private final Reply reply;
    private final Clock clock;
    private final String code;
    private final String words;

    Refusal(AwsService service, Reply reply, Clock clock) {
        this.service = service;
        this.reply = reply;
        this.clock = clock;
        WireValue answer = WireValue.json(reply.body()).or(() -> WireValue.xml(reply.body()))
                .orElseGet(() -> WireValue.json("{}").orElseThrow());
        // EC2 wraps its errors once more: Response, Errors, Error
        WireValue error = answer.at("Errors", "Error").isObject() ? answer.at("Errors", "Error") : answer.at("Error");
        this.code = reply.header("x-amzn-errortype").map(type -> type.replaceAll("[:,].*", ""))
                .or(() -> error.at("Code").some()).or(() -> answer.at("code").some())
                .or(() -> answer.at("__type").some().map(type -> type.replaceAll("^.*#", "")))
                .or(() -> answer.at("error").some()).filter(text -> CODE.matcher(text).matches()).orElse("");
        String said = error.at("Message").some().or(() -> answer.at("message").some())
                .or(() -> answer.at("Message").some()).or(() -> answer.at("error_description").some()).orElse("");
        this.words = said.lines().findFirst().orElse("").strip();
    }

    /** AWS's code, such as {@code AccessDenied}; empty where it gives none. */
    String code() {
        return code;
    }

    boolean worthAnotherTry() {
        return THROTTLES.contains(code) || reply.status() == 429 || reply.status() == 500 || reply.status() == 502
                || reply.status() == 503 || reply.status() == 504 || code.equals("IDPCommunicationError");
    }

    AwsProblem problem() {
        String said = words.isEmpty() ? "" : ": " + PlainText.shown(withoutSecrets(words));
        String sentence = service + " says: " + (code.isEmpty() ? "HTTP " + reply.status() : code) + said
                + (said.endsWith(".") || said.endsWith("…") ? "" : ".");
        if (words.contains("scoped to a valid region")) {
            // SigV4's words for a signature that is good and was made for another place
            return new AwsProblem(Kind.REFUSED, sentence, "Check the region: --region, AWS_REGION or the profile's.");
        }
        Optional<Duration> skew = skew();
        if (skew.isPresent()) {
            Duration ahead = skew.get();
            return new AwsProblem(Kind.REFUSED, sentence, "The clock here is " + ahead.abs().toMinutes() + " minutes "
                    + (ahead.isNegative() ? "behind" : "ahead of") + " AWS's: set it right.",
                    new AwsReason.ClockWrong(ahead));
        }
        AwsFailure failure = byCode(sentence).failure();
        return new AwsProblem(failure.kind(), failure.message(), failure.remedy(),
                new AwsReason.Refused(service, code));
    }

    private AwsProblem byCode(String sentence) {
        return switch (code) {
            case "ExpiredToken", "ExpiredTokenException", "RequestExpired" -> new AwsProblem(Kind.EXPIRED, sentence,
                    "The keys were temporary and their time is over; get new ones.");
            case "InvalidClientTokenId", "UnrecognizedClientException", "AuthFailure", "InvalidAccessKeyId" ->
                new AwsProblem(Kind.KEYS_REFUSED, sentence,
                        "AWS does not know the access key, or the session token is not its own.");
            case "SignatureDoesNotMatch", "InvalidSignatureException", "IncompleteSignature",
                    "MissingAuthenticationToken" ->
                new AwsProblem(Kind.KEYS_REFUSED, sentence, "Is the secret access key the one of this access key?");
            case "AccessDenied", "AccessDeniedException", "UnauthorizedOperation" ->
                new AwsProblem(Kind.DENIED, sentence, "");
            case "ResourceNotFoundException", "NoSuchEntity" -> new AwsProblem(Kind.NOT_FOUND, sentence, "");
            default -> {
                if (THROTTLES.contains(code) || reply.status() == 429) {
                    yield new AwsProblem(Kind.THROTTLED, sentence, "Try again in a moment.");
                }
                yield reply.status() >= 500
                        ? new AwsProblem(Kind.UNREACHABLE, sentence, "That is a fault on the other side; try again.")
                        : new AwsProblem(reply.status() == 403 ? Kind.DENIED : Kind.REFUSED, sentence, "");
            }
        };
    }

    /** A wrong clock looks like wrong keys: the answer's own date tells how far it is ahead. */
    private Optional<Duration> skew() {
        return CLOCK_CODES.contains(code)
                ? reply.clockAhead(clock).filter(ahead -> ahead.abs().compareTo(CLOCKS_MAY_DIFFER) >= 0)
                : Optional.empty();
    }

    /** STS explains a bad signature by quoting the whole request, its session token included. */
    private String withoutSecrets(String said) {
        int end = said.indexOf("The Canonical String");
        String shorter = end < 0 ? said : said.substring(0, end).strip();
        return shorter.replaceAll("[A-Za-z0-9+/=_-]{60,}", "…");
    }
}
