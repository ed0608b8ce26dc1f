package dev.sallyport.identity;

/** Who can act in AWS, told apart by their ARN. Source: IAM User Guide, "IAM identifiers". */
public sealed interface Principal {

    /** The ARN that this principal was read from. */
    Arn arn();

    /** An IAM user. {@code path} begins and ends with a slash; {@code /} when there is none. */
    record User(Arn arn, String path, String name) implements Principal {}

    /** An IAM role. {@code path} begins and ends with a slash; {@code /} when there is none. */
    record Role(Arn arn, String path, String name) implements Principal {}

    /** A session of an assumed role. {@code roleName} carries a path only where somebody wrote one by hand. */
    record AssumedRoleSession(Arn arn, String roleName, String sessionName) implements Principal {}

    /** A user from {@code GetFederationToken}. */
    record FederatedUser(Arn arn, String name) implements Principal {}

    /** An account's root. */
    record Root(Arn arn) implements Principal {}

    /**
     * Says what kind of principal an ARN names.
     *
     * @throws IllegalArgumentException when it names none, with a sentence that says why
     */
    static Principal of(Arn arn) {
        if (Partition.byId(arn.partition()).isEmpty()) {
            throw no(arn, "there is no partition \"" + arn.partition() + "\"");
        }
        String resource = arn.resource();
        int slash = resource.indexOf('/');
        String kind = slash < 0 ? resource : resource.substring(0, slash);
        String rest = slash < 0 ? "" : resource.substring(slash + 1);
        return switch (arn.service()) {
            case "iam" -> switch (kind) {
                case "user" -> new User(arn, path(rest), name(arn, rest));
                case "role" -> new Role(arn, path(rest), name(arn, rest));
                case "root" -> {
                    if (slash >= 0) {
                        throw no(arn, "root stands alone");
                    }
                    yield new Root(arn);
                }
                default -> throw no(arn, "a principal of iam is a user, a role or root");
            };
            case "sts" -> switch (kind) {
                case "assumed-role" -> session(arn, rest);
                case "federated-user" -> {
                    if (rest.isEmpty()) {
                        throw no(arn, "it names nobody");
                    }
                    yield new FederatedUser(arn, rest);
                }
                default -> throw no(arn, "a principal of sts is an assumed-role or a federated-user");
            };
            default -> throw no(arn, "principals belong to iam or sts");
        };
    }

    private static AssumedRoleSession session(Arn arn, String rest) {
        int last = rest.lastIndexOf('/');
        if (last <= 0 || last == rest.length() - 1 || rest.startsWith("/")) {
            throw no(arn, "an assumed role looks like assumed-role/ROLE/SESSION");
        }
        return new AssumedRoleSession(arn, rest.substring(0, last), rest.substring(last + 1));
    }

    private static String path(String pathAndName) {
        int last = pathAndName.lastIndexOf('/');
        return last < 0 ? "/" : "/" + pathAndName.substring(0, last + 1);
    }

    private static String name(Arn arn, String pathAndName) {
        String name = pathAndName.substring(pathAndName.lastIndexOf('/') + 1);
        if (name.isEmpty()) {
            throw no(arn, "it names nobody");
        }
        return name;
    }

    private static IllegalArgumentException no(Arn arn, String why) {
        return new IllegalArgumentException("\"" + arn + "\" names no principal: " + why);
    }
}
