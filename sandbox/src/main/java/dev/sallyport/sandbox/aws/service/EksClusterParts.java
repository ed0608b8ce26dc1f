package dev.sallyport.sandbox.aws.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.aws.wire.AwsRequest;
import dev.sallyport.sandbox.aws.world.AwsFault;
import dev.sallyport.sandbox.aws.world.Cluster;
import dev.sallyport.sandbox.aws.world.EksClusters;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What stands below a cluster in EKS's API: node groups, Fargate profiles, its configuration. */
final class EksClusterParts {

    private static final int MOST = 100; // EKS API Reference, maxResults

    private final EksClusters clusters;
    private final Call call;
    private final BiConsumer<String, String> permission;

    /**
     * The parts of clusters.
     *
     * @param permission refuses an action on an ARN where the caller's policies do not allow it
     */
    EksClusterParts(EksClusters clusters, Call call, BiConsumer<String, String> permission) {
        this.clusters = clusters;
        this.call = call;
        this.permission = permission;
    }

    /** Does what a method and the rest of a path ask; empty where there is no such thing. */
    Optional<JsonNode> perform(AwsRequest request, String cluster, List<String> rest) {
        String what = request.method() + " " + rest.getFirst() + (rest.size() == 1 ? "" : "/");
        if (rest.size() > 2) {
            return Optional.empty();
        }
        return Optional.ofNullable(switch (what) {
            case "POST update-config" -> updateConfig(request, cluster);
            case "GET node-groups" -> list("eks:ListNodegroups", cluster, "nodegroups",
                    clusters.get(cluster).nodegroups().values().stream().toList());
            case "POST node-groups" -> {
                JsonNode asked = EksApi.read(request);
                allow("eks:CreateNodegroup", cluster);
                permission.accept("iam:PassRole", EksApi.text(asked, "nodeRole"));
                yield nodegroup(cluster, clusters.addNodegroup(cluster, EksApi.text(asked, "nodegroupName"),
                        EksApi.text(asked, "nodeRole"), EksApi.texts(asked.path("subnets"))), "CREATING");
            }
            case "GET node-groups/" -> {
                allow("eks:DescribeNodegroup", cluster);
                yield nodegroup(cluster, group(cluster, rest.getLast()), "ACTIVE");
            }
            case "DELETE node-groups/" -> {
                allow("eks:DeleteNodegroup", cluster);
                Cluster.NodePool gone = group(cluster, rest.getLast());
                clusters.removeNodegroup(cluster, gone.name());
                yield nodegroup(cluster, gone, "DELETING");
            }
            case "GET fargate-profiles" -> list("eks:ListFargateProfiles", cluster, "fargateProfileNames",
                    clusters.get(cluster).fargateProfiles().values().stream().toList());
            case "POST fargate-profiles" -> {
                JsonNode asked = EksApi.read(request);
                allow("eks:CreateFargateProfile", cluster);
                permission.accept("iam:PassRole", EksApi.text(asked, "podExecutionRoleArn"));
                yield profile(cluster, clusters.addFargateProfile(cluster, EksApi.text(asked, "fargateProfileName"),
                        EksApi.text(asked, "podExecutionRoleArn"), EksApi.texts(asked.path("subnets"))), "CREATING");
            }
            case "GET fargate-profiles/" -> {
                allow("eks:DescribeFargateProfile", cluster);
                yield profile(cluster, fargateProfile(cluster, rest.getLast()), "ACTIVE");
            }
            case "DELETE fargate-profiles/" -> {
                allow("eks:DeleteFargateProfile", cluster);
                Cluster.NodePool gone = fargateProfile(cluster, rest.getLast());
                clusters.removeFargateProfile(cluster, gone.name());
                yield profile(cluster, gone, "DELETING");
            }
            default -> null;
        });
    }

    private void allow(String action, String cluster) {
        permission.accept(action, clusters.arn(cluster));
    }

    private Cluster.NodePool group(String cluster, String name) {
        return clusters.get(cluster).nodegroups().find(name).orElseThrow(() -> missing("node group", name));
    }

    private Cluster.NodePool fargateProfile(String cluster, String name) {
        return clusters.get(cluster).fargateProfiles().find(name).orElseThrow(() -> missing("Fargate Profile", name));
    }

    private static AwsFault missing(String kind, String name) {
        return new AwsFault(404, "ResourceNotFoundException", "No " + kind + " found for name: " + name + ".");
    }

    private JsonNode list(String action, String cluster, String field, List<Cluster.NodePool> all) {
        allow(action, cluster);
        int size = call.parameters().number("maxResults").orElse(MOST);
        if (size < 1 || size > MOST) {
            throw AwsFault.validation("maxResults must be between 1 and " + MOST);
        }
        Page<Cluster.NodePool> page = Page.of(all, call.parameters().find("nextToken"), size);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode names = answer.putArray(field);
        page.rows().forEach(pool -> names.add(pool.name()));
        answer.put("nextToken", page.next().orElse(null));
        return answer;
    }

    private JsonNode updateConfig(AwsRequest request, String cluster) {
        allow("eks:UpdateClusterConfig", cluster);
        JsonNode asked = EksApi.read(request);
        if (asked.path("resourcesVpcConfig").isObject()) {
            Cluster changed = clusters.setAccess(cluster,
                    access(asked.path("resourcesVpcConfig"), clusters.get(cluster).access()));
            return updated("EndpointAccessUpdate", changed, "PublicAccessCidrs", changed.access().cidrs().toString());
        }
        String mode = asked.path("accessConfig").path("authenticationMode").asText("");
        if (mode.isEmpty()) {
            throw AwsFault.validation(
                    "the local EKS changes accessConfig.authenticationMode and resourcesVpcConfig's access alone");
        }
        return updated("AccessConfigUpdate", clusters.setMode(cluster, mode), "AuthenticationMode", mode);
    }

    /** What is asked of an endpoint's access, over what it was. */
    static Cluster.EndpointAccess access(JsonNode asked, Cluster.EndpointAccess before) {
        return new Cluster.EndpointAccess(asked.path("endpointPublicAccess").asBoolean(before.fromOutside()),
                asked.path("endpointPrivateAccess").asBoolean(before.fromInside()),
                asked.path("publicAccessCidrs").isArray()
                        ? EksApi.texts(asked.path("publicAccessCidrs"))
                        : before.cidrs());
    }

    private static JsonNode updated(String type, Cluster changed, String parameter, String value) {
        ObjectNode update = JsonNodeFactory.instance.objectNode();
        update.putObject("update").put("id", "0123abcd-4567-89ef-0123-456789abcdef").put("status", "Successful")
                .put("type", type).put("createdAt", changed.created().toEpochMilli() / 1000.0)
                .putArray("params").addObject().put("type", parameter).put("value", value);
        return update;
    }

    private static JsonNode nodegroup(String cluster, Cluster.NodePool pool, String status) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode node = answer.putObject("nodegroup").put("nodegroupName", pool.name())
                .put("nodegroupArn", pool.arn()).put("clusterName", cluster)
                .put("createdAt", pool.created().toEpochMilli() / 1000.0).put("status", status)
                .put("capacityType", "ON_DEMAND").put("nodeRole", pool.roleArn());
        pool.subnetIds().forEach(node.putArray("subnets")::add);
        return answer;
    }

    private static JsonNode profile(String cluster, Cluster.NodePool pool, String status) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode node = answer.putObject("fargateProfile").put("fargateProfileName", pool.name())
                .put("fargateProfileArn", pool.arn()).put("clusterName", cluster)
                .put("createdAt", pool.created().toEpochMilli() / 1000.0).put("status", status)
                .put("podExecutionRoleArn", pool.roleArn());
        pool.subnetIds().forEach(node.putArray("subnets")::add);
        return answer;
    }
}
