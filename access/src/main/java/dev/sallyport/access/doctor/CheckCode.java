package dev.sallyport.access.doctor;

import java.util.Arrays;
import java.util.Optional;

/**
 * Everything that doctor can find. Codes are stable; each has a section in {@code docs/doctor.md}, and a planted fault in
 * {@code conformance/faults} or, in the README there, the reason why it has none.
 */
public enum CheckCode {
    /** Kubectl is not on the PATH. */
    K_NO_KUBECTL("K-NO-KUBECTL", Station.KUBECTL, "kubectl is not on the PATH"),
    /** What is called kubectl does not run. */
    K_KUBECTL_BROKEN("K-KUBECTL-BROKEN", Station.KUBECTL, "what is called kubectl does not run"),
    /** There is no kubeconfig. */
    K_NO_KUBECONFIG("K-NO-KUBECONFIG", Station.KUBECONFIG, "there is no kubeconfig"),
    /** The kubeconfig that is named does not exist. */
    K_KUBECONFIG_MISSING("K-KUBECONFIG-MISSING", Station.KUBECONFIG, "the kubeconfig that is named does not exist"),
    /** The kubeconfig cannot be read. */
    K_KUBECONFIG_UNREADABLE("K-KUBECONFIG-UNREADABLE", Station.KUBECONFIG, "the kubeconfig cannot be read"),
    /** The kubeconfig is no YAML, or not a kubeconfig. */
    K_KUBECONFIG_BROKEN("K-KUBECONFIG-BROKEN", Station.KUBECONFIG, "the kubeconfig is no YAML, or not a kubeconfig"),
    /** No context is current. */
    K_NO_CONTEXT("K-NO-CONTEXT", Station.KUBECONFIG, "no context is current"),
    /** There is no context of that name. */
    K_UNKNOWN_CONTEXT("K-UNKNOWN-CONTEXT", Station.KUBECONFIG, "there is no context of that name"),
    /** The context names a cluster that is not there. */
    K_NO_CLUSTER("K-NO-CLUSTER", Station.KUBECONFIG, "the context names a cluster that is not there"),
    /** The context names a user that is not there. */
    K_NO_USER("K-NO-USER", Station.KUBECONFIG, "the context names a user that is not there"),
    /** The server's address is none. */
    K_SERVER("K-SERVER", Station.KUBECONFIG, "the server's address is none"),
    /** The address of the cluster's proxy is none. */
    K_PROXY("K-PROXY", Station.KUBECONFIG, "the address of the cluster's proxy is none"),
    /** The authority in the kubeconfig is no certificate. */
    K_CA_BROKEN("K-CA-BROKEN", Station.KUBECONFIG, "the authority in the kubeconfig is no certificate"),
    /** The kubeconfig names a file of authorities that does not exist. */
    K_CA_MISSING("K-CA-MISSING", Station.KUBECONFIG, "the kubeconfig names a file of authorities that does not exist"),
    /** The user has nothing to sign in with. */
    K_NO_LOGIN("K-NO-LOGIN", Station.KUBECONFIG, "the user has nothing to sign in with"),
    /** Something else in the user's entry wins over the plugin. */
    K_OTHER_LOGIN("K-OTHER-LOGIN", Station.KUBECONFIG, "something else in the user's entry wins over the plugin"),
    /** The kubeconfig acts as somebody else. */
    K_IMPERSONATES("K-IMPERSONATES", Station.KUBECONFIG, "the kubeconfig acts as somebody else"),
    /** The entry asks in a version that kubectl dropped. */
    X_V1ALPHA1("X-V1ALPHA1", Station.EXEC, "the entry asks in a version that kubectl dropped"),
    /** The entry asks in a version that does not exist. */
    X_VERSION("X-VERSION", Station.EXEC, "the entry asks in a version that does not exist"),
    /** This kubectl is too old for the entry's version. */
    X_KUBECTL_OLD("X-KUBECTL-OLD", Station.EXEC, "this kubectl is too old for the entry's version"),
    /** The entry has no terminal that it asks for, or does not say whether it wants one. */
    X_INTERACTIVE("X-INTERACTIVE", Station.EXEC,
            "the entry has no terminal that it asks for, or does not say whether it wants one"),
    /** The plugin's command is not on the PATH. */
    X_NOT_FOUND("X-NOT-FOUND", Station.EXEC, "the plugin's command is not on the PATH"),
    /** The plugin's command does not run. */
    X_BROKEN("X-BROKEN", Station.EXEC, "the plugin's command does not run"),
    /** The plugin is too old for the entry's version. */
    X_PLUGIN_OLD("X-PLUGIN-OLD", Station.EXEC, "the plugin is too old for the entry's version"),
    /** The plugin is called without a cluster name. */
    X_NO_CLUSTER_NAME("X-NO-CLUSTER-NAME", Station.EXEC, "the plugin is called without a cluster name"),
    /** The plugin is called with what it does not know. */
    X_ARGS("X-ARGS", Station.EXEC, "the plugin is called with what it does not know"),
    /** The plugin's command is not one of those that are known. */
    X_UNKNOWN("X-UNKNOWN", Station.EXEC, "the plugin's command is not one of those that are known"),
    /** The AWS config or credentials file cannot be parsed. */
    D_CONFIG_BROKEN("D-CONFIG-BROKEN", Station.CREDENTIALS, "the AWS config or credentials file cannot be parsed"),
    /** A profile or a variable does not say what it should. */
    D_CONFIG_WRONG("D-CONFIG-WRONG", Station.CREDENTIALS, "a profile or a variable does not say what it should"),
    /** There is no profile of that name. */
    D_NO_PROFILE("D-NO-PROFILE", Station.CREDENTIALS, "there is no profile of that name"),
    /** Variables win over the profile that is meant. */
    D_ENV_WINS("D-ENV-WINS", Station.CREDENTIALS, "variables win over the profile that is meant"),
    /** Another profile would be let in. */
    D_OTHER_PROFILE("D-OTHER-PROFILE", Station.CREDENTIALS, "another profile would be let in"),
    /** There are no AWS credentials. */
    D_NONE("D-NONE", Station.CREDENTIALS, "there are no AWS credentials"),
    /** One half of the key is missing. */
    D_HALF_KEY("D-HALF-KEY", Station.CREDENTIALS, "one half of the key is missing"),
    /** The key is a temporary one, and its session token is missing. */
    D_NO_SESSION_TOKEN("D-NO-SESSION-TOKEN", Station.CREDENTIALS,
            "the key is a temporary one, and its session token is missing"),
    /** A session token is set beside a key that has none. */
    D_LEFTOVER_TOKEN("D-LEFTOVER-TOKEN", Station.CREDENTIALS, "a session token is set beside a key that has none"),
    /** The session is over. */
    D_EXPIRED("D-EXPIRED", Station.CREDENTIALS, "the session is over"),
    /** The sign-in to IAM Identity Center is over. */
    D_SSO_OVER("D-SSO-OVER", Station.CREDENTIALS, "the sign-in to IAM Identity Center is over"),
    /** Nobody has signed in to IAM Identity Center here. */
    D_SSO_NEVER("D-SSO-NEVER", Station.CREDENTIALS, "nobody has signed in to IAM Identity Center here"),
    /** IAM Identity Center gives no such role. */
    D_SSO_REFUSED("D-SSO-REFUSED", Station.CREDENTIALS, "IAM Identity Center gives no such role"),
    /** Credential_process fails. */
    D_PROCESS_FAILS("D-PROCESS-FAILS", Station.CREDENTIALS, "credential_process fails"),
    /** Credential_process gives no credentials. */
    D_PROCESS_NONSENSE("D-PROCESS-NONSENSE", Station.CREDENTIALS, "credential_process gives no credentials"),
    /** Credential_process does not end. */
    D_PROCESS_SLOW("D-PROCESS-SLOW", Station.CREDENTIALS, "credential_process does not end"),
    /** The role may not be assumed. */
    D_ROLE_DENIED("D-ROLE-DENIED", Station.CREDENTIALS, "the role may not be assumed"),
    /** The role asks for an external id. */
    D_ROLE_EXTERNAL_ID("D-ROLE-EXTERNAL-ID", Station.CREDENTIALS, "the role asks for an external id"),
    /** The role asks for a one-time code. */
    D_ROLE_MFA("D-ROLE-MFA", Station.CREDENTIALS, "the role asks for a one-time code"),
    /** There is no role of that ARN. */
    D_ROLE_MISSING("D-ROLE-MISSING", Station.CREDENTIALS, "there is no role of that ARN"),
    /** The profile draws on one that does not exist, or on itself. */
    D_SOURCE_PROFILE("D-SOURCE-PROFILE", Station.CREDENTIALS,
            "the profile draws on one that does not exist, or on itself"),
    /** The web identity token cannot be read. */
    D_WEB_TOKEN_FILE("D-WEB-TOKEN-FILE", Station.CREDENTIALS, "the web identity token cannot be read"),
    /** STS refuses the web identity token. */
    D_WEB_REFUSED("D-WEB-REFUSED", Station.CREDENTIALS, "STS refuses the web identity token"),
    /** The container's credentials cannot be had. */
    D_CONTAINER("D-CONTAINER", Station.CREDENTIALS, "the container's credentials cannot be had"),
    /** No role that gives keys is attached to this instance. */
    D_NO_INSTANCE_ROLE("D-NO-INSTANCE-ROLE", Station.CREDENTIALS,
            "no role that gives keys is attached to this instance"),
    /** The metadata service is switched off for this shell. */
    D_METADATA_OFF("D-METADATA-OFF", Station.CREDENTIALS, "the metadata service is switched off for this shell"),
    /** The metadata service's answer does not reach into the container. */
    D_METADATA_HOPS("D-METADATA-HOPS", Station.CREDENTIALS,
            "the metadata service's answer does not reach into the container"),
    /** The metadata service takes version 2 alone, and the plugin asks in version 1. */
    D_METADATA_V1("D-METADATA-V1", Station.CREDENTIALS,
            "the metadata service takes version 2 alone, and the plugin asks in version 1"),
    /** A proxy stands before the metadata service. */
    D_METADATA_PROXY("D-METADATA-PROXY", Station.CREDENTIALS, "a proxy stands before the metadata service"),
    /** Cloud9's own temporary credentials are in the way. */
    D_CLOUD9("D-CLOUD9", Station.CREDENTIALS, "Cloud9's own temporary credentials are in the way"),
    /** No region is set. */
    D_NO_REGION("D-NO-REGION", Station.CREDENTIALS, "no region is set"),
    /** A variable or the profile sends AWS's calls elsewhere. */
    D_ENDPOINT("D-ENDPOINT", Station.CREDENTIALS, "a variable or the profile sends AWS's calls elsewhere"),
    /** The file of authorities for AWS cannot be read. */
    D_CA_BUNDLE("D-CA-BUNDLE", Station.CREDENTIALS, "the file of authorities for AWS cannot be read"),
    /** AWS does not know the key. */
    I_UNKNOWN_KEY("I-UNKNOWN-KEY", Station.IDENTITY, "AWS does not know the key"),
    /** The secret is not the key's. */
    I_SECRET("I-SECRET", Station.IDENTITY, "the secret is not the key's"),
    /** This machine's clock is wrong. */
    I_CLOCK("I-CLOCK", Station.IDENTITY, "this machine's clock is wrong"),
    /** STS cannot be reached. */
    I_UNREACHABLE("I-UNREACHABLE", Station.IDENTITY, "STS cannot be reached"),
    /** Somebody else answers in STS's place. */
    I_UNTRUSTED("I-UNTRUSTED", Station.IDENTITY, "somebody else answers in STS's place"),
    /** STS refuses the call. */
    I_DENIED("I-DENIED", Station.IDENTITY, "STS refuses the call"),
    /** Eks:DescribeCluster is not allowed. */
    C_DESCRIBE_DENIED("C-DESCRIBE-DENIED", Station.CLUSTER, "eks:DescribeCluster is not allowed"),
    /** There is no such cluster in that region. */
    C_NOT_FOUND("C-NOT-FOUND", Station.CLUSTER, "there is no such cluster in that region"),
    /** The cluster is in another region. */
    C_REGION("C-REGION", Station.CLUSTER, "the cluster is in another region"),
    /** The plugin makes tokens for another cluster. */
    C_OTHER_NAME("C-OTHER-NAME", Station.CLUSTER, "the plugin makes tokens for another cluster"),
    /** The cluster is not active. */
    C_NOT_ACTIVE("C-NOT-ACTIVE", Station.CLUSTER, "the cluster is not active"),
    /** The kubeconfig has another address than the cluster. */
    C_ENDPOINT("C-ENDPOINT", Station.CLUSTER, "the kubeconfig has another address than the cluster"),
    /** The kubeconfig has another authority than the cluster. */
    C_CA("C-CA", Station.CLUSTER, "the kubeconfig has another authority than the cluster"),
    /** The cluster does not look at aws-auth. */
    C_MODE_API("C-MODE-API", Station.CLUSTER, "the cluster does not look at aws-auth"),
    /** The server's address begins with http. */
    N_HTTP("N-HTTP", Station.NETWORK, "the server's address begins with http"),
    /** The server's name does not resolve. */
    N_DNS("N-DNS", Station.NETWORK, "the server's name does not resolve"),
    /** The endpoint is private. */
    N_PRIVATE("N-PRIVATE", Station.NETWORK, "the endpoint is private"),
    /** The endpoint is open to other addresses alone. */
    N_CIDR("N-CIDR", Station.NETWORK, "the endpoint is open to other addresses alone"),
    /** Nobody listens at the server's address. */
    N_REFUSED("N-REFUSED", Station.NETWORK, "nobody listens at the server's address"),
    /** The server's address does not answer. */
    N_SILENT("N-SILENT", Station.NETWORK, "the server's address does not answer"),
    /** The proxy does not let through. */
    N_PROXY("N-PROXY", Station.NETWORK, "the proxy does not let through"),
    /** Somebody else answers in the API server's place. */
    N_UNTRUSTED("N-UNTRUSTED", Station.NETWORK, "somebody else answers in the API server's place"),
    /** The certificate is for another name. */
    N_NAME("N-NAME", Station.NETWORK, "the certificate is for another name"),
    /** The certificate is out of date. */
    N_EXPIRED("N-EXPIRED", Station.NETWORK, "the certificate is out of date"),
    /** The API server fails, or asks to wait. */
    N_FAILS("N-FAILS", Station.NETWORK, "the API server fails, or asks to wait"),
    /** The plugin gives no token. */
    T_PLUGIN("T-PLUGIN", Station.TOKEN, "the plugin gives no token"),
    /** What the plugin gives is no credential. */
    T_NONSENSE("T-NONSENSE", Station.TOKEN, "what the plugin gives is no credential"),
    /** The plugin answers in another version than it is asked in. */
    T_VERSION("T-VERSION", Station.TOKEN, "the plugin answers in another version than it is asked in"),
    /** The token is too old. */
    T_EXPIRED("T-EXPIRED", Station.TOKEN, "the token is too old"),
    /** The token is none that EKS takes. */
    T_SHAPE("T-SHAPE", Station.TOKEN, "the token is none that EKS takes"),
    /** STS refuses the token. */
    T_REFUSED("T-REFUSED", Station.TOKEN, "STS refuses the token"),
    /** No credential reached the server. */
    T_NOBODY("T-NOBODY", Station.TOKEN, "no credential reached the server"),
    /** The API server cannot ask about tokens. */
    T_UNAVAILABLE("T-UNAVAILABLE", Station.TOKEN, "the API server cannot ask about tokens"),
    /** The cluster has no name for this principal. */
    M_NOT_MAPPED("M-NOT-MAPPED", Station.MAPPING, "the cluster has no name for this principal"),
    /** There is no aws-auth. */
    M_MISSING("M-MISSING", Station.MAPPING, "there is no aws-auth"),
    /** A section of aws-auth cannot be read. */
    M_BROKEN("M-BROKEN", Station.MAPPING, "a section of aws-auth cannot be read"),
    /** The entry's ARN has a path. */
    M_PATH("M-PATH", Station.MAPPING, "the entry's ARN has a path"),
    /** The entry has a session's ARN. */
    M_SESSION_ARN("M-SESSION-ARN", Station.MAPPING, "the entry has a session's ARN"),
    /** The entry has an Identity Center role's path. */
    M_SSO_PATH("M-SSO-PATH", Station.MAPPING, "the entry has an Identity Center role's path"),
    /** The entry has another account's number. */
    M_ACCOUNT("M-ACCOUNT", Station.MAPPING, "the entry has another account's number"),
    /** The entry has another name, nearly the same. */
    M_TYPO("M-TYPO", Station.MAPPING, "the entry has another name, nearly the same"),
    /** The entry is dropped. */
    M_INVALID("M-INVALID", Station.MAPPING, "the entry is dropped"),
    /** The entry stands below a key that is not read. */
    M_TOP_KEY("M-TOP-KEY", Station.MAPPING, "the entry stands below a key that is not read"),
    /** Another entry wins. */
    M_SHADOWED("M-SHADOWED", Station.MAPPING, "another entry wins"),
    /** The entry's user name cannot be filled. */
    M_TEMPLATE("M-TEMPLATE", Station.MAPPING, "the entry's user name cannot be filled"),
    /** The access entry is for a principal of this name that was deleted. */
    M_RECREATED("M-RECREATED", Station.MAPPING, "the access entry is for a principal of this name that was deleted"),
    /** The entry gives an empty name, or no groups. */
    M_NAME("M-NAME", Station.MAPPING, "the entry gives an empty name, or no groups"),
    /** RBAC does not allow it. */
    P_DENIED("P-DENIED", Station.ACCESS, "RBAC does not allow it"),
    /** The user may do nothing. */
    P_NOTHING("P-NOTHING", Station.ACCESS, "the user may do nothing"),
    /** Acting as somebody else is not allowed. */
    P_IMPERSONATE("P-IMPERSONATE", Station.ACCESS, "acting as somebody else is not allowed"),
    /** The node's role is not mapped. */
    W_NOT_MAPPED("W-NOT-MAPPED", Station.NODE, "the node's role is not mapped"),
    /** The node's user name is not a node's. */
    W_TEMPLATE("W-TEMPLATE", Station.NODE, "the node's user name is not a node's"),
    /** The node's groups are missing. */
    W_GROUPS("W-GROUPS", Station.NODE, "the node's groups are missing"),
    /** The instance has no role. */
    W_ROLE("W-ROLE", Station.NODE, "the instance has no role"),
    /** The console's IAM actions are not allowed. */
    E_IAM("E-IAM", Station.CONSOLE, "the console's IAM actions are not allowed"),
    /** The console may show nothing. */
    E_VIEW("E-VIEW", Station.CONSOLE, "the console may show nothing");

    private final String code;
    private final Station station;
    private final String summary;

    CheckCode(String code, Station station, String summary) {
        this.code = code;
        this.station = station;
        this.summary = summary;
    }

    /** As it is printed, such as {@code D-ENV-WINS}. */
    public String code() {
        return code;
    }

    /** Where on the way it is seen. */
    public Station station() {
        return station;
    }

    /** What it means, in half a sentence. */
    public String summary() {
        return summary;
    }

    /** The check with this code; case does not matter. */
    public static Optional<CheckCode> of(String code) {
        return Arrays.stream(values()).filter(check -> check.code.equalsIgnoreCase(code)).findFirst();
    }
}
