package dev.sallyport.conformance;

import java.nio.file.Path;

/**
 * What the people of the walk do, each step with the client that people use for it: IAM by the AWS CLI, the map by
 * {@code kubectl edit}.
 */
final class Passage {

    static final String USER = "eks-test";
    static final String ROLE = "eks-viewer";
    static final String INSTANCE_ROLE = "node-watcher";
    static final String GROUP = "node-viewers";

    private static final String MAY_DESCRIBE = policy("eks:DescribeCluster", "*");

    /** What the creator types: a user under a key of its own, two roles before the node role that stands there. */
    private static final String EDITOR = """
            #!/bin/sh
            awk '
              { print }
              /^  mapRoles: \\|/ {
                print "    # let in by kubectl edit"
                print "    - rolearn: arn:aws:iam::ACCOUNT:role/eks-viewer"
                print "      username: eks-viewer"
                print "      groups: [node-viewers]"
                print "    - rolearn: arn:aws:iam::ACCOUNT:role/node-watcher"
                print "      username: node-watcher:{{SessionName}}"
                print "      groups: [node-viewers]"
              }
              /^data:/ {
                print "  mapUsers: |"
                print "    - userarn: arn:aws:iam::ACCOUNT:user/eks-test"
                print "      username: eks-test"
                print "      groups:"
                print "      - node-viewers"
              }' "$1" > "$1.edited" && cat "$1.edited" > "$1" && rm "$1.edited"
            """.replace("ACCOUNT", Stage.ACCOUNT);

    private final Stage stage;
    private final Shell creator;

    Passage(Stage stage) {
        this.stage = stage;
        this.creator = stage.creator();
    }

    Shell creator() {
        return creator;
    }

    /** Creates the IAM user, and gives back their shell with their keys in the environment. */
    Shell createUser() {
        creator.run("aws", "iam", "create-user", "--user-name", USER).succeeds()
                .prints("arn:aws:iam::" + Stage.ACCOUNT + ":user/" + USER);
        String[] keys = creator.run("aws", "iam", "create-access-key", "--user-name", USER, "--query",
                "AccessKey.[AccessKeyId,SecretAccessKey]", "--output", "text").succeeds().out().strip()
                .split("\\s+", -1);
        return stage.person(USER).with("AWS_ACCESS_KEY_ID", keys[0]).with("AWS_SECRET_ACCESS_KEY", keys[1]);
    }

    /** Lets the user ask where the cluster is, and assume the role that people use. */
    void grantIamPolicies() {
        creator.run("aws", "iam", "put-user-policy", "--user-name", USER, "--policy-name", "describe-cluster",
                "--policy-document", MAY_DESCRIBE).succeeds();
        creator.run("aws", "iam", "put-user-policy", "--user-name", USER, "--policy-name", "assume-viewer",
                "--policy-document", policy("sts:AssumeRole", roleArn(ROLE))).succeeds();
    }

    /** Creates the role that people of the account may assume. */
    void createRole() {
        creator.run("aws", "iam", "create-role", "--role-name", ROLE, "--assume-role-policy-document",
                trust("\"AWS\": \"arn:aws:iam::" + Stage.ACCOUNT + ":root\"")).succeeds();
        creator.run("aws", "iam", "put-role-policy", "--role-name", ROLE, "--policy-name", "describe-cluster",
                "--policy-document", MAY_DESCRIBE).succeeds();
    }

    /** Edits {@code aws-auth}: one user and two roles more, by a script in the editor's place. */
    Ran letIn() {
        return creator.with("KUBE_EDITOR", editor().toString()).run("kubectl", "edit", "configmap", "aws-auth", "-n",
                "kube-system").succeeds();
    }

    /** Binds the group of everybody who was let in to a role that may look at nodes. */
    void bindViewers() {
        creator.run("kubectl", "create", "clusterrole", "node-viewer", "--verb=get,list,watch", "--resource=nodes")
                .succeeds().printsExactly("clusterrole.rbac.authorization.k8s.io/node-viewer created");
        creator.run("kubectl", "create", "clusterrolebinding", "node-viewers", "--clusterrole=node-viewer",
                "--group=" + GROUP).succeeds()
                .printsExactly("clusterrolebinding.rbac.authorization.k8s.io/node-viewers created");
    }

    /** Creates a role for instances and attaches it to the instance that the metadata service speaks for. */
    void attachInstanceRole() {
        creator.run("aws", "iam", "create-role", "--role-name", INSTANCE_ROLE, "--assume-role-policy-document",
                trust("\"Service\": \"ec2.amazonaws.com\"")).succeeds();
        creator.run("aws", "iam", "put-role-policy", "--role-name", INSTANCE_ROLE, "--policy-name", "describe-cluster",
                "--policy-document", MAY_DESCRIBE).succeeds();
        creator.run("aws", "iam", "create-instance-profile", "--instance-profile-name", INSTANCE_ROLE).succeeds();
        creator.run("aws", "iam", "add-role-to-instance-profile", "--instance-profile-name", INSTANCE_ROLE,
                "--role-name", INSTANCE_ROLE).succeeds();
        creator.run("aws", "ec2", "associate-iam-instance-profile", "--instance-id", instance(),
                "--iam-instance-profile", "Name=" + INSTANCE_ROLE).succeeds().prints("associat");
    }

    /** Somebody who is logged in to that instance: no keys, only the metadata service. */
    Shell workstation() {
        return stage.person("workstation").without("AWS_EC2_METADATA_DISABLED");
    }

    /** The id of the instance that the metadata service speaks for, as the sandbox's greeting gives it. */
    String instance() {
        return stage.sandbox().greeting().replaceAll("(?s).*of instance (i-[0-9a-f]+).*", "$1");
    }

    static String roleArn(String name) {
        return "arn:aws:iam::" + Stage.ACCOUNT + ":role/" + name;
    }

    private static String policy(String action, String resource) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"" + action
                + "\", \"Resource\": \"" + resource + "\"}]}";
    }

    private static String trust(String principal) {
        return "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\","
                + " \"Principal\": {" + principal + "}}]}";
    }

    private Path editor() {
        return Scratch.executable(stage.folder().resolve("editor"), EDITOR);
    }
}
