package dev.sallyport.cli.tour;

import java.time.Duration;
import java.util.List;

/**
 * The story that every user of EKS lives through: a cluster whose creator alone gets in; a colleague refused; the map
 * edited; the colleague let in; RBAC still refusing what it should; an instance's role.
 */
final class Story {

    private static final String CLUSTER = "eks-cluster";
    private static final String UNAUTHORIZED = "You must be logged in to the server "
            + "\\((Unauthorized|the server has asked for the client to provide credentials)\\)";

    /** How long an edit of aws-auth may take to count: mostly an instant, seconds on a machine that is busy otherwise. */
    private static final Duration WATCHED = Duration.ofSeconds(10);

    private static final String COLLEAGUE = "arn:aws:iam::123456789012:user/eks-test";

    private final Cast cast;

    Story(Cast cast) {
        this.cast = cast;
    }

    List<Step> steps() {
        return List.of(creator(), nodes(), colleagueArrives(), colleagueRefused(), tokenApart(), whoami(),
                explained(), map(), letIn(), rbacRefuses(), explainedAgain(), narrowDoor(), stillNarrow(),
                instanceWithoutRole(), instanceRole(), sallyportToken());
    }

    private Step creator() {
        return new Step("A cluster, and the one who made it",
                List.of(Act
                        .of(cast.creator(), "aws", "sts", "get-caller-identity", "--query", "Arn", "--output", "text")
                        .shows("user/cluster-creator"),
                        Act.of(cast.creator(), "aws", "eks", "update-kubeconfig", "--name", CLUSTER)
                                .shows("Added new context|Updated context")),
                "IAM knows the creator by their keys; the AWS CLI asked EKS where the cluster is and wrote a kubeconfig.");
    }

    private Step nodes() {
        return new Step("The creator gets in", List.of(Act.of(cast.creator(), "kubectl", "get", "node")
                .shows("ip-192-168-\\S+\\s+Ready")),
                "The creator is administrator by a rule that stands in no ConfigMap, as on EKS. Nobody else is.");
    }

    private Step colleagueArrives() {
        return new Step("A colleague arrives",
                List.of(Act
                        .of(cast.creator(), "aws", "iam", "get-user", "--user-name", "eks-test", "--query", "User.Arn",
                                "--output", "text")
                        .shows("user/eks-test"),
                        Act.of(cast.colleague(), "aws", "eks", "update-kubeconfig", "--name", CLUSTER)
                                .shows("Added new context")),
                "An IAM user with keys and eks:DescribeCluster: enough for a kubeconfig, and for nothing behind it.");
    }

    private Step colleagueRefused() {
        return new Step("The colleague tries the door",
                List.of(Act.of(cast.colleague(), "kubectl", "get", "--raw", "/api/v1/nodes").exits(1)
                        .shows(UNAUTHORIZED)),
                "IAM vouched for them; aws-auth has no line for them. The API server was never asked what they may do.");
    }

    private Step tokenApart() {
        return new Step("The token, taken apart",
                List.of(Act.of(cast.colleague(), "aws", "eks", "get-token", "--cluster-name", CLUSTER)
                        .into("sallyport", "verify", "--ask", "--cluster-name", CLUSTER)
                        .shows("STS vouches for arn:aws:iam::\\d+:user/eks-test")),
                "A token is a signed question to STS, \"who am I?\". The webhook makes these checks, then asks it.");
    }

    private Step whoami() {
        return new Step("Both doors at once", List.of(Act.of(cast.colleague(), "sallyport", "whoami").exits(1)
                .shows("user/eks-test")),
                "The first door is open and the second is not: IAM knows the name, the cluster has none for it.");
    }

    private Step explained() {
        return new Step("Why, and what would let them in",
                List.of(Act.of(cast.creator(), "sallyport", "explain", COLLEAGUE, "list", "nodes").exits(1)
                        .shows("no rule matches +stops here").shows("mapping add user --arn " + COLLEAGUE)),
                "The whole passage with its evidence, the narrowest way in, and all that it would open.");
    }

    private Step explainedAgain() {
        return new Step("Why, once more",
                List.of(Act.of(cast.creator(), "sallyport", "explain", COLLEAGUE, "list", "nodes").exits(1)
                        .shows("mapUsers:\\d+").shows("RBAC: nothing that speaks of eks-test")
                        .shows("kubectl create clusterrolebinding")),
                "The map speaks of them now; no binding does. The commands to paste would allow this and nothing more.");
    }

    private Step map() {
        return new Step("The creator edits aws-auth",
                List.of(Act.of(cast.creator(), "kubectl", "edit", "configmap", "aws-auth", "-n", "kube-system")
                        .shows("configmap/aws-auth edited"),
                        Act.of(cast.creator(), "sallyport", "mapping", "list").shows("eks-test")),
                "The editor added one entry under mapUsers. The node role's entry stays: without it every node is lost.");
    }

    private Step letIn() {
        return new Step("Let in, without a restart", List.of(Act.of(cast.colleague(), "kubectl", "auth", "whoami")
                .shows("eks-test").shows("node-viewers").within(WATCHED)),
                "The webhook watches aws-auth: the next token found the line, and the cluster has a name and a group.");
    }

    private Step rbacRefuses() {
        return new Step("RBAC refuses what nobody granted",
                List.of(Act.of(cast.colleague(), "kubectl", "get", "node").exits(1)
                        .shows("nodes is forbidden: User \"eks-test\" cannot list resource \"nodes\"")),
                "A name opens nothing by itself. 401 has become 403: known now, and not allowed.");
    }

    private Step narrowDoor() {
        return new Step("A door of the right size",
                List.of(Act.of(cast.creator(), "kubectl", "create", "clusterrole", "node-viewer",
                        "--verb=get,list,watch", "--resource=nodes").shows("created"),
                        Act.of(cast.creator(), "kubectl", "create", "clusterrolebinding", "node-viewers",
                                "--clusterrole=node-viewer", "--group=node-viewers").shows("created"),
                        Act.of(cast.colleague(), "kubectl", "get", "node").shows("ip-192-168-\\S+\\s+Ready")),
                "The group node-viewers may look at nodes, and the entry in aws-auth put the colleague into it.");
    }

    private Step stillNarrow() {
        return new Step("And no wider",
                List.of(Act.of(cast.colleague(), "kubectl", "delete", "node", cast.nodeName()).exits(1)
                        .shows("nodes \"\\S+\" is forbidden: User \"eks-test\" cannot delete")),
                "To look is not to delete: each verb is a question of its own.");
    }

    private Step instanceWithoutRole() {
        return new Step("An instance that has no role",
                List.of(Act.of(cast.instance(), "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}\\n",
                        cast.metadata() + "/latest/meta-data/iam/security-credentials/").shows("404"),
                        Act.of(cast.creator(), "aws", "ec2", "associate-iam-instance-profile", "--instance-id",
                                cast.instanceId(), "--iam-instance-profile", "Name=node-watcher", "--query",
                                "IamInstanceProfileAssociation.State", "--output", "text").shows("associat")),
                "The metadata service of an instance without a role answers 404. So a profile with a role is attached.");
    }

    private Step instanceRole() {
        return new Step("The instance's role walks in",
                List.of(Act.of(cast.instance(), "curl", "-s",
                        cast.metadata() + "/latest/meta-data/iam/security-credentials/").shows("node-watcher"),
                        Act.of(cast.instance(), "aws", "eks", "update-kubeconfig", "--name", CLUSTER)
                                .shows("Added new context"),
                        Act.of(cast.instance(), "kubectl", "get", "node").shows("ip-192-168-\\S+\\s+Ready")),
                "No keys were copied anywhere: the metadata service lent the role's, and aws-auth knows the role.");
    }

    private Step sallyportToken() {
        return new Step("The same with Sallyport's own token",
                List.of(Act.of(cast.colleague(), "sallyport", "kubeconfig", "update", "--name", CLUSTER)
                        .shows("Updated context|Added new context"),
                        Act.of(cast.colleague(), "kubectl", "get", "node").shows("ip-192-168-\\S+\\s+Ready")),
                "sallyport token in place of aws eks get-token: the same signature, the same doors, in a part of the time.");
    }
}
