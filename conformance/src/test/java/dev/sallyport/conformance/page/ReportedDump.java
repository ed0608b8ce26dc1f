package dev.sallyport.conformance.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Dumps of clusters to report on: a small one that is known by heart, one with hostile names, and a large one. */
final class ReportedDump {

    /** Would set a mark in the window, if it ever became markup. */
    static final String HOSTILE = "</script><img/src=x/onerror=window.ran=1>";

    private static final String RBAC = "rbac.authorization.k8s.io";

    private final StringBuilder text = new StringBuilder();
    private final List<String> mapRoles = new ArrayList<>();

    /** {@code role/ci} may change deployments in prod; {@code role/platform} is in system:masters. */
    static String small() {
        return new ReportedDump().map("arn:aws:iam::123456789012:role/ci", "ci", "deployers")
                .map("arn:aws:iam::123456789012:role/platform", "platform", "system:masters")
                .role("deployer", "{apiGroups: [apps], resources: [deployments], verbs: [create, patch]}")
                .bind("deployers", "prod", "deployer", "Group", "deployers")
                .role("keeper", "{apiGroups: [\"\"], resources: [secrets], verbs: [get, list]}")
                .bind("backup", "", "keeper", "User", "backup").end();
    }

    /** As {@link #small()}, with names that try to become markup wherever a name can stand. */
    static String hostile() {
        return new ReportedDump().map("arn:aws:iam::123456789012:user/ci" + HOSTILE, HOSTILE, HOSTILE)
                .map("arn:aws:iam::123456789012:role/x", "<!--<script>", "\u2028__proto__")
                .role(HOSTILE,
                        "{apiGroups: [\"" + HOSTILE + "\"], resources: [\"" + HOSTILE + "\"], verbs: [\"" + HOSTILE
                                + "\"]}")
                .bind(HOSTILE, HOSTILE, HOSTILE, "Group", HOSTILE)
                .bind("\\\"><svg onload=window.ran=1>", "", HOSTILE, "User", HOSTILE).end();
    }

    /** So many principals without a right. */
    static String crowd(int principals) {
        ReportedDump dump = new ReportedDump();
        for (int i = 0; i < principals; i++) {
            dump.map("arn:aws:iam::123456789012:role/team-" + i, "team-" + i, "crowd");
        }
        return dump.end();
    }

    /** 5,000 principals in 500 groups, 200 roles, 4,000 bindings in 100 namespaces. Always the same. */
    static String large() {
        RandomGenerator random = new Random(2_026);
        ReportedDump dump = new ReportedDump();
        for (int i = 0; i < 5_000; i++) {
            dump.map("arn:aws:iam::123456789012:role/team-" + i, "team-" + i, "group-" + random.nextInt(500));
        }
        List<String> resources = List.of("pods", "deployments", "jobs", "configmaps", "services", "events", "secrets");
        for (int i = 0; i < 200; i++) {
            dump.role("role-" + i, "{apiGroups: [\"\", apps, batch], resources: ["
                    + resources.get(random.nextInt(resources.size())) + "], verbs: [get, list, watch]}");
        }
        for (int i = 0; i < 4_000; i++) {
            dump.bind("binding-" + i, i % 50 == 0 ? "" : "ns-" + random.nextInt(100), "role-" + random.nextInt(200),
                    "Group", "group-" + random.nextInt(500));
        }
        return dump.end();
    }

    private ReportedDump map(String arn, String username, String group) {
        mapRoles.add("    - {rolearn: \"" + arn + "\", username: \"" + username + "\", groups: [\"" + group + "\"]}\n");
        return this;
    }

    private ReportedDump role(String name, String rule) {
        text.append("---\napiVersion: ").append(RBAC).append("/v1\nkind: ClusterRole\nmetadata: {name: \"").append(name)
                .append("\"}\nrules: [").append(rule).append("]\n");
        return this;
    }

    private ReportedDump bind(String name, String namespace, String role, String kind, String subject) {
        text.append("---\napiVersion: ").append(RBAC).append("/v1\nkind: ")
                .append(namespace.isEmpty() ? "ClusterRoleBinding" : "RoleBinding").append("\nmetadata: {name: \"")
                .append(name).append('"').append(namespace.isEmpty() ? "" : ", namespace: \"" + namespace + "\"")
                .append("}\nroleRef: {apiGroup: ").append(RBAC).append(", kind: ClusterRole, name: \"").append(role)
                .append("\"}\nsubjects: [{apiGroup: ").append(RBAC).append(", kind: ").append(kind).append(", name: \"")
                .append(subject).append("\"}]\n");
        return this;
    }

    private String end() {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: aws-auth, namespace: kube-system}\ndata:\n"
                + "  mapRoles: |\n" + String.join("", mapRoles) + text;
    }
}
