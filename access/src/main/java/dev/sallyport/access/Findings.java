package dev.sallyport.access;

import dev.sallyport.access.Identification.Cluster;
import dev.sallyport.access.Identification.Iam;
import dev.sallyport.access.Identification.Mapping;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.mapping.MappingResult;
import dev.sallyport.mapping.MappingTable;
import dev.sallyport.mapping.PrivateDnsNames;
import dev.sallyport.mapping.RuleSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws the conclusions about one signer from what a cluster let be seen.
 *
 * <p>aws-auth is read as EKS reads it. A cluster that knows somebody of whom aws-auth does not speak has another way to
 * know them: its creator's, an access entry, or an authenticator beside it.
 */
record Findings(Iam iam) {

    /** How the API server begins to refuse: it names whom it refuses. */
    private static final Pattern REFUSED_USER = Pattern.compile("User \"((?:[^\"\\\\]|\\\\.)*)\" cannot ");

    /** What can be said when the cluster could not be asked. */
    Identification withoutCluster(ClusterFailure failure) {
        return new Identification(iam, Optional.empty(), new Mapping.Unknown("the cluster could not be asked"),
                new Cluster.Unknown(failure), List.of());
    }

    /** What can be said after a look through a cluster's door. */
    Identification at(ClusterDoor door, Optional<Iam.Known> elsewhere) {
        Mapping mapping = mapping(door);
        Cluster cluster = cluster(door, mapping);
        return new Identification(iam, elsewhere, mapping, cluster, remarks(door, mapping, cluster, elsewhere));
    }

    private Mapping mapping(ClusterDoor door) {
        return switch (iam) {
            case Iam.NotAsked(String how) -> new Mapping.Unknown("one signs in with " + how + ", which is not mapped");
            case Iam.Unknown unknown -> inferred(door);
            case Iam.Known(CallerIdentity identity, String source) -> switch (door.awsAuth()) {
                case ClusterAnswer.Got<AwsAuth>(AwsAuth map) -> looked(map.referenceReading(), identity);
                case ClusterAnswer.Failed<AwsAuth> failed -> inferred(door);
            };
        };
    }

    private static Mapping looked(RuleSet rules, CallerIdentity identity) {
        return switch (MappingTable.of(List.of(rules)).lookup(identity, PrivateDnsNames.NONE)) {
            case MappingResult.Mapped(KubernetesUser user, var rule) -> new Mapping.ByRule(rule, user);
            case MappingResult.Unmapped none -> new Mapping.NoRule(rules.rules().size());
            case MappingResult.Unfillable(var rule, String problem) -> new Mapping.Unfilled(rule, problem);
            case MappingResult.Unavailable(var rule, String problem) -> new Mapping.Unfilled(rule, problem);
        };
    }

    private static Mapping inferred(ClusterDoor door) {
        String unread = switch (door.awsAuth()) {
            case ClusterAnswer.Got<AwsAuth> got -> "whose token it is, is not known";
            case ClusterAnswer.Failed<AwsAuth>(ClusterFailure failure) -> switch (failure.kind()) {
                case FORBIDDEN -> "you may not read aws-auth";
                case NOT_FOUND -> "there is no aws-auth";
                case UNAUTHORIZED -> "aws-auth cannot be read without signing in";
                case CONFIGURATION, NO_CREDENTIALS, UNREACHABLE, UNTRUSTED, CONFLICT, INVALID, UNAVAILABLE,
                        NONSENSE ->
                    "aws-auth could not be read";
            };
        };
        return switch (door.review()) {
            case ClusterAnswer.Got<KubernetesUser> got ->
                new Mapping.Inferred(true, "the API server has a name for you; " + unread);
            case ClusterAnswer.Failed<KubernetesUser>(ClusterFailure failure) -> switch (failure.kind()) {
                case UNAUTHORIZED -> new Mapping.Inferred(false, "the API server answers 401; " + unread);
                case FORBIDDEN -> new Mapping.Inferred(true, "the API server knows whom it refuses; " + unread);
                case CONFIGURATION, NO_CREDENTIALS, UNREACHABLE, UNTRUSTED, NOT_FOUND, CONFLICT, INVALID,
                        UNAVAILABLE, NONSENSE ->
                    refusedName(door.awsAuth()).isPresent()
                            ? new Mapping.Inferred(true, "the API server knows whom it refuses; " + unread)
                            : new Mapping.Unknown("the API server does not say; " + unread);
            };
        };
    }

    private static Cluster cluster(ClusterDoor door, Mapping mapping) {
        return switch (door.review()) {
            case ClusterAnswer.Got<KubernetesUser>(KubernetesUser user) -> new Cluster.Known(user);
            case ClusterAnswer.Failed<KubernetesUser>(ClusterFailure failure) -> {
                if (failure.kind() == ClusterFailure.Kind.UNAUTHORIZED) {
                    yield new Cluster.Nobody(failure);
                }
                Optional<String> slipped = refusedName(door.review()).or(() -> refusedName(door.awsAuth()));
                if (slipped.isPresent()) {
                    yield new Cluster.NameOnly(slipped.get(), failure.message());
                }
                // whoever could read aws-auth was let in, as whom the rule says
                yield mapping instanceof Mapping.ByRule(var rule, KubernetesUser user)
                        ? new Cluster.Expected(user, failure.message())
                        : new Cluster.Unknown(failure);
            }
        };
    }

    private static <T> Optional<String> refusedName(ClusterAnswer<T> answer) {
        return switch (answer) {
            case ClusterAnswer.Got<T> got -> Optional.empty();
            case ClusterAnswer.Failed<T>(ClusterFailure failure) -> {
                Matcher refusal = REFUSED_USER.matcher(failure.message());
                yield failure.kind() == ClusterFailure.Kind.FORBIDDEN && refusal.find()
                        ? Optional.of(refusal.group(1))
                        : Optional.empty();
            }
        };
    }

    /** Whether IAM said no, or was not asked for want of keys; everything else leaves open what it would say. */
    private static boolean isVerdict(AwsFailure.Kind kind) {
        return switch (kind) {
            case NO_CREDENTIALS, EXPIRED, KEYS_REFUSED, DENIED, REFUSED -> true;
            case NO_REGION, CONFIGURATION, NOT_FOUND, THROTTLED, UNREACHABLE, NONSENSE -> false;
        };
    }

    private List<String> remarks(ClusterDoor door, Mapping mapping, Cluster cluster, Optional<Iam.Known> elsewhere) {
        List<String> remarks = new ArrayList<>();
        if (cluster instanceof Cluster.Nobody && iam instanceof Iam.Known) {
            remarks.add("IAM knows who you are; the cluster has no name for you.");
        } else if (cluster instanceof Cluster.Nobody && iam instanceof Iam.Unknown(AwsFailure failure)) {
            remarks.add(isVerdict(failure.kind())
                    ? "The first door is closed already, so the cluster cannot know you."
                    : "Who you are to IAM is not known, so either door may be the one that is closed.");
        }
        if (cluster instanceof Cluster.Known(KubernetesUser user)) {
            if (mapping instanceof Mapping.NoRule) {
                remarks.add("aws-auth has no rule for you and the cluster knows you all the same: by an access entry, "
                        + (user.username().equals("kubernetes-admin") ? "as its creator, " : "")
                        + "or by another authenticator.");
            }
            if (mapping instanceof Mapping.ByRule(var rule, KubernetesUser ruled)
                    && !ruled.username().equals(user.username())) {
                remarks.add("By aws-auth you would be " + ruled.username() + ", and the cluster takes you for "
                        + user.username() + ": an access entry or the creator's rule wins over aws-auth, or aws-auth"
                        + " has changed since you last signed in.");
            }
        }
        elsewhere.ifPresent(here -> remarks.add("Your environment's credentials are not those that the kubeconfig signs"
                + " in with: they belong to " + here.identity().arn() + "."));
        if (door.awsAuth() instanceof ClusterAnswer.Got<AwsAuth>(AwsAuth map) && !map.unreadableSections().isEmpty()) {
            remarks.add("aws-auth has sections that nobody can read: " + String.join(", ", map.unreadableSections())
                    + ". See sallyport mapping list.");
        }
        return remarks;
    }
}
