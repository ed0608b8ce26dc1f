package dev.sallyport.sandbox.aws.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.aws.wire.AwsRequest;
import dev.sallyport.sandbox.aws.world.AwsFault;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.Cluster;
import dev.sallyport.sandbox.aws.world.EksClusters;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** EKS: clusters by path and method. Source: EKS API Reference. */
final class EksApi {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CLUSTERS = "/clusters";
    private static final int MOST = 100; // EKS API Reference, maxResults
    private static final String NEWEST_VERSION = "1.33";

    private final AwsWorld world;

    EksApi(AwsWorld world) {
        this.world = world;
    }

    /** Does what a path and a method ask, if the caller's policies allow it. */
    JsonNode perform(AwsRequest request, Call call) {
        String path = request.path().endsWith("/")
                ? request.path().substring(0, request.path().length() - 1)
                : request.path();
        EksClusters clusters = world.clusters(call.account(), call.region());
        if (path.equals(CLUSTERS) && request.method().equals("GET")) {
            require(call, "eks:ListClusters", clusters.arn("*"));
            return list(call, clusters);
        }
        if (path.equals(CLUSTERS) && request.method().equals("POST")) {
            return create(call, clusters, read(request));
        }
        String name = path.startsWith(CLUSTERS + "/") ? decoded(path.substring(CLUSTERS.length() + 1)) : "";
        if (path.matches("/clusters/[^/]+/.+")) {
            String[] parts = path.split("/", -1);
            return new EksClusterParts(clusters, call, (action, resource) -> require(call, action, resource))
                    .perform(request, decoded(parts[2]), List.of(parts).subList(3, parts.length).stream()
                            .map(EksApi::decoded).toList())
                    .orElseThrow(() -> unknown(request));
        }
        if (name.isEmpty()) {
            throw unknown(request);
        }
        return switch (request.method()) {
            case "GET" -> {
                require(call, "eks:DescribeCluster", clusters.arn(name));
                Cluster cluster = clusters.get(name);
                yield described(cluster, cluster.status());
            }
            case "DELETE" -> {
                require(call, "eks:DeleteCluster", clusters.arn(name));
                yield described(clusters.delete(name), "DELETING");
            }
            default -> throw unknown(request);
        };
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private JsonNode list(Call call, EksClusters clusters) {
        int size = call.parameters().number("maxResults").orElse(MOST);
        if (size < 1 || size > MOST) {
            throw AwsFault.validation("maxResults must be between 1 and " + MOST);
        }
        Page<Cluster> page = Page.of(clusters.list(), call.parameters().find("nextToken"), size);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode names = answer.putArray("clusters");
        page.rows().forEach(cluster -> names.add(cluster.name()));
        answer.put("nextToken", page.next().orElse(null));
        return answer;
    }

    private JsonNode create(Call call, EksClusters clusters, JsonNode asked) {
        String name = text(asked, "name");
        String roleArn = text(asked, "roleArn");
        require(call, "eks:CreateCluster", clusters.arn(name));
        require(call, "iam:PassRole", roleArn);
        JsonNode vpc = asked.path("resourcesVpcConfig");
        if (!vpc.isObject()) {
            throw AwsFault.validation("resourcesVpcConfig can't be null");
        }
        JsonNode access = asked.path("accessConfig");
        String mode = access.path("authenticationMode").asText("CONFIG_MAP");
        if (!EksClusters.MODES.contains(mode)) {
            throw AwsFault.validation("authenticationMode must be one of " + EksClusters.MODES);
        }
        Map<String, String> tags = new LinkedHashMap<>();
        asked.path("tags").properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
        Cluster created = clusters.create(call.caller().arn(),
                new EksClusters.Order(name, asked.path("version").asText(NEWEST_VERSION), roleArn,
                        texts(vpc.path("subnetIds")), texts(vpc.path("securityGroupIds")), mode,
                        access.path("bootstrapClusterCreatorAdminPermissions").asBoolean(true),
                        EksClusterParts.access(vpc, Cluster.EndpointAccess.USUAL), tags));
        return described(created, created.status());
    }

    private JsonNode described(Cluster cluster, String status) {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode node = answer.putObject("cluster");
        node.put("name", cluster.name()).put("arn", cluster.arn())
                .put("createdAt", cluster.created().toEpochMilli() / 1000.0).put("version", cluster.version());
        cluster.connection().ifPresent(to -> node.put("endpoint", to.endpoint().toString()));
        node.put("roleArn", cluster.roleArn());
        ObjectNode vpc = node.putObject("resourcesVpcConfig");
        cluster.subnetIds().forEach(vpc.putArray("subnetIds")::add);
        cluster.securityGroupIds().forEach(vpc.putArray("securityGroupIds")::add);
        vpc.put("endpointPublicAccess", cluster.access().fromOutside())
                .put("endpointPrivateAccess", cluster.access().fromInside());
        cluster.access().cidrs().forEach(vpc.putArray("publicAccessCidrs")::add);
        node.putObject("kubernetesNetworkConfig").put("serviceIpv4Cidr", "10.100.0.0/16").put("ipFamily", "ipv4");
        ObjectNode log = node.putObject("logging").putArray("clusterLogging").addObject();
        List.of("api", "audit", "authenticator", "controllerManager", "scheduler")
                .forEach(log.putArray("types")::add);
        log.put("enabled", false);
        node.putObject("identity").putObject("oidc").put("issuer", cluster.issuer());
        node.put("status", status);
        ObjectNode authority = node.putObject("certificateAuthority");
        cluster.connection().ifPresent(to -> authority.put("data", Base64.getEncoder()
                .encodeToString(to.authorityPem().getBytes(StandardCharsets.UTF_8))));
        node.put("platformVersion", "eks.1");
        ObjectNode tags = node.putObject("tags");
        cluster.tags().asMap().forEach(tags::put);
        node.putObject("accessConfig").put("authenticationMode", cluster.authenticationMode());
        return answer;
    }

    private void require(Call call, String action, String resource) {
        world.permissions().require(call.caller(),
                world.permissions().request(call.caller(), action, resource, call.keys()));
    }

    static JsonNode read(AwsRequest request) {
        try {
            JsonNode node = JSON.readTree(request.body());
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException notJson) {
            // said below, together with JSON that is no object
        }
        throw new AwsFault(400, "SerializationException", "The body is no JSON object.");
    }

    static String text(JsonNode node, String name) {
        return Optional.of(node.path(name).asText("")).filter(value -> !value.isEmpty())
                .orElseThrow(() -> AwsFault.validation(name + " can't be null"));
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static AwsFault unknown(AwsRequest request) {
        return new AwsFault(404, "UnknownOperationException", "The local EKS does not know " + request.method() + " "
                + request.path() + "; it creates, describes, lists and deletes"
                + " clusters, node groups and Fargate profiles, and changes a cluster's authentication mode and the"
                + " access to its endpoint.");
    }
}
