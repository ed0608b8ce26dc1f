package dev.sallyport.sandbox.kubernetes.admission;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;

import java.util.Map;
import java.util.Optional;

/**
 * The fields of {@code request} in a condition, so that a misspelled one is found when it is written. Source:
 * Kubernetes, {@code apiserver/pkg/admission/plugin/cel BuildRequestType}.
 */
final class RequestType implements CelTypeProvider {

    static final String REQUEST = "kubernetes.AdmissionRequest";

    private static final CelType KIND = StructTypeReference.create("kubernetes.GroupVersionKind");
    private static final CelType RESOURCE = StructTypeReference.create("kubernetes.GroupVersionResource");
    private static final CelType USER = StructTypeReference.create("kubernetes.UserInfo");
    private static final CelType TEXTS = ListType.create(SimpleType.STRING);

    private static final ImmutableList<CelType> TYPES = ImmutableList.of(
            struct("kubernetes.GroupVersionKind", Map.of("group", SimpleType.STRING, "version", SimpleType.STRING,
                    "kind", SimpleType.STRING)),
            struct("kubernetes.GroupVersionResource", Map.of("group", SimpleType.STRING, "version",
                    SimpleType.STRING, "resource", SimpleType.STRING)),
            struct("kubernetes.UserInfo", Map.of("username", SimpleType.STRING, "uid", SimpleType.STRING, "groups",
                    TEXTS, "extra", MapType.create(SimpleType.STRING, TEXTS))),
            struct(REQUEST, Map.ofEntries(Map.entry("kind", KIND), Map.entry("resource", RESOURCE),
                    Map.entry("subResource", SimpleType.STRING), Map.entry("requestKind", KIND),
                    Map.entry("requestResource", RESOURCE), Map.entry("requestSubResource", SimpleType.STRING),
                    Map.entry("name", SimpleType.STRING), Map.entry("namespace", SimpleType.STRING),
                    Map.entry("operation", SimpleType.STRING), Map.entry("userInfo", USER),
                    Map.entry("dryRun", SimpleType.BOOL), Map.entry("options", SimpleType.DYN))));

    private static CelType struct(String name, Map<String, CelType> fields) {
        ImmutableMap<String, CelType> known = ImmutableMap.copyOf(fields);
        return StructType.create(name, known.keySet(), field -> Optional.ofNullable(known.get(field)));
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return TYPES;
    }

    @Override
    public Optional<CelType> findType(String typeName) {
        return TYPES.stream().filter(type -> type.name().equals(typeName)).findFirst();
    }
}
