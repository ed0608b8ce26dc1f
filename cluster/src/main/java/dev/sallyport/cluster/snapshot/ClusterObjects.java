package dev.sallyport.cluster.snapshot;

import dev.sallyport.mapping.AwsAuth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objects of a cluster, in their order.
 *
 * @param objects each key once
 * @param awsAuth the map, where a file is nothing else and its lines are the file's own; else it is the ConfigMap's
 */
public record ClusterObjects(List<ClusterObject> objects, Optional<AwsAuth> awsAuth) {

    public ClusterObjects {
        objects = List.copyOf(objects);
    }

    /** None. */
    public static ClusterObjects none() {
        return new ClusterObjects(List.of(), Optional.empty());
    }

    /** Objects as they came; of two with one key the later counts, in the place of the earlier. */
    static ClusterObjects of(List<ClusterObject> objects) {
        Map<ObjectKey, ClusterObject> once = new LinkedHashMap<>();
        objects.forEach(object -> once.put(object.key(), object));
        return new ClusterObjects(new ArrayList<>(once.values()), Optional.empty());
    }

    /** These objects laid over others: one that the others have too takes its place. */
    public ClusterObjects over(ClusterObjects others) {
        List<ClusterObject> all = new ArrayList<>(others.objects);
        all.addAll(objects);
        boolean ownMap = awsAuth.isPresent() || objects.stream().anyMatch(ClusterSnapshot::isAwsAuth);
        return new ClusterObjects(of(all).objects, ownMap ? awsAuth : others.awsAuth);
    }
}
