package dev.sallyport.access.world;

import dev.sallyport.cluster.snapshot.ResourceKind;
import dev.sallyport.rbac.AccessRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Understands a resource as people type it: {@code pods}, {@code pod}, {@code po}, {@code deployments.apps}, {@code *}.
 *
 * <p>Knows Kubernetes' own resources, and those that a cluster says it has besides. A word that none of them has is taken
 * as it is, since rules may speak of resources that no cluster serves; that is remarked upon.
 */
public final class ResourceWords {

    /** Group (- for core), plural, kind, short names (- for none); then, after a bar, those without a namespace. */
    private static final String BUILT_IN = """
            - pods Pod po
            - services Service svc
            - configmaps ConfigMap cm
            - secrets Secret -
            - serviceaccounts ServiceAccount sa
            - endpoints Endpoints ep
            - events Event ev
            - persistentvolumeclaims PersistentVolumeClaim pvc
            - replicationcontrollers ReplicationController rc
            - resourcequotas ResourceQuota quota
            - limitranges LimitRange limits
            - podtemplates PodTemplate -
            - bindings Binding -
            apps deployments Deployment deploy
            apps daemonsets DaemonSet ds
            apps statefulsets StatefulSet sts
            apps replicasets ReplicaSet rs
            apps controllerrevisions ControllerRevision -
            batch jobs Job -
            batch cronjobs CronJob cj
            autoscaling horizontalpodautoscalers HorizontalPodAutoscaler hpa
            networking.k8s.io ingresses Ingress ing
            networking.k8s.io networkpolicies NetworkPolicy netpol
            policy poddisruptionbudgets PodDisruptionBudget pdb
            coordination.k8s.io leases Lease -
            discovery.k8s.io endpointslices EndpointSlice -
            rbac.authorization.k8s.io roles Role -
            rbac.authorization.k8s.io rolebindings RoleBinding -
            authorization.k8s.io localsubjectaccessreviews LocalSubjectAccessReview -
            |
            - nodes Node no
            - namespaces Namespace ns
            - persistentvolumes PersistentVolume pv
            - componentstatuses ComponentStatus cs
            - users User -
            - groups Group -
            rbac.authorization.k8s.io clusterroles ClusterRole -
            rbac.authorization.k8s.io clusterrolebindings ClusterRoleBinding -
            storage.k8s.io storageclasses StorageClass sc
            storage.k8s.io volumeattachments VolumeAttachment -
            storage.k8s.io csidrivers CSIDriver -
            storage.k8s.io csinodes CSINode -
            scheduling.k8s.io priorityclasses PriorityClass pc
            networking.k8s.io ingressclasses IngressClass -
            node.k8s.io runtimeclasses RuntimeClass -
            certificates.k8s.io certificatesigningrequests CertificateSigningRequest csr
            certificates.k8s.io signers Signer -
            apiextensions.k8s.io customresourcedefinitions CustomResourceDefinition crd,crds
            apiregistration.k8s.io apiservices APIService -
            admissionregistration.k8s.io mutatingwebhookconfigurations MutatingWebhookConfiguration -
            admissionregistration.k8s.io validatingwebhookconfigurations ValidatingWebhookConfiguration -
            authentication.k8s.io tokenreviews TokenReview -
            authorization.k8s.io subjectaccessreviews SubjectAccessReview -
            authorization.k8s.io selfsubjectaccessreviews SelfSubjectAccessReview -
            """;

    private final List<ResourceKind> kinds;

    private ResourceWords(List<ResourceKind> kinds) {
        this.kinds = kinds;
    }

    /** Kubernetes' own, and these. */
    public static ResourceWords with(List<ResourceKind> more) {
        return new ResourceWords(Stream.concat(builtIn().stream(), more.stream()).toList());
    }

    /**
     * A request, understood.
     *
     * @param remark what was taken for granted, one sentence; empty where nothing was
     */
    public record Understood(AccessRequest.Resource request, Optional<String> remark) {}

    /**
     * Puts a request together.
     *
     * @param word the resource, in whatever form
     * @param namespace empty for all; dropped for resources that have none
     */
    public Understood request(String verb, String word, String subresource, String name, String namespace) {
        if (word.equals("*")) {
            return new Understood(new AccessRequest.Resource(verb, "*", "*", subresource, name, namespace),
                    Optional.empty());
        }
        Optional<ResourceKind> known = find(word);
        if (known.isEmpty()) {
            int dot = word.indexOf('.');
            String plural = dot < 0 ? word : word.substring(0, dot);
            String group = dot < 0 ? "" : word.substring(dot + 1);
            return new Understood(new AccessRequest.Resource(verb, group, plural, subresource, name, namespace),
                    Optional.of("Nothing here says that there is a resource " + word + ", so it is taken as it is"
                            + (dot < 0 ? ", in the core group." : ".")));
        }
        ResourceKind kind = known.get();
        boolean dropped = !kind.namespaced() && !namespace.isEmpty();
        return new Understood(
                new AccessRequest.Resource(verb, kind.group(), kind.plural(), subresource, name,
                        dropped ? "" : namespace),
                dropped
                        ? Optional.of("There is no namespace to " + kind.plural() + ", so " + namespace
                                + " was left out.")
                        : Optional.empty());
    }

    /** The resource that a word means; a word may carry its group after a dot. */
    public Optional<ResourceKind> find(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        int dot = lower.indexOf('.');
        String name = dot < 0 ? lower : lower.substring(0, dot);
        String group = dot < 0 ? "" : lower.substring(dot + 1);
        return kinds.stream().filter(kind -> dot < 0 || kind.group().equals(group))
                .filter(kind -> kind.plural().equals(name) || kind.singular().equals(name)
                        || kind.kind().toLowerCase(Locale.ROOT).equals(name) || kind.shortNames().contains(name))
                .findFirst();
    }

    private static List<ResourceKind> builtIn() {
        List<ResourceKind> kinds = new ArrayList<>();
        boolean namespaced = true;
        for (String line : BUILT_IN.lines().toList()) {
            if (line.equals("|")) {
                namespaced = false;
                continue;
            }
            String[] words = line.split(" ", -1);
            kinds.add(new ResourceKind(words[0].equals("-") ? "" : words[0], words[1],
                    words[2].toLowerCase(Locale.ROOT), words[2],
                    words[3].equals("-") ? List.of() : List.of(words[3].split(",", -1)), namespaced));
        }
        return kinds;
    }
}
