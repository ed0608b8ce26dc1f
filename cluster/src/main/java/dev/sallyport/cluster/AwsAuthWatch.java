package dev.sallyport.cluster;

import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.PlainText;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.MappingSource;
import dev.sallyport.mapping.RuleSet;
import dev.sallyport.mapping.SourceHealth;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of {@code kube-system/aws-auth}, a moment after each change of it.
 *
 * <p>A deleted ConfigMap leaves no rules. Of a section that cannot be read those earlier rules stay whose ARN still
 * stands in its text, and {@link #health()} says so until somebody mends it. While the cluster does not answer, the
 * rules stay as they are.
 */
public final class AwsAuthWatch implements MappingSource, AutoCloseable {

    /** How often the watch is checked against a list. */
    static final Duration RESYNC = Duration.ofSeconds(30);

    private static final Logger log = LoggerFactory.getLogger(AwsAuthWatch.class);
    private static final String WHAT = "the ConfigMap " + AwsAuthReader.NAMESPACE + "/" + AwsAuthReader.NAME;

    private record Reading(RuleSet rules, AwsAuth document, String resourceVersion) {}

    private static final Reading NOTHING = new Reading(new RuleSet(AwsAuth.SOURCE, List.of()),
            AwsAuth.parse(Map.of()), "");

    private final Feed<ConfigMap> feed;
    private final ChangeListeners listeners = new ChangeListeners();
    private volatile Reading reading = NOTHING;
    private boolean first = true;

    private AwsAuthWatch(ClusterConnection cluster, Duration resync) {
        this.feed = new Feed<>(cluster, WHAT, new ThisConfigMap(cluster), false, this::take, resync);
    }

    /** A watch of this cluster's ConfigMap; it begins with {@link #start()}. */
    public static AwsAuthWatch of(ClusterConnection cluster) {
        return of(cluster, RESYNC);
    }

    /**
     * As {@link #of(ClusterConnection)}.
     *
     * @param resync how often the watch is checked against a list; the longest that a silently broken connection can
     *     keep somebody in
     */
    public static AwsAuthWatch of(ClusterConnection cluster, Duration resync) {
        return new AwsAuthWatch(cluster, resync);
    }

    /** Begins, and returns at once. A cluster that does not answer yet is asked again and again. */
    public AwsAuthWatch start() {
        feed.start();
        return this;
    }

    /** Waits for the first reading; false when there is none in time, and {@link #health()} says why. */
    public boolean awaitFirstReading(Duration atMost) throws InterruptedException {
        return feed.awaitFirstReading(atMost);
    }

    /** Runs something, on this watch's thread, after the first reading and after each change of the rules. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public RuleSet rules() {
        return reading.rules();
    }

    @Override
    public SourceHealth health() {
        return switch (feed.state()) {
            case Feed.State.Reading notYet -> new SourceHealth.NotYetRead(WHAT + ": " + notYet.why());
            case Feed.State.Down down -> new SourceHealth.Degraded(WHAT + " may have changed unseen: " + down.why());
            case Feed.State.UpToDate upToDate -> reading.document().health();
        };
    }

    /** The newest document, with its findings. */
    public AwsAuth document() {
        return reading.document();
    }

    @Override
    public void close() {
        feed.close();
    }

    private void take(List<ConfigMap> configMaps) {
        Reading before = reading;
        Reading after = configMaps.stream().findFirst().map(configMap -> read(configMap, before.rules()))
                .orElse(NOTHING);
        if (!first && after.resourceVersion().equals(before.resourceVersion())) {
            return;
        }
        reading = after;
        report(after);
        if (first || !after.rules().equals(before.rules())) {
            first = false;
            log.info("{} at resourceVersion {}: {} rules, {} before", WHAT, after.resourceVersion(),
                    after.rules().rules().size(), before.rules().rules().size());
            listeners.tell();
        }
    }

    private static Reading read(ConfigMap configMap, RuleSet before) {
        AwsAuth document = AwsAuth.parse(AwsAuthReader.data(configMap));
        return new Reading(document.ourReading(before), document, configMap.getMetadata().getResourceVersion());
    }

    private static void report(Reading reading) {
        for (Finding finding : reading.document().findings()) {
            log.warn("{} {}: {} {}", finding.place(), finding.code(), PlainText.of(finding.message()),
                    PlainText.of(finding.remedy()));
        }
        List<String> unreadable = reading.document().unreadableSections();
        if (!unreadable.isEmpty()) {
            log.error("{} of {} cannot be read: earlier rules that it still names stay in force, new ones do not count,"
                    + " until it is mended", unreadable, WHAT);
        }
    }

    private record ThisConfigMap(ClusterConnection cluster) implements Feed.Objects<ConfigMap> {
        private Resource<ConfigMap> resource() {
            return cluster.client().configMaps().inNamespace(AwsAuthReader.NAMESPACE).withName(AwsAuthReader.NAME);
        }

        @Override
        public List<ConfigMap> list() {
            return Optional.ofNullable(resource().get()).stream().toList();
        }

        @Override
        public SharedIndexInformer<ConfigMap> informer() {
            return resource().runnableInformer(0);
        }
    }
}
