package dev.sallyport.access.awsauth;

import dev.sallyport.access.awsauth.WayBack.Standing;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.EksClusters.ClusterFacts;
import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.RbacUser;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the ways back into a cluster, in the order in which they cost least: the cluster's creator, whoever may make access
 * entries, a service account inside. Tries nothing: it asks what the caller may do, where IAM lets that be asked, and gives
 * the commands.
 *
 * <p>Source: Amazon EKS User Guide, "Grant IAM users and roles access to Kubernetes APIs", "Change authentication mode to
 * use access entries"; IAM API Reference, {@code SimulatePrincipalPolicy}.
 */
public final class WaysBackIn {

    private static final String CREATOR = "kubernetes-admin";
    private static final String INSIDE = "kubectl apply -f aws-auth.yaml --server=https://kubernetes.default.svc"
            + " --certificate-authority=/var/run/secrets/kubernetes.io/serviceaccount/ca.crt"
            + " --token=\"$(cat /var/run/secrets/kubernetes.io/serviceaccount/token)\"";

    private final Optional<EksSide> aws;
    private final Optional<RbacSnapshot> rbac;
    private final Optional<String> user;

    private WaysBackIn(Optional<EksSide> aws, Optional<RbacSnapshot> rbac, Optional<String> user) {
        this.aws = aws;
        this.rbac = rbac;
        this.user = user;
    }

    /**
     * The ways, the cheapest first.
     *
     * @param aws the cluster's AWS side; empty for a cluster that is not known to be EKS's
     * @param rbac the cluster's roles and bindings, where they can be read
     * @param user as whom the cluster knows the caller, where it does
     */
    public static List<WayBack> of(Optional<EksSide> aws, Optional<RbacSnapshot> rbac, Optional<String> user) {
        WaysBackIn ways = new WaysBackIn(aws, rbac, user);
        List<WayBack> found = new ArrayList<>();
        if (aws.isPresent()) {
            AwsAnswer<ClusterFacts> facts = aws.get().facts();
            found.add(ways.creator(facts));
            found.add(ways.accessEntry(aws.get(), facts));
        } else {
            found.add(new WayBack("W-CERTIFICATE", Standing.UNKNOWN, "the cluster's own administrator certificate",
                    List.of("A cluster whose control plane one runs oneself has a kubeconfig with a client certificate"
                            + " there, which passes neither IAM nor aws-auth. EKS issues none."),
                    List.of("kubectl --kubeconfig /etc/kubernetes/admin.conf apply -f aws-auth.yaml")));
        }
        found.add(ways.serviceAccount());
        return List.copyOf(found);
    }

    private static String mode(AwsAnswer<ClusterFacts> facts) {
        return facts.optional().map(ClusterFacts::authenticationMode).orElse("");
    }

    private WayBack creator(AwsAnswer<ClusterFacts> facts) {
        List<String> find = List.of("aws cloudtrail lookup-events --lookup-attributes"
                + " AttributeKey=EventName,AttributeValue=CreateCluster");
        if (user.filter(CREATOR::equals).isPresent()) {
            return new WayBack("W-CREATOR", Standing.OPEN, "the cluster's creator, which you are",
                    List.of("The creator comes in without aws-auth, as " + CREATOR + "."),
                    List.of("sallyport mapping apply -f aws-auth.yaml"));
        }
        return switch (mode(facts)) {
            case "API", "API_AND_CONFIG_MAP" -> new WayBack("W-CREATOR", Standing.UNKNOWN, "the cluster's creator",
                    List.of("Access entries count here, so the creator is one of them, unless somebody took it out."),
                    List.of("aws eks list-access-entries --cluster-name " + aws.map(EksSide::cluster).orElse("")));
            default -> new WayBack("W-CREATOR", Standing.UNKNOWN, "the cluster's creator",
                    List.of("Whoever made the cluster comes in without aws-auth, for good, unless it was made with"
                            + " bootstrapClusterCreatorAdminPermissions=false.",
                            "EKS never says who it was. CloudTrail does, for 90 days; so does the authenticator log,"
                                    + " where it is on: look for the user name " + CREATOR + ".",
                            "A role that made it can be assumed again by whoever may assume it."),
                    find);
        };
    }

    private WayBack accessEntry(EksSide eks, AwsAnswer<ClusterFacts> facts) {
        String region = facts.optional().map(ClusterFacts::region)
                .or(() -> eks.ask(services -> new AwsAnswer.Got<>(services.region())).optional()).orElse("");
        Optional<String> principal = principal(eks);
        boolean mapAlone = !mode(facts).startsWith("API");
        List<String> actions = new ArrayList<>(List.of("eks:CreateAccessEntry", "eks:AssociateAccessPolicy"));
        List<String> commands = new ArrayList<>();
        List<String> sentences = new ArrayList<>();
        if (facts instanceof AwsAnswer.Failed<ClusterFacts>(AwsFailure failure)) {
            sentences.add("EKS could not be asked for the cluster: " + failure.sentence());
        }
        if (mapAlone) {
            actions.addFirst("eks:UpdateClusterConfig");
            commands.add(AccessEntryCommands.modeChange(eks.cluster(), region));
            sentences.add((mode(facts).isEmpty() ? "Where the mode is CONFIG_MAP, it" : "The mode is CONFIG_MAP, and")
                    + " must be changed first. That is final: access entries cannot be switched off again. aws-auth goes"
                    + " on to count beside them.");
        }
        commands.addAll(AccessEntryCommands.administrator(eks.cluster(), region,
                principal.orElse("arn:aws:iam::ACCOUNT:role/NAME")));
        commands.add("sallyport mapping apply -f aws-auth.yaml");
        Standing standing = standing(eks, facts, principal, actions, sentences);
        sentences.add("An entry takes some seconds to have effect. Take it out again when the map is mended.");
        return new WayBack("W-ACCESS-ENTRY", standing, "an IAM principal that may " + String.join(", ", actions),
                sentences, commands);
    }

    private static Standing standing(EksSide eks, AwsAnswer<ClusterFacts> facts, Optional<String> principal,
            List<String> actions, List<String> sentences) {
        if (principal.isEmpty()) {
            sentences.add("Who you are to IAM is not known.");
            return Standing.UNKNOWN;
        }
        String resource = facts.optional().map(ClusterFacts::arn).orElse("*");
        for (String action : actions) {
            switch (eks.ask(services -> services.iam().mayDo(principal.get(), action, resource))) {
                case AwsAnswer.Failed<Boolean>(AwsFailure failure) -> {
                    sentences.add(
                            "Whether " + principal.get() + " may could not be asked (iam:SimulatePrincipalPolicy): "
                                    + failure.message());
                    return Standing.UNKNOWN;
                }
                case AwsAnswer.Got<Boolean>(Boolean allowed) -> {
                    if (!allowed) {
                        sentences.add(principal.get() + " may not " + action + ", by its own policies.");
                        return Standing.CLOSED;
                    }
                }
            }
        }
        sentences.add(principal.get() + " may, by its own policies.");
        return Standing.OPEN;
    }

    /** The caller's user or role, as IAM names it; a session's own ARN says neither its role's path nor its policies. */
    private static Optional<String> principal(EksSide eks) {
        return eks.caller().optional().flatMap(caller -> {
            String resource = caller.arn().resource();
            if (!resource.startsWith("assumed-role/")) {
                return Optional.of(caller.arn().toString());
            }
            return eks.ask(services -> services.iam().role(resource.split("/", -1)[1])).optional()
                    .flatMap(role -> role.map(found -> found.arn())).or(() -> roleOf(caller));
        });
    }

    private static Optional<String> roleOf(CallerIdentity caller) {
        Arn arn = caller.arn();
        return Optional.of("arn:" + arn.partition() + ":iam::" + arn.account() + ":role/"
                + arn.resource().split("/", -1)[1]);
    }

    private WayBack serviceAccount() {
        List<String> sentences = new ArrayList<>(List.of(
                "Service accounts pass neither IAM nor aws-auth. A controller that applies manifests (Argo CD, Flux, an"
                        + " operator) can write the map: give it the repaired file by the way it takes files.",
                "Nodes cannot write it: the Node authorizer lets them not."));
        rbac.ifPresent(snapshot -> {
            List<String> able = able(snapshot);
            sentences.add(able.isEmpty()
                    ? "No service account may write it, by the cluster's bindings."
                    : "These may write it, by the cluster's bindings: " + String.join(", ", able) + ".");
        });
        return new WayBack("W-SERVICE-ACCOUNT", Standing.UNKNOWN, "a service account inside", sentences,
                List.of(INSIDE));
    }

    private static List<String> able(RbacSnapshot snapshot) {
        RbacAuthorizer authorizer = RbacAuthorizer.over(snapshot);
        TreeSet<String> able = new TreeSet<>();
        AccessRequest write = new AccessRequest.Resource("update", "", "configmaps", "", "aws-auth", "kube-system");
        snapshot.bindings().forEach(binding -> binding.subjects().forEach(subject -> {
            if (subject instanceof Subject.ServiceAccount(String given, String name)) {
                String namespace = given.isEmpty() ? binding.namespace() : given;
                String user = Subject.ServiceAccount.userName(namespace, name);
                if (authorizer.decide(new RbacUser(user, List.of("system:serviceaccounts",
                        "system:serviceaccounts:" + namespace, "system:authenticated")), write).allowed()) {
                    able.add(namespace + "/" + name);
                }
            }
        }));
        return List.copyOf(able);
    }
}
