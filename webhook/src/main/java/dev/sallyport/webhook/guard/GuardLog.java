package dev.sallyport.webhook.guard;

import dev.sallyport.webhook.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A line for each decision, as key-value pairs. The map's text is not among them. */
final class GuardLog {

    private static final Logger LOG = LoggerFactory.getLogger("dev.sallyport.webhook.guard.decisions");

    private GuardLog() {}

    /** @param late whether the API server had its answer already, and went by its failure policy */
    static void decided(AdmissionRequest request, Verdict verdict, long nanos, boolean late) {
        boolean noteworthy = late || !verdict.allowed() || !verdict.overridden().isEmpty();
        LoggingEventBuilder event = (noteworthy ? LOG.atWarn() : LOG.atInfo())
                .setMessage(late
                        ? "judged too late, the API server went on without"
                        : verdict.allowed() ? "edit let pass" : "edit refused")
                .addKeyValue("operation", request.operation())
                .addKeyValue("username", Printable.of(request.user().username()))
                .addKeyValue("replaces", Printable.of(request.before().map(MapObject::version).orElse("")))
                .addKeyValue("dryrun", request.dryRun());
        if (!verdict.refused().isEmpty()) {
            event = event.addKeyValue("codes", String.join(",", verdict.refused()));
        }
        if (!verdict.overridden().isEmpty()) {
            event = event.addKeyValue("overridden", String.join(",", verdict.overridden()));
        }
        event.addKeyValue("warnings", verdict.warnings().size()).addKeyValue("ms", nanos / 1_000_000)
                .addKeyValue("uid", Printable.of(request.uid())).log();
    }

    static void malformed(String why, String client) {
        LOG.atWarn().setMessage("request refused").addKeyValue("why", Printable.of(why)).addKeyValue("client", client)
                .log();
    }

    /** A fault of ours. Its message stays out, for nobody knows what it quotes. */
    static void fault(Throwable fault, String client) {
        String where = Stream.of(fault.getStackTrace()).limit(12).map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
        LOG.atError().setMessage("fault").addKeyValue("exception", fault.getClass().getName())
                .addKeyValue("at", Printable.of(where)).addKeyValue("client", client).log();
    }
}
