package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.history.AwsAuthRecorder;
import dev.sallyport.cluster.history.AwsAuthRevision;
import dev.sallyport.cluster.history.MapSighting;
import dev.sallyport.webhook.Printable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A line for each change of the map that was seen, by whomever and however it was made. */
final class HistoryLog implements AwsAuthRecorder.Listener {

    private static final Logger LOG = LoggerFactory.getLogger("dev.sallyport.webhook.guard.history");

    private String lastTrouble = "";

    @Override
    public void changed(MapSighting sighting) {
        LOG.atInfo().setMessage(sighting.recorded() ? "change recorded" : "change seen")
                .addKeyValue("revision", sighting.revision().map(AwsAuthRevision::number).orElse(0L))
                .addKeyValue("author", Printable.of(sighting.author().name()))
                .addKeyValue("tool", Printable.of(sighting.author().tool())).log();
    }

    /** Said once, not every round. */
    @Override
    public void trouble(ClusterFailure failure) {
        if (!failure.message().equals(lastTrouble)) {
            lastTrouble = failure.message();
            LOG.atWarn().setMessage("cannot keep the history").addKeyValue("why", Printable.of(failure.sentence()))
                    .log();
        }
    }

    @Override
    public void watching() {
        lastTrouble = "";
        LOG.info("watching the map");
    }
}
