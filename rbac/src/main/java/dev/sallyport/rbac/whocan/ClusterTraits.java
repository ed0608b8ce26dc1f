package dev.sallyport.rbac.whocan;

/**
 * What a cluster is like, as far as escalation depends on it.
 *
 * @param signsClientCertificates whether a signed CertificateSigningRequest lets somebody in; not on EKS
 * @param readsAwsAuth whether {@code kube-system/aws-auth} lets people in; not on EKS with the authentication mode
 *     {@code API}
 */
public record ClusterTraits(boolean signsClientCertificates, boolean readsAwsAuth) {

    /** EKS, unless its authentication mode is {@code API}. */
    public static final ClusterTraits EKS = new ClusterTraits(false, true);
}
