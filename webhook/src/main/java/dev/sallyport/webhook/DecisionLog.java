package dev.sallyport.webhook;

import dev.sallyport.identity.CallerIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line for each decision. The facts are key-value pairs, so that a back end writes them as it likes ({@code %kvp}, JSON);
 * the message is one of a few fixed phrases. Nothing of a token is among them but the public id of the key that signed it.
 */
final class DecisionLog {

    private static final Logger LOG = LoggerFactory.getLogger("dev.sallyport.webhook.decisions");

    private DecisionLog() {}

    /**
     * The verdict on a token.
     *
     * @param late whether the caller had been told already that there was none in time
     */
    static void reviewed(Review review, String client, long nanos, boolean late) {
        switch (review) {
            case Review.Granted granted -> {
                LoggingEventBuilder event = LOG.atInfo().setMessage("access granted")
                        .addKeyValue("username", Printable.of(granted.user().username()))
                        .addKeyValue("groups", granted.user().groups().stream().map(Printable::of)
                                .collect(Collectors.joining(",")))
                        .addKeyValue("uid", Printable.of(granted.user().uid()))
                        .addKeyValue("rule", Printable.of(granted.rule().place().toString()));
                end(who(event, granted.identity()), client, nanos, late);
            }
            case Review.Refused refused -> {
                LoggingEventBuilder event = LOG.atWarn().setMessage("access refused")
                        .addKeyValue("reason", refused.reason())
                        .addKeyValue("detail", Printable.of(refused.detail()));
                end(who(event, refused.identity()), client, nanos, late);
            }
            case Review.Undecided undecided -> {
                LoggingEventBuilder event = LOG.atError().setMessage("no verdict: the caller was asked to come back")
                        .addKeyValue("reason", undecided.cause().label())
                        .addKeyValue("detail", Printable.of(undecided.detail()));
                end(who(event, undecided.identity()), client, nanos, late);
            }
        }
    }

    static void malformed(BadRequest bad, String detail, String client) {
        LOG.atWarn().setMessage("request refused").addKeyValue("reason", bad.label())
                .addKeyValue("detail", Printable.of(detail)).addKeyValue("client", client).log();
    }

    /**
     * A fault of ours. Its message stays out, for nobody knows what it quotes; where it happened is enough to find it.
     */
    static void fault(Throwable fault, String client) {
        String where = Stream.of(fault.getStackTrace()).limit(12).map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
        LOG.atError().setMessage("fault").addKeyValue("exception", fault.getClass().getName())
                .addKeyValue("at", Printable.of(where)).addKeyValue("client", client).log();
    }

    private static LoggingEventBuilder who(LoggingEventBuilder event, Optional<CallerIdentity> identity) {
        if (identity.isEmpty()) {
            return event;
        }
        CallerIdentity known = identity.get();
        return event.addKeyValue("arn", Printable.of(known.arn().toString()))
                .addKeyValue("account", Printable.of(known.account()))
                .addKeyValue("userid", Printable.of(known.userId()))
                .addKeyValue("session", Printable.of(known.sessionName()))
                .addKeyValue("accesskeyid", Printable.of(known.accessKeyId()));
    }

    private static void end(LoggingEventBuilder event, String client, long nanos, boolean late) {
        LoggingEventBuilder whole = event.addKeyValue("client", client).addKeyValue("ms", nanos / 1_000_000);
        (late ? whole.addKeyValue("late", true) : whole).log();
    }
}
