package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.NameRule;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;

import java.util.List;

import static dev.sallyport.sandbox.kubernetes.kinds.Column.AGE;
import static dev.sallyport.sandbox.kubernetes.kinds.Column.NAME;
import static dev.sallyport.sandbox.kubernetes.kinds.Column.number;
import static dev.sallyport.sandbox.kubernetes.kinds.Column.text;

/** The core group. */
final class CoreKinds {

    private CoreKinds() {}

    static List<Kind.Builder> all() {
        return List.of(
                Kind.named("v1", "Binding", "bindings").verbs("create").traits(Trait.REVIEW),
                Kind.named("v1", "ConfigMap", "configmaps").shortNames("cm")
                        .columns(NAME, text("Data", (o, now) -> IntNode.valueOf(o.path("data").size()
                                + o.path("binaryData").size())), AGE),
                Kind.named("v1", "Endpoints", "endpoints").singular("endpoints").shortNames("ep")
                        .traits(Trait.CREATE_ON_UPDATE)
                        .deprecated("v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice")
                        .columns(NAME, text("Endpoints", NetworkCells::endpoints), AGE),
                Kind.named("v1", "Event", "events").shortNames("ev").traits(Trait.CREATE_ON_UPDATE)
                        .fields("involvedObject.kind", "involvedObject.namespace", "involvedObject.name",
                                "involvedObject.uid", "involvedObject.apiVersion", "involvedObject.resourceVersion",
                                "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type")
                        .columns(EventCells.columns()),
                Kind.named("v1", "LimitRange", "limitranges").shortNames("limits").traits(Trait.CREATE_ON_UPDATE)
                        .columns(NAME, Column.CREATED_AT),
                Kind.named("v1", "Namespace", "namespaces").clusterScoped().shortNames("ns").names(NameRule.LABEL)
                        .verbs("create", "delete", "get", "list", "patch", "update", "watch").fields("status.phase")
                        .subresource("finalize", "", "", "Namespace", "update").status()
                        .traits(Trait.RETURNS_DELETED)
                        .columns(NAME, text("Status", "/status/phase"), AGE),
                Kind.named("v1", "Node", "nodes").clusterScoped().shortNames("no").fields("spec.unschedulable")
                        .status().traits(Trait.STATUS_ON_CREATE)
                        .columns(NAME, text("Status", NodeCells::status), text("Roles", NodeCells::roles), AGE,
                                text("Version", "/status/nodeInfo/kubeletVersion"),
                                text("Internal-IP", o -> NodeCells.address(o, "InternalIP")).wide(),
                                text("External-IP", o -> NodeCells.address(o, "ExternalIP")).wide(),
                                text("OS-Image", o -> NodeCells.reported(o, "osImage")).wide(),
                                text("Kernel-Version", o -> NodeCells.reported(o, "kernelVersion")).wide(),
                                text("Container-Runtime", o -> NodeCells.reported(o, "containerRuntimeVersion"))
                                        .wide()),
                Kind.named("v1", "PersistentVolumeClaim", "persistentvolumeclaims").shortNames("pvc").status()
                        .traits(Trait.RETURNS_DELETED)
                        .columns(NAME, text("Status", StorageCells::phase), text("Volume", "/spec/volumeName"),
                                text("Capacity", "/status/capacity/storage"),
                                text("Access Modes", o -> StorageCells.accessModes(o.at("/status/accessModes"))),
                                text("StorageClass", "/spec/storageClassName"),
                                text("VolumeAttributesClass", StorageCells::attributesClass), AGE,
                                text("VolumeMode", StorageCells::volumeMode).wide()),
                Kind.named("v1", "PersistentVolume", "persistentvolumes").clusterScoped().shortNames("pv").status()
                        .traits(Trait.RETURNS_DELETED)
                        .columns(NAME, text("Capacity", "/spec/capacity/storage"),
                                text("Access Modes", o -> StorageCells.accessModes(o.at("/spec/accessModes"))),
                                text("Reclaim Policy", "/spec/persistentVolumeReclaimPolicy"),
                                text("Status", StorageCells::phase), text("Claim", StorageCells::claim),
                                text("StorageClass", "/spec/storageClassName"),
                                text("VolumeAttributesClass", StorageCells::attributesClass),
                                text("Reason", "/status/reason"), AGE,
                                text("VolumeMode", StorageCells::volumeMode).wide()),
                Kind.named("v1", "Pod", "pods").shortNames("po").categories("all")
                        .traits(Trait.GENERATION, Trait.RETURNS_DELETED)
                        .subresource("attach", "", "", "PodAttachOptions", "create", "get")
                        .subresource("binding", "", "", "Binding", "create")
                        .subresource("eviction", "policy", "v1", "Eviction", "create")
                        .subresource("exec", "", "", "PodExecOptions", "create", "get")
                        .subresource("log", "", "", "Pod", "get")
                        .subresource("portforward", "", "", "PodPortForwardOptions", "create", "get")
                        .status()
                        .fields("spec.nodeName", "spec.restartPolicy", "spec.schedulerName",
                                "spec.serviceAccountName", "spec.hostNetwork", "status.phase", "status.podIP",
                                "status.nominatedNodeName")
                        .columns(NAME, text("Ready", PodCells::ready), text("Status", PodCells::status),
                                text("Restarts", PodCells::restarts), AGE, text("IP", PodCells::ip).wide(),
                                text("Node", o -> Cells.orNone(o.at("/spec/nodeName"))).wide(),
                                text("Nominated Node", o -> Cells.orNone(o.at("/status/nominatedNodeName"))).wide(),
                                text("Readiness Gates", PodCells::readinessGates).wide()),
                Kind.named("v1", "PodTemplate", "podtemplates").traits(Trait.RETURNS_DELETED)
                        .columns(NAME, text("Containers", o -> Cells.joined(o.at("/template/spec/containers"), "name")),
                                text("Images", o -> Cells.joined(o.at("/template/spec/containers"), "image")),
                                text("Pod Labels", o -> Cells.labels(o.at("/template/metadata/labels")))),
                Kind.named("v1", "ReplicationController", "replicationcontrollers").shortNames("rc")
                        .categories("all").scale().status().traits(Trait.GENERATION).fields("status.replicas")
                        .columns(NAME, number("Desired", "/spec/replicas"), number("Current", "/status/replicas"),
                                number("Ready", "/status/readyReplicas"), AGE,
                                WorkloadCells.CONTAINERS, WorkloadCells.IMAGES,
                                text("Selector", o -> Cells.labels(o.at("/spec/selector"))).wide()),
                Kind.named("v1", "ResourceQuota", "resourcequotas").shortNames("quota").status()
                        .traits(Trait.RETURNS_DELETED)
                        .columns(NAME, text("Request", o -> StorageCells.quota(o, true)),
                                text("Limit", o -> StorageCells.quota(o, false)), AGE),
                Kind.named("v1", "Secret", "secrets").fields("type")
                        .columns(NAME, text("Type", "/type"),
                                text("Data", (o, now) -> IntNode.valueOf(o.path("data").size())), AGE),
                Kind.named("v1", "ServiceAccount", "serviceaccounts").shortNames("sa").traits(Trait.RETURNS_DELETED)
                        .columns(NAME, text("Secrets", (o, now) -> IntNode.valueOf(o.path("secrets").size())), AGE),
                Kind.named("v1", "Service", "services").shortNames("svc").categories("all").status()
                        .names(NameRule.LABEL_FROM_A_LETTER)
                        .traits(Trait.RETURNS_DELETED, Trait.CREATE_ON_UPDATE)
                        .fields("spec.clusterIP", "spec.type")
                        .columns(NAME, text("Type", "/spec/type"),
                                text("Cluster-IP", o -> Cells.orNone(o.at("/spec/clusterIP"))),
                                text("External-IP", NetworkCells::externalIp), text("Port(s)", NetworkCells::ports),
                                AGE, text("Selector", (o, now) -> TextNode.valueOf(Cells.labels(o
                                        .at("/spec/selector")))).wide()));
    }
}
