package dev.sallyport.cluster;

import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.PlainText;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.MappingSource;
import dev.sallyport.mapping.RuleSet;
import dev.sallyport.mapping.SourceHealth;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The rules of the custom resources {@code IAMIdentityMapping}, a moment after each change of one of them. A cluster
 * that does not know the kind has no such rules; it is asked again from time to time.
 *
 * <p>The resource's ARN is compared in its canonical form, so one of a session stands for its role. Source:
 * aws-iam-authenticator, {@code pkg/mapper/crd}.
 */
public final class IamIdentityMappingWatch implements MappingSource, AutoCloseable {

    /** The source's name in rules. */
    public static final String SOURCE = "IAMIdentityMapping";

    private static final Logger log = LoggerFactory.getLogger(IamIdentityMappingWatch.class);
    private static final String WHAT = "all IAMIdentityMappings";
    private static final ResourceDefinitionContext KIND = new ResourceDefinitionContext.Builder()
            .withGroup("iamauthenticator.k8s.aws").withVersion("v1alpha1").withKind("IAMIdentityMapping")
            .withPlural("iamidentitymappings").withNamespaced(false).build();

    private final Feed<GenericKubernetesResource> feed;
    private final ChangeListeners listeners = new ChangeListeners();
    private volatile RuleSet rules = new RuleSet(SOURCE, List.of());
    private boolean first = true;

    private IamIdentityMappingWatch(ClusterConnection cluster, Duration resync) {
        this.feed = new Feed<>(cluster, WHAT, new All(cluster), true, this::take, resync);
    }

    /** A watch of this cluster's resources; it begins with {@link #start()}. */
    public static IamIdentityMappingWatch of(ClusterConnection cluster) {
        return of(cluster, AwsAuthWatch.RESYNC);
    }

    /**
     * As {@link #of(ClusterConnection)}.
     *
     * @param resync how often the watch is checked against a list, and the kind looked for where it is missing
     */
    public static IamIdentityMappingWatch of(ClusterConnection cluster, Duration resync) {
        return new IamIdentityMappingWatch(cluster, resync);
    }

    /** Begins, and returns at once. */
    public IamIdentityMappingWatch start() {
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
        return rules;
    }

    @Override
    public SourceHealth health() {
        return switch (feed.state()) {
            case Feed.State.Reading notYet -> new SourceHealth.NotYetRead(WHAT + ": " + notYet.why());
            case Feed.State.Down down -> new SourceHealth.Degraded(WHAT + " may have changed unseen: " + down.why());
            case Feed.State.UpToDate upToDate -> new SourceHealth.Current();
        };
    }

    @Override
    public void close() {
        feed.close();
    }

    private void take(List<GenericKubernetesResource> resources) {
        RuleSet after = new RuleSet(SOURCE,
                resources.stream().flatMap(resource -> rule(resource).stream()).toList());
        if (first || !after.equals(rules)) {
            log.info("{}: {} rules, {} before", WHAT, after.rules().size(), rules.rules().size());
            first = false;
            rules = after;
            listeners.tell();
        }
    }

    private static Optional<MappingRule> rule(GenericKubernetesResource resource) {
        String name = resource.getMetadata().getName();
        String text = resource.get("spec", "arn") instanceof String arn ? arn : "";
        String username = resource.get("spec", "username") instanceof String given ? given : "";
        List<String> groups = resource.get("spec", "groups") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        try {
            return Optional.of(IdentityMappingRule.of(name, text, username, groups));
        } catch (IllegalArgumentException e) {
            log.warn("the IAMIdentityMapping {} lets nobody in: {}", PlainText.of(name),
                    PlainText.of(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private record All(ClusterConnection cluster) implements Feed.Objects<GenericKubernetesResource> {
        private MixedOperation<GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>> all() {
            return cluster.client().genericKubernetesResources(KIND);
        }

        @Override
        public List<GenericKubernetesResource> list() {
            return all().list().getItems();
        }

        @Override
        public SharedIndexInformer<GenericKubernetesResource> informer() {
            return all().runnableInformer(0);
        }
    }
}
