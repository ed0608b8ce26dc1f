package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.databind.node.IntNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;

import java.util.List;

import static dev.sallyport.sandbox.kubernetes.kinds.Column.AGE;
import static dev.sallyport.sandbox.kubernetes.kinds.Column.NAME;
import static dev.sallyport.sandbox.kubernetes.kinds.Column.number;
import static dev.sallyport.sandbox.kubernetes.kinds.Column.text;

/** What else a cluster's user meets: leases, slices, events, ingresses, classes. */
final class OtherKinds {

    private OtherKinds() {}

    static List<Kind.Builder> all() {
        return List.of(
                Kind.named("events.k8s.io/v1", "Event", "events").shortNames("ev").traits(Trait.CREATE_ON_UPDATE)
                        .fields("regarding.kind", "regarding.namespace", "regarding.name", "regarding.uid",
                                "reason", "reportingController", "type")
                        .columns(EventCells.columns()),
                Kind.named("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration",
                        "validatingwebhookconfigurations").clusterScoped().categories("api-extensions")
                        .traits(Trait.GENERATION)
                        .columns(NAME, number("Webhooks", (o, _) -> IntNode.valueOf(o.path("webhooks").size())), AGE),
                Kind.named("apiextensions.k8s.io/v1", "CustomResourceDefinition", "customresourcedefinitions")
                        .clusterScoped().shortNames("crd", "crds").categories("api-extensions").status()
                        .traits(Trait.GENERATION, Trait.RETURNS_DELETED).columns(NAME, Column.CREATED_AT),
                Kind.named("networking.k8s.io/v1", "IngressClass", "ingressclasses").clusterScoped()
                        .traits(Trait.GENERATION)
                        .columns(NAME, text("Controller", "/spec/controller"),
                                text("Parameters", o -> o.at("/spec/parameters").isObject()
                                        ? o.at("/spec/parameters/kind").asText() + "/"
                                                + o.at("/spec/parameters/name").asText()
                                        : Cells.NONE),
                                AGE),
                Kind.named("networking.k8s.io/v1", "Ingress", "ingresses").shortNames("ing").status()
                        .traits(Trait.GENERATION)
                        .columns(NAME, text("Class", o -> Cells.orNone(o.at("/spec/ingressClassName"))),
                                text("Hosts", NetworkCells::hosts),
                                text("Address", o -> NetworkCells.balancer(o.at("/status/loadBalancer/ingress"))),
                                text("Ports", o -> o.at("/spec/tls").isEmpty() ? "80" : "80, 443"), AGE),
                Kind.named("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies").shortNames("netpol")
                        .traits(Trait.GENERATION)
                        .columns(NAME, text("Pod-Selector", o -> Cells.selector(o.at("/spec/podSelector"))), AGE),
                Kind.named("storage.k8s.io/v1", "StorageClass", "storageclasses").clusterScoped().shortNames("sc")
                        .traits(Trait.RETURNS_DELETED)
                        .columns(text("Name", o -> o.at("/metadata/name").asText() + (o
                                .at("/metadata/annotations/storageclass.kubernetes.io~1is-default-class")
                                .asText().equals("true") ? " (default)" : "")).named(),
                                text("Provisioner", "/provisioner"), text("ReclaimPolicy", "/reclaimPolicy"),
                                text("VolumeBindingMode", "/volumeBindingMode"),
                                text("AllowVolumeExpansion", o -> Boolean.toString(o.path("allowVolumeExpansion")
                                        .asBoolean())),
                                AGE),
                Kind.named("scheduling.k8s.io/v1", "PriorityClass", "priorityclasses").clusterScoped()
                        .shortNames("pc").traits(Trait.GENERATION)
                        .columns(NAME, number("Value", "/value"),
                                text("Global-Default", o -> Boolean.toString(o.path("globalDefault").asBoolean()))
                                        .typed("boolean"),
                                AGE, text("PreemptionPolicy", "/preemptionPolicy")),
                Kind.named("coordination.k8s.io/v1", "Lease", "leases")
                        .traits(Trait.CREATE_ON_UPDATE, Trait.VERSION_ON_UPDATE)
                        .columns(NAME, text("Holder", "/spec/holderIdentity"), AGE),
                Kind.named("discovery.k8s.io/v1", "EndpointSlice", "endpointslices").traits(Trait.GENERATION)
                        .columns(NAME, text("AddressType", "/addressType"),
                                text("Ports", NetworkCells::slicePorts),
                                text("Endpoints", NetworkCells::sliceEndpoints), AGE));
    }
}
