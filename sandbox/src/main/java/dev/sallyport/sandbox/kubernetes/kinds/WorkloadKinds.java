package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;

import java.util.List;
import java.util.Locale;

import static dev.sallyport.sandbox.kubernetes.kinds.Column.AGE;
import static dev.sallyport.sandbox.kubernetes.kinds.Column.NAME;
import static dev.sallyport.sandbox.kubernetes.kinds.Column.number;
import static dev.sallyport.sandbox.kubernetes.kinds.Column.text;

/** What runs, as data: the groups apps, batch, autoscaling and policy. */
final class WorkloadKinds {

    private WorkloadKinds() {}

    static List<Kind.Builder> all() {
        return List.of(
                Kind.named("apps/v1", "ControllerRevision", "controllerrevisions")
                        .columns(NAME, text("Controller", WorkloadKinds::controller),
                                text("Revision", (o, now) -> IntNode.valueOf(o.path("revision").asInt())), AGE),
                Kind.named("apps/v1", "DaemonSet", "daemonsets").shortNames("ds").categories("all").status()
                        .traits(Trait.GENERATION)
                        .columns(NAME, number("Desired", "/status/desiredNumberScheduled"),
                                number("Current", "/status/currentNumberScheduled"),
                                number("Ready", "/status/numberReady"),
                                number("Up-to-date", "/status/updatedNumberScheduled"),
                                number("Available", "/status/numberAvailable"),
                                text("Node Selector", o -> Cells.labels(o.at("/spec/template/spec/nodeSelector"))), AGE,
                                WorkloadCells.CONTAINERS, WorkloadCells.IMAGES, WorkloadCells.SELECTOR),
                Kind.named("apps/v1", "Deployment", "deployments").shortNames("deploy").categories("all").scale()
                        .status().traits(Trait.GENERATION)
                        .columns(NAME, text("Ready", WorkloadCells::ready),
                                text("Up-to-date", (o, now) -> IntNode.valueOf(o.at("/status/updatedReplicas")
                                        .asInt())),
                                text("Available", (o, now) -> IntNode.valueOf(o.at("/status/availableReplicas")
                                        .asInt())),
                                AGE, WorkloadCells.CONTAINERS, WorkloadCells.IMAGES, WorkloadCells.SELECTOR),
                Kind.named("apps/v1", "ReplicaSet", "replicasets").shortNames("rs").categories("all").scale()
                        .status().traits(Trait.GENERATION).fields("status.replicas")
                        .columns(NAME, number("Desired", "/spec/replicas"), number("Current", "/status/replicas"),
                                number("Ready", "/status/readyReplicas"), AGE, WorkloadCells.CONTAINERS,
                                WorkloadCells.IMAGES, WorkloadCells.SELECTOR),
                Kind.named("apps/v1", "StatefulSet", "statefulsets").shortNames("sts").categories("all").scale()
                        .status().traits(Trait.GENERATION)
                        .columns(NAME, text("Ready", WorkloadCells::ready), AGE, WorkloadCells.CONTAINERS,
                                WorkloadCells.IMAGES),
                Kind.named("autoscaling/v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers")
                        .shortNames("hpa").categories("all").status()
                        .columns(NAME, text("Reference", o -> o.at("/spec/scaleTargetRef/kind").asText() + "/"
                                + o.at("/spec/scaleTargetRef/name").asText()),
                                text("Targets", o -> o.at("/spec/metrics").isEmpty() ? Cells.NONE : Cells.UNKNOWN),
                                text("MinPods", o -> o.at("/spec/minReplicas").asText("<unset>")),
                                number("MaxPods", "/spec/maxReplicas"), number("Replicas", "/status/currentReplicas"),
                                AGE),
                Kind.named("batch/v1", "CronJob", "cronjobs").shortNames("cj").categories("all").status()
                        .traits(Trait.GENERATION)
                        .columns(NAME, text("Schedule", "/spec/schedule"),
                                text("Timezone", o -> Cells.orNone(o.at("/spec/timeZone"))),
                                text("Suspend", o -> o.at("/spec/suspend").asBoolean() ? "True" : "False")
                                        .typed("boolean"),
                                number("Active", (o, now) -> IntNode.valueOf(o.at("/status/active").size())),
                                text("Last Schedule", WorkloadCells::lastSchedule), AGE,
                                text("Containers", o -> Cells.joined(
                                        o.at("/spec/jobTemplate/spec/template/spec/containers"), "name")).wide(),
                                text("Images", o -> Cells.joined(
                                        o.at("/spec/jobTemplate/spec/template/spec/containers"), "image")).wide(),
                                text("Selector", o -> Cells.selector(o.at("/spec/jobTemplate/spec/selector")))
                                        .wide()),
                Kind.named("batch/v1", "Job", "jobs").categories("all").status().traits(Trait.GENERATION)
                        .fields("status.successful")
                        .columns(NAME, text("Status", WorkloadCells::jobStatus),
                                text("Completions", WorkloadCells::completions),
                                text("Duration", WorkloadCells::jobDuration), AGE, WorkloadCells.CONTAINERS,
                                WorkloadCells.IMAGES, WorkloadCells.SELECTOR),
                Kind.named("policy/v1", "PodDisruptionBudget", "poddisruptionbudgets").shortNames("pdb").status()
                        .traits(Trait.GENERATION)
                        .columns(NAME, text("Min Available", o -> o.at("/spec/minAvailable").asText("N/A")),
                                text("Max Unavailable", o -> o.at("/spec/maxUnavailable").asText("N/A")),
                                number("Allowed Disruptions", "/status/disruptionsAllowed"), AGE));
    }

    private static String controller(JsonNode revision) {
        for (var owner : revision.at("/metadata/ownerReferences")) {
            if (owner.path("controller").asBoolean()) {
                return owner.path("kind").asText().toLowerCase(Locale.ROOT) + ".apps/"
                        + owner.path("name").asText();
            }
        }
        return Cells.NONE;
    }
}
