package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.review.ClusterState;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.webhook.guard.AdmissionRequest.Operation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests about the map, and the cluster that they are made in. */
final class Edits {

    static final String NODES = """
            - rolearn: arn:aws:iam::123456789012:role/eks-node-role
              username: system:node:{{EC2PrivateDNSName}}
              groups: [system:bootstrappers, system:nodes]
            """;
    static final String DEVELOPER = """
            - rolearn: arn:aws:iam::123456789012:role/dev
              username: dev
              groups: [developers]
            """;
    static final String ADMIN = """
            - rolearn: arn:aws:iam::123456789012:role/admin
              username: admin
              groups: [system:masters]
            """;
    static final String TABBED = DEVELOPER.replace("  username", "\tusername");

    static final KubernetesUser SOMEBODY = new KubernetesUser("somebody", "u1", List.of("people"), Map.of());
    static final ClusterState WITH_A_NODE = new ClusterState(Optional.of(List.of("ip-10-0-0-1")), Optional.empty(),
            Optional.empty());
    static final ClusterState WITHOUT_NODES = new ClusterState(Optional.of(List.of()), Optional.empty(),
            Optional.empty());

    private Edits() {}

    static MapObject map(String version, Map<String, String> data) {
        return new MapObject("kube-system", "aws-auth", version, Map.of(), data, false);
    }

    static MapObject roles(String version, String... entries) {
        return map(version, Map.of("mapRoles", String.join("", entries)));
    }

    static AdmissionRequest update(MapObject before, MapObject after) {
        return update(SOMEBODY, before, after);
    }

    static AdmissionRequest update(KubernetesUser user, MapObject before, MapObject after) {
        return new AdmissionRequest("uid-1", Operation.UPDATE, user, false, Optional.of(before), Optional.of(after));
    }

    static AdmissionRequest create(MapObject after) {
        return new AdmissionRequest("uid-1", Operation.CREATE, SOMEBODY, false, Optional.empty(), Optional.of(after));
    }

    static AdmissionRequest delete(MapObject before) {
        return new AdmissionRequest("uid-1", Operation.DELETE, SOMEBODY, false, Optional.of(before), Optional.empty());
    }

    static MapObject annotated(MapObject map, String value) {
        return new MapObject(map.namespace(), map.name(), map.version(), Map.of(BreakGlass.ANNOTATION, value),
                map.data(), map.immutable());
    }

    /** Takes the node role out of the version 7, with the annotation that breaks the glass. */
    static AdmissionRequest dropsTheNodes(String annotation) {
        return Edits.update(Edits.roles("7", Edits.NODES, Edits.DEVELOPER),
                Edits.annotated(Edits.roles("7", Edits.DEVELOPER), annotation));
    }
}
