package dev.sallyport.aws;

/** Why an instance's metadata service gives no credentials. Source: Amazon EC2 User Guide, "Use the Instance Metadata Service". */
public enum MetadataState {
    /** {@code AWS_EC2_METADATA_DISABLED} keeps clients from asking. */
    SWITCHED_OFF,
    /** Nobody is there: this is no instance, or the way to it is closed. */
    AWAY,
    /** The request for a session token is heard and its answer never comes, and it asks for one: too many hops. */
    TOO_FAR,
    /** It gives no session token, and asks for one. */
    TOKEN_ASKED,
    /** It gives no session token, and {@code AWS_EC2_METADATA_V1_DISABLED} forbids to go without. */
    V1_FORBIDDEN,
    /** It is there, and no role is attached to the instance. */
    NO_ROLE,
    /** A role is attached that gives no keys. */
    KEYLESS,
    /** It is switched off for this instance: 403 whatever is asked. Proxies and sandboxes of hosts say the same. */
    FORBIDDEN,
    /** It answers otherwise. */
    REFUSES
}
