package dev.sallyport.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.aws.world.Instance;

import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** What stands in the cluster when the story begins: nodes that look like EKS's, and {@code aws-auth} with their role. */
final class SandboxCluster {

    private static final String EKS_BUILD = "-eks-ecaa3a6"; // what EKS adds to its kubelets' version

    private final ClusterApi kubernetes;
    private final Clock clock;

    SandboxCluster(ClusterApi kubernetes, Clock clock) {
        this.kubernetes = kubernetes;
        this.clock = clock;
    }

    void furnish(SandboxAccount account) {
        account.nodes().forEach(instance -> kubernetes.create(node(instance)));
        kubernetes.create(awsAuth(account.nodeRoleArn()));
        kubernetes.create(webhookRole());
        kubernetes.create(webhookBinding());
    }

    /** The ConfigMap as EKS itself writes it for a managed node group. Source: Amazon EKS User Guide, auth-configmap. */
    private static ObjectNode awsAuth(String nodeRoleArn) {
        ObjectNode map = object("v1", "ConfigMap", "aws-auth", "kube-system");
        map.putObject("data").put("mapRoles", """
                - groups:
                  - system:bootstrappers
                  - system:nodes
                  rolearn: %s
                  username: system:node:{{EC2PrivateDNSName}}
                """.formatted(nodeRoleArn));
        return map;
    }

    /** The webhook may look at aws-auth, and at nothing else. */
    private static ObjectNode webhookRole() {
        ObjectNode role = object("rbac.authorization.k8s.io/v1", "Role", "sallyport-webhook", "kube-system");
        ObjectNode rule = role.putArray("rules").addObject();
        rule.putArray("apiGroups").add("");
        rule.putArray("resources").add("configmaps");
        rule.putArray("resourceNames").add("aws-auth");
        rule.putArray("verbs").add("get").add("list").add("watch");
        return role;
    }

    private static ObjectNode webhookBinding() {
        ObjectNode binding = object("rbac.authorization.k8s.io/v1", "RoleBinding", "sallyport-webhook", "kube-system");
        binding.putObject("roleRef").put("apiGroup", "rbac.authorization.k8s.io").put("kind", "Role")
                .put("name", "sallyport-webhook");
        binding.putArray("subjects").addObject().put("apiGroup", "rbac.authorization.k8s.io").put("kind", "User")
                .put("name", Sandbox.WEBHOOK_USER);
        return binding;
    }

    private ObjectNode node(Instance instance) {
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        ObjectNode node = object("v1", "Node", instance.privateDnsName(), "");
        ObjectNode labels = ((ObjectNode) node.get("metadata")).putObject("labels");
        labels.put("beta.kubernetes.io/arch", "amd64").put("beta.kubernetes.io/instance-type", instance.type())
                .put("beta.kubernetes.io/os", "linux").put("eks.amazonaws.com/capacityType", "ON_DEMAND")
                .put("eks.amazonaws.com/nodegroup", "ng-1").put("eks.amazonaws.com/nodegroup-image", instance.imageId())
                .put("failure-domain.beta.kubernetes.io/region", instance.region())
                .put("failure-domain.beta.kubernetes.io/zone", instance.zone())
                .put("k8s.io/cloud-provider-aws", "5553ae84a0d29114870f67bbabd07d44")
                .put("kubernetes.io/arch", "amd64").put("kubernetes.io/hostname", instance.privateDnsName())
                .put("kubernetes.io/os", "linux").put("node.kubernetes.io/instance-type", instance.type())
                .put("topology.k8s.aws/zone-id", "apne2-az1").put("topology.kubernetes.io/region", instance.region())
                .put("topology.kubernetes.io/zone", instance.zone());
        node.putObject("spec").put("providerID", "aws:///" + instance.zone() + "/" + instance.id());
        ObjectNode status = node.putObject("status");
        ObjectNode capacity = status.putObject("capacity");
        capacity.put("cpu", "2").put("memory", "7919124Ki").put("pods", "29").put("ephemeral-storage", "20893676Ki");
        status.putObject("allocatable").put("cpu", "1930m").put("memory", "7228948Ki").put("pods", "29")
                .put("ephemeral-storage", "18181869946");
        condition(status, "MemoryPressure", "False", "KubeletHasSufficientMemory",
                "kubelet has sufficient memory available", now);
        condition(status, "DiskPressure", "False", "KubeletHasNoDiskPressure", "kubelet has no disk pressure", now);
        condition(status, "PIDPressure", "False", "KubeletHasSufficientPID", "kubelet has sufficient PID available",
                now);
        condition(status, "Ready", "True", "KubeletReady", "kubelet is posting ready status", now);
        var addresses = status.putArray("addresses");
        addresses.addObject().put("type", "InternalIP").put("address", instance.privateAddress());
        addresses.addObject().put("type", "InternalDNS").put("address", instance.privateDnsName());
        addresses.addObject().put("type", "Hostname").put("address", instance.privateDnsName());
        status.putObject("nodeInfo").put("architecture", "amd64").put("bootID", "5d8a3c8e-0f0e-4a7e-9f55-2c1d6a2f7b10")
                .put("containerRuntimeVersion", "containerd://2.1.5")
                .put("kernelVersion", "6.12.55-74.119.amzn2023.x86_64")
                .put("kubeProxyVersion", "").put("kubeletVersion", kubernetes.version() + EKS_BUILD)
                .put("machineID", "ec2b8a1d0f3c4e5f8a9b0c1d2e3f4a5b").put("operatingSystem", "linux")
                .put("osImage", "Amazon Linux 2023.9.20251117")
                .put("systemUUID", "ec2b8a1d-0f3c-4e5f-8a9b-0c1d2e3f4a5b");
        return node;
    }

    private static void condition(ObjectNode status, String type, String value, String reason, String message,
            String now) {
        status.withArray("conditions").addObject().put("type", type).put("status", value).put("reason", reason)
                .put("message", message).put("lastHeartbeatTime", now).put("lastTransitionTime", now);
    }

    private static ObjectNode object(String apiVersion, String kind, String name, String namespace) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode metadata = object.putObject("metadata").put("name", name);
        if (!namespace.isEmpty()) {
            metadata.put("namespace", namespace);
        }
        return object;
    }
}
