package dev.sallyport.access.world;

import java.util.Optional;

/** Which map a cluster on EKS asks. Source: Amazon EKS User Guide, "Cluster authentication modes". */
public enum AuthenticationMode {
    /** aws-auth alone. */
    CONFIG_MAP(""),
    /** Access entries, then aws-auth. */
    API_AND_CONFIG_MAP("This cluster's mode is API_AND_CONFIG_MAP, and its access entries were not looked at: one for"
            + " the same principal wins over aws-auth, and its access policies allow things beside RBAC."),
    /** Access entries alone. */
    API("This cluster's mode is API: aws-auth lets nobody in, and the access entries, which do, were not looked at."),
    /** EKS was not asked, or did not say. */
    UNKNOWN("Whether the cluster has access entries is not known; they were not looked at.");

    private final String remark;

    AuthenticationMode(String remark) {
        this.remark = remark;
    }

    /** What every answer has to say of it; nothing where aws-auth alone counts. */
    public Optional<String> remark() {
        return remark.isEmpty() ? Optional.empty() : Optional.of(remark);
    }

    /** By EKS's own word for it. */
    public static AuthenticationMode of(String word) {
        return switch (word) {
            case "CONFIG_MAP" -> CONFIG_MAP;
            case "API_AND_CONFIG_MAP" -> API_AND_CONFIG_MAP;
            case "API" -> API;
            default -> UNKNOWN;
        };
    }
}
