package dev.sallyport.conformance.kubernetesapi;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.sallyport.conformance.compare.DesignedDifference;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the sandbox answers otherwise on purpose, each with its section in {@code docs/compatibility.md}. */
final class ByDesign {

    /** Documents that name every kind of a group in which the real server has more. */
    private static final Set<String> LISTS_OF_KINDS = Set.of("/api", "/apis", "/api/v1", "/apis/autoscaling",
            "/apis/admissionregistration.k8s.io/v1",
            "/apis/networking.k8s.io/v1", "/apis/storage.k8s.io/v1");

    /** Kinds that are served so that manifests can be applied; no door depends on them. */
    private static final List<String> BEYOND_THE_PASSAGE = List.of("statefulsets", "daemonsets", "replicasets", "jobs",
            "horizontalpodautoscalers", "endpointslices", "priorityclasses", "storageclasses");

    private static final Set<String> UNCHECKED = Specimen.all().stream().flatMap(specimen -> specimen.unchecked()
            .stream()).collect(Collectors.toUnmodifiableSet());

    static final List<DesignedDifference<Request>> ALL = List.of(
            new DesignedDifference<>("fewer-kinds", request -> LISTS_OF_KINDS.contains(request.path())),
            new DesignedDifference<>("no-protobuf-answers", ByDesign::takesNoFormThatIsGiven),
            new DesignedDifference<>("words-of-the-yaml-parser", ByDesign::isBrokenYaml),
            new DesignedDifference<>("pod-update-diff", request -> request.method().equals("PUT")
                    && request.path().endsWith("/pods/one")),
            new DesignedDifference<>("content-less-strict", request -> UNCHECKED.contains(request.body())),
            new DesignedDifference<>("kinds-beyond-the-passage", request -> BEYOND_THE_PASSAGE.stream()
                    .anyMatch(request::isFor)));

    private ByDesign() {}

    private static boolean takesNoFormThatIsGiven(Request request) {
        String accept = request.headers().getOrDefault("Accept", "");
        return !accept.isEmpty() && List.of(accept.split(",", -1)).stream().map(String::strip)
                .noneMatch(clause -> clause.equals("*/*") || clause.equals("application/json")
                        || clause.startsWith("application/json;q=") || clause.equals("application/yaml")
                        || clause.matches("application/json;.*(as=Table;v=v1;|as=PartialObjectMetadata(List)?;v=v1;).*")
                        || clause.contains("v=v2;as=APIGroupDiscoveryList"));
    }

    private static boolean isBrokenYaml(Request request) {
        if (!request.headers().getOrDefault("Content-Type", "").contains("yaml")) {
            return false;
        }
        try {
            new YAMLMapper().readTree(request.body());
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
