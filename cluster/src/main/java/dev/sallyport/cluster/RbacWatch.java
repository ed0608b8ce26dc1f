package dev.sallyport.cluster;

import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.RbacAPIGroupDSL;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All roles and bindings of a cluster, a moment after each change of one of them. Four feeds, one for each kind; there
 * is a snapshot when each has been read once.
 */
public final class RbacWatch implements AutoCloseable {

    /** Decisions explained here bind nobody, so a silently broken watch may last longer. */
    private static final Duration RESYNC = Duration.ofMinutes(2);

    private final List<Feed<?>> feeds;
    private final ChangeListeners listeners = new ChangeListeners();
    private final Parts parts = new Parts();

    private RbacWatch(ClusterConnection cluster) {
        RbacAPIGroupDSL rbac = cluster.client().rbac();
        this.feeds = List.of(
                feed(cluster, "all ClusterRoles", rbac.clusterRoles(),
                        list -> parts.clusterRoles = mapped(list, RbacObjects::of)),
                feed(cluster, "all Roles", rbac.roles().inAnyNamespace(),
                        list -> parts.roles = mapped(list, RbacObjects::of)),
                feed(cluster, "all ClusterRoleBindings", rbac.clusterRoleBindings(),
                        list -> parts.clusterRoleBindings = mapped(list, RbacObjects::of)),
                feed(cluster, "all RoleBindings", rbac.roleBindings().inAnyNamespace(),
                        list -> parts.roleBindings = mapped(list, RbacObjects::of)));
    }

    /** A watch of this cluster; it begins with {@link #start()}. */
    public static RbacWatch of(ClusterConnection cluster) {
        return new RbacWatch(cluster);
    }

    /** Begins, and returns at once. */
    public RbacWatch start() {
        feeds.forEach(Feed::start);
        return this;
    }

    /** Waits until there is a snapshot. */
    public boolean awaitFirstReading(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (Feed<?> feed : feeds) {
            if (!feed.awaitFirstReading(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                return false;
            }
        }
        return true;
    }

    /** The newest snapshot; empty until each kind has been read. */
    public Optional<RbacSnapshot> snapshot() {
        return parts.snapshot();
    }

    /** Why the snapshot is missing or may be old; empty when it is as the cluster. */
    public Optional<String> trouble() {
        return feeds.stream().flatMap(feed -> switch (feed.state()) {
            case Feed.State.UpToDate upToDate -> Stream.<String>empty();
            case Feed.State.Reading reading -> Stream.of(reading.why());
            case Feed.State.Down down -> Stream.of(down.why());
        }).findFirst();
    }

    /** Runs something after each change that leads to another snapshot, on a thread of this watch. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        feeds.forEach(Feed::close);
    }

    private <T extends HasMetadata, L extends KubernetesResourceList<T>> Feed<T> feed(ClusterConnection cluster,
            String what, AnyNamespaceOperation<T, L, ?> all, java.util.function.Consumer<List<T>> put) {
        return new Feed<>(cluster, what, new Feed.Objects<>() {
            @Override
            public List<T> list() {
                return all.list().getItems();
            }

            @Override
            public SharedIndexInformer<T> informer() {
                return all.runnableInformer(0);
            }
        }, false, list -> {
            synchronized (parts) {
                put.accept(list);
            }
            if (parts.snapshot().isPresent()) {
                listeners.tell();
            }
        }, RESYNC);
    }

    private static <T, V> Optional<List<V>> mapped(List<T> list, Function<T, V> form) {
        return Optional.of(list.stream().map(form).toList());
    }

    /** What each feed told last. Guarded by itself. */
    private static final class Parts {
        private Optional<List<Role>> clusterRoles = Optional.empty();
        private Optional<List<Role>> roles = Optional.empty();
        private Optional<List<Binding>> clusterRoleBindings = Optional.empty();
        private Optional<List<Binding>> roleBindings = Optional.empty();

        synchronized Optional<RbacSnapshot> snapshot() {
            if (clusterRoles.isEmpty() || roles.isEmpty() || clusterRoleBindings.isEmpty() || roleBindings.isEmpty()) {
                return Optional.empty();
            }
            List<Role> allRoles = new ArrayList<>(clusterRoles.get());
            allRoles.addAll(roles.get());
            List<Binding> allBindings = new ArrayList<>(clusterRoleBindings.get());
            allBindings.addAll(roleBindings.get());
            return Optional.of(new RbacSnapshot(allRoles, allBindings));
        }
    }
}
