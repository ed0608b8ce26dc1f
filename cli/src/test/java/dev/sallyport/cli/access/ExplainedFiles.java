package dev.sallyport.cli.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small cluster in files: ana is one of the devs, who may read Pods in dev. */
final class ExplainedFiles {

    private ExplainedFiles() {}

    static void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("aws-auth.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: aws-auth, namespace: kube-system}
                data:
                  mapUsers: |
                    - userarn: arn:aws:iam::123456789012:user/ana
                      username: ana
                      groups: [devs]
                """);
        Files.writeString(folder.resolve("rbac.yaml"), """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: reader}
                rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: devs, namespace: dev}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
                subjects: [{kind: Group, name: devs}]
                """);
    }

    /** Somebody's kubeconfig, {@code theirs.kubeconfig}, whose user is this. */
    static void kubeconfig(Path folder, String user) throws IOException {
        Files.writeString(folder.resolve("theirs.kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: prod
                clusters: [{name: prod, cluster: {server: "https://prod.example"}}]
                contexts: [{name: prod, context: {cluster: prod, user: me}}]
                users:
                - name: me
                  user: %s
                """.formatted(user));
    }
}
