package dev.sallyport.sandbox.kubernetes.admission;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.sandbox.kubernetes.access.AccessControl;

import java.util.List;
import java.util.Map;

/**
 * What a condition may ask about rights: {@code authorizer.group('').resource('configmaps').check('get').allowed()} and
 * the like, answered by the same rules as requests. Field and label selectors are not looked at here, so their functions
 * are not declared. Source: Kubernetes, {@code apiserver/pkg/cel/library/authz.go}.
 */
final class AuthorizerLibrary {

    static final CelType AUTHORIZER = OpaqueType.create("kubernetes.authorization.Authorizer");
    static final CelType RESOURCE_CHECK = OpaqueType.create("kubernetes.authorization.ResourceCheck");
    static final String REQUEST_RESOURCE = "authorizer.requestResource";

    private static final CelType PATH_CHECK = OpaqueType.create("kubernetes.authorization.PathCheck");
    private static final CelType GROUP_CHECK = OpaqueType.create("kubernetes.authorization.GroupCheck");
    private static final CelType DECISION = OpaqueType.create("kubernetes.authorization.Decision");

    private AuthorizerLibrary() {}

    private record Asker(AccessControl access, KubernetesUser user) {}

    private record PathCheck(Asker asker, String path) {}

    private record GroupCheck(Asker asker, String group) {}

    private record ResourceCheck(Asker asker, String group, String resource, String subresource, String namespace,
            String name) {}

    /** The variables of a request: whoever makes it, and what it is for. */
    static Map<String, Object> variables(AccessControl access, AdmissionRequest request) {
        Asker asker = new Asker(access, request.user());
        return Map.of("authorizer", asker, REQUEST_RESOURCE, new ResourceCheck(asker, request.kind().group(),
                request.kind().plural(), request.subresource(), request.namespace(), request.name()));
    }

    static List<CelFunctionDecl> declarations() {
        return List.of(
                function("path", member("authorizer_path", PATH_CHECK, AUTHORIZER, SimpleType.STRING)),
                function("group", member("authorizer_group", GROUP_CHECK, AUTHORIZER, SimpleType.STRING)),
                function("serviceAccount", member("authorizer_serviceaccount", AUTHORIZER, AUTHORIZER,
                        SimpleType.STRING, SimpleType.STRING)),
                function("resource", member("groupcheck_resource", RESOURCE_CHECK, GROUP_CHECK, SimpleType.STRING)),
                function("subresource", refining("resourcecheck_subresource")),
                function("namespace", refining("resourcecheck_namespace")),
                function("name", refining("resourcecheck_name")),
                function("check", member("pathcheck_check", DECISION, PATH_CHECK, SimpleType.STRING),
                        member("resourcecheck_check", DECISION, RESOURCE_CHECK, SimpleType.STRING)),
                function("allowed", member("decision_allowed", SimpleType.BOOL, DECISION)),
                function("reason", member("decision_reason", SimpleType.STRING, DECISION)),
                function("errored", member("decision_errored", SimpleType.BOOL, DECISION)),
                function("error", member("decision_error", SimpleType.STRING, DECISION)));
    }

    private static CelFunctionDecl function(String name, CelOverloadDecl... overloads) {
        return CelFunctionDecl.newFunctionDeclaration(name, overloads);
    }

    private static CelOverloadDecl member(String id, CelType result, CelType... parameters) {
        return CelOverloadDecl.newMemberOverload(id, result, parameters);
    }

    private static CelOverloadDecl refining(String id) {
        return member(id, RESOURCE_CHECK, RESOURCE_CHECK, SimpleType.STRING);
    }

    static List<CelFunctionBinding> bindings() {
        return List.of(
                CelFunctionBinding.from("authorizer_path", Asker.class, String.class, PathCheck::new),
                CelFunctionBinding.from("authorizer_group", Asker.class, String.class, GroupCheck::new),
                CelFunctionBinding.from("authorizer_serviceaccount",
                        List.of(Asker.class, String.class, String.class),
                        arguments -> serviceAccount((Asker) arguments[0], (String) arguments[1],
                                (String) arguments[2])),
                CelFunctionBinding.from("groupcheck_resource", GroupCheck.class, String.class,
                        (check, resource) -> new ResourceCheck(check.asker(), check.group(), resource, "", "", "")),
                CelFunctionBinding.from("resourcecheck_subresource", ResourceCheck.class, String.class,
                        (check, subresource) -> new ResourceCheck(check.asker(), check.group(), check.resource(),
                                subresource, check.namespace(), check.name())),
                CelFunctionBinding.from("resourcecheck_namespace", ResourceCheck.class, String.class,
                        (check, namespace) -> new ResourceCheck(check.asker(), check.group(), check.resource(),
                                check.subresource(), namespace, check.name())),
                CelFunctionBinding.from("resourcecheck_name", ResourceCheck.class, String.class,
                        (check, name) -> new ResourceCheck(check.asker(), check.group(), check.resource(),
                                check.subresource(), check.namespace(), name)),
                CelFunctionBinding.from("pathcheck_check", PathCheck.class, String.class,
                        (check, verb) -> decide(check.asker(), new AccessRequest.NonResource(verb, check.path()))),
                CelFunctionBinding.from("resourcecheck_check", ResourceCheck.class, String.class,
                        (check, verb) -> decide(check.asker(), new AccessRequest.Resource(verb, check.group(),
                                check.resource(), check.subresource(), check.name(), check.namespace()))),
                CelFunctionBinding.from("decision_allowed", AccessControl.Verdict.class,
                        AccessControl.Verdict::allowed),
                CelFunctionBinding.from("decision_reason", AccessControl.Verdict.class,
                        AccessControl.Verdict::reason),
                CelFunctionBinding.from("decision_errored", AccessControl.Verdict.class, _ -> false),
                CelFunctionBinding.from("decision_error", AccessControl.Verdict.class, _ -> ""));
    }

    private static AccessControl.Verdict decide(Asker asker, AccessRequest request) {
        return asker.access().decide(asker.user(), request);
    }

    private static Asker serviceAccount(Asker asker, String namespace, String name) {
        return new Asker(asker.access(), new KubernetesUser("system:serviceaccount:" + namespace + ":" + name, "",
                List.of("system:serviceaccounts", "system:serviceaccounts:" + namespace, "system:authenticated"),
                Map.of()));
    }
}
