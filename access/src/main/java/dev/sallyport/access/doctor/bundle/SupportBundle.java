package dev.sallyport.access.doctor.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.sallyport.access.doctor.CheckCode;
import dev.sallyport.access.doctor.Diagnosis;
import dev.sallyport.access.doctor.Observation;
import dev.sallyport.kubeconfig.KubeconfigCluster;
import dev.sallyport.kubeconfig.KubeconfigUser;
import dev.sallyport.kubeconfig.KubeconfigUser.ExecPlugin;
import dev.sallyport.kubeconfig.MergedKubeconfig;
import dev.sallyport.mapping.FindingCode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The files of a bundle.
 *
 * @param files texts by their names, in their order
 */
public record SupportBundle(Map<String, String> files) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    /** Variables whose names say something; of others only how many there are. */
    private static final Set<String> VARIABLES = Set.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN", "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_REGION",
            "AWS_DEFAULT_REGION", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_ROLE_ARN",
            "AWS_ROLE_SESSION_NAME", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "AWS_EC2_METADATA_DISABLED",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT", "AWS_EC2_METADATA_V1_DISABLED", "AWS_CA_BUNDLE",
            "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_EKS", "AWS_ENDPOINT_URL_IAM",
            "AWS_USE_FIPS_ENDPOINT", "AWS_USE_DUALSTACK_ENDPOINT", "AWS_STS_REGIONAL_ENDPOINTS", "KUBECONFIG",
            "KUBERNETES_SERVICE_HOST", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy",
            "no_proxy", "ALL_PROXY", "SSL_CERT_FILE", "HOME");
    private static final Set<String> COMMANDS = Set.of("aws", "aws-iam-authenticator", "sallyport");
    private static final Set<String> VERSIONS = Set.of("client.authentication.k8s.io/v1",
            "client.authentication.k8s.io/v1beta1", "client.authentication.k8s.io/v1alpha1");
    private static final Set<String> ARGUMENTS = Set.of("eks", "get-token", "token", "--cluster-name", "-i",
            "--cluster-id", "--region", "--profile", "--role-arn", "--role", "-r", "--output", "json");

    public SupportBundle {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /** Our codes, which pass as they are. */
    public static Set<String> codes() {
        Set<String> codes = new HashSet<>();
        Arrays.stream(CheckCode.values()).forEach(code -> codes.add(code.code()));
        Arrays.stream(FindingCode.values()).forEach(code -> codes.add(code.code()));
        return codes;
    }

    /**
     * Puts a bundle together.
     *
     * @param versions of what is ours and of what it runs on
     * @param variables the shell's; only names are looked at
     * @param names with the vocabulary; learns every name that the kubeconfig has
     */
    public static SupportBundle of(Diagnosis diagnosis, Map<String, String> versions, MergedKubeconfig kubeconfig,
            Set<String> variables, Pseudonyms names) {
        hideNames(kubeconfig, names);
        diagnosis.names().forEach(names::hide);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("diagnosis.json", json(diagnosis.observations().stream().map(seen -> facts(seen, names)).toList()));
        files.put("versions.json", json(versions));
        files.put("kubeconfig.json", json(facts(kubeconfig, names)));
        files.put("variables.json", json(facts(variables)));
        return new SupportBundle(files);
    }

    private static void hideNames(MergedKubeconfig kubeconfig, Pseudonyms names) {
        kubeconfig.currentContext().ifPresent(names::hide);
        kubeconfig.contexts().values().forEach(way -> {
            names.hide(way.context().name());
            names.hide(way.context().cluster());
            names.hide(way.context().user());
            way.context().namespace().ifPresent(names::hide);
            way.cluster().flatMap(KubeconfigCluster::server).ifPresent(names::hide);
            way.user().flatMap(KubeconfigUser::exec).ifPresent(exec -> {
                exec.args().stream().filter(arg -> !ARGUMENTS.contains(arg)).forEach(names::hide);
                exec.env().values().forEach(names::hide);
            });
        });
    }

    private static Map<String, Object> facts(Observation seen, Pseudonyms names) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("station", seen.station().label());
        facts.put("level", seen.level().word());
        seen.code().ifPresent(code -> facts.put("code", code.code()));
        facts.put("evidence", names.text(seen.evidence()));
        if (!seen.alike().isEmpty()) {
            facts.put("alike", seen.alike().stream().map(CheckCode::code).toList());
        }
        return facts;
    }

    private static List<Object> facts(MergedKubeconfig kubeconfig, Pseudonyms names) {
        List<Object> contexts = new ArrayList<>();
        kubeconfig.contexts().forEach((name, way) -> {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("context", names.of("context", name));
            facts.put("current", kubeconfig.currentContext().filter(name::equals).isPresent());
            facts.put("namespace", way.context().namespace().isPresent());
            way.cluster().ifPresent(cluster -> facts.put("cluster", cluster(cluster, names)));
            way.user().ifPresent(user -> facts.put("user", user(user)));
            contexts.add(facts);
        });
        return contexts;
    }

    private static Map<String, Object> cluster(KubeconfigCluster cluster, Pseudonyms names) {
        Map<String, Object> facts = new LinkedHashMap<>();
        cluster.server().ifPresent(server -> {
            facts.put("server", names.of("address", server));
            facts.put("https", server.startsWith("https://"));
        });
        facts.put("authorityInTheFile", cluster.certificateAuthorityData().isPresent());
        facts.put("authorityInAnother", cluster.certificateAuthority().isPresent());
        facts.put("proxy", cluster.proxyUrl().isPresent());
        return facts;
    }

    private static Map<String, Object> user(KubeconfigUser user) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("otherCredentials", List.copyOf(user.otherCredentials())); // names out of a list of client-go's
        user.exec().ifPresent(exec -> facts.put("exec", exec(exec)));
        return facts;
    }

    private static Map<String, Object> exec(ExecPlugin exec) {
        String command = exec.command().substring(exec.command().lastIndexOf('/') + 1);
        return Map.of("apiVersion", VERSIONS.contains(exec.apiVersion()) ? exec.apiVersion() : "another", "command",
                COMMANDS.contains(command) ? command : "another", "args",
                exec.args().stream().map(arg -> ARGUMENTS.contains(arg) ? arg : "…").toList(), "variables",
                facts(exec.env().keySet()));
    }

    private static Map<String, Object> facts(Set<String> variables) {
        Set<String> known = new TreeSet<>(variables);
        known.retainAll(VARIABLES);
        return Map.of("set", List.copyOf(known), "others", variables.size() - known.size());
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("facts of ours are no data: " + e.getOriginalMessage(), e);
        }
    }
}
