package dev.sallyport.conformance.kubeconfigs;

import dev.sallyport.sandbox.SandboxOptions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Starts and command lines: each start once, each command line once, then pairs of both by chance. */
final class UpdateCases {

    private static final String ARN = KubeconfigSandbox.CLUSTER_ARN;
    private static final String CLUSTER = SandboxOptions.CLUSTER;

    /** A cluster of somebody else's, with comments. */
    private static final String OTHERS = """
            # mine, do not touch
            apiVersion: v1
            kind: Config
            clusters:
            - name: home   # the one under the desk
              cluster:
                server: https://10.0.0.5:6443
                insecure-skip-tls-verify: true
            users:
            - name: me
              user: {token: abc, extra: [1, 2.5, yes, ~]}
            contexts:
            - name: home
              context: {cluster: home, user: me, namespace: kube-system}
            current-context: home
            preferences: {colors: true}
            """;

    /** The cluster itself, as an earlier update left it. */
    private static final String SAME = """
            apiVersion: v1
            clusters:
            - cluster:
                certificate-authority-data: T0xE
                server: https://old.example
              name: %1$s
            - cluster:
                server: https://10.0.0.5:6443
              name: home
            contexts:
            - context:
                cluster: %1$s
                user: %1$s
              name: %1$s
            current-context: home
            kind: Config
            preferences: {}
            users:
            - name: %1$s
              user:
                exec:
                  apiVersion: client.authentication.k8s.io/v1alpha1
                  args: [token, -i, eks-cluster]
                  command: aws-iam-authenticator
            """.formatted(ARN);

    private static final String NAMESPACED = SAME.replace("    user: " + ARN + "\n",
            "    user: " + ARN + "\n    namespace: dev\n");

    /** Texts of one file, sound ones and others. */
    static final List<String> STARTS = List.of("", "\n", "# a comment alone\n", "---\n", "{}\n", "kind: Config\n",
            OTHERS,
            SAME, SAME.replace("name: " + ARN, "name: '" + ARN + "'"), OTHERS.replace("\n", "\r\n"),
            "apiVersion: v1\nkind: Config\nclusters: []\ncontexts: []\nusers: []\ncurrent-context: ''\npreferences: {}\n",
            "clusters:\ncontexts:\nusers:\n", "clusters: null\nusers: ~\ncontexts: null\ncurrent-context: null\n",
            "{\"apiVersion\": \"v1\", \"kind\": \"Config\", \"clusters\": [{\"name\": \"x\", \"cluster\": {}}]}\n",
            "clusters: [{name: " + ARN + "}]\n", "clusters: [{name: a}, {cluster: {server: x}}]\nusers: [{}]\n",
            "clusters:\n  - name: a\n    cluster: {server: x}\nextra: {deep: [1, {a: b}]}\n",
            NAMESPACED,
            "contexts: [{name: dev, context: {cluster: c, user: u}}]\nusers: [{name: me, user: {token: x}}]\n",
            "clusters: [&c {name: c, cluster: {server: x}}, *c]\nusers: &u [{name: u, user: {token: x}}]\nextra: *u\n",
            "kind: Config\ncurrent-context: \"caf\u00e9\"\n", "clusters: {x: y}\n", "clusters: [x]\n", "users: text\n",
            "contexts: 7\n", "contexts: [[a]]\n", "- a\n- b\n", "just text\n", "7\n", "clusters: [\n",
            "\tclusters: []\n",
            "a: b: c\n", "clusters: []\nclusters: []\n", "current-context: [a]\n", "current-context: 7\n",
            "preferences: []\n", "kind: 7\n", "apiVersion: [v1]\n", "clusters: []\n---\nkind: Config\n",
            "clusters: [{name: 7}, {name: " + ARN + ", cluster: {server: y}}]\n",
            "users: [{name: null}]\nclusters: false\n",
            "clusters: [{name: " + ARN + ", cluster: {a: 1}}, {name: " + ARN + ", cluster: {b: 2}}]\n");

    /** What is typed, beside the cluster's name. */
    static final List<List<String>> TYPED = List.of(List.of(), List.of("--alias", "dev"), List.of("--user-alias", "me"),
            List.of("--alias", "dev", "--user-alias", "me"), List.of("--alias", ARN), List.of("--alias", ""),
            List.of("--user-alias", ""), List.of("--role-arn", "arn:aws:iam::123456789012:role/dev"),
            List.of("--role", "arn:aws:iam::123456789012:role/dev"), List.of("--role-arn", ""),
            List.of("--proxy-url", "socks5://proxy:1080"), List.of("--proxy-url", ""), List.of("--dry-run"),
            List.of("--dry-run", "--alias", "dev"), List.of("--verbose"), List.of("--dry-run", "--verbose"),
            List.of("--profile", "named"), List.of("--profile", "named", "--alias", "x y", "--role-arn", "not an arn"),
            List.of("--assume-role-arn", KubeconfigSandbox.DESCRIBER), List.of("--region", "ap-northeast-2"),
            List.of("--assume-role-arn", KubeconfigSandbox.DESCRIBER, "--role-arn", KubeconfigSandbox.DESCRIBER),
            List.of("--alias", "yes", "--user-alias", "0123"), List.of("--alias", "a: b #c"),
            List.of("--alias", "\u4e16\u754c"));

    /** What EKS, STS or the command line refuses. */
    private static final List<List<String>> WRONG = List.of(List.of("--name", "no-such-cluster"),
            List.of("--name", CLUSTER, "--region", "eu-west-1"), List.of(), List.of("--name"), List.of("--name", ""),
            List.of("--name", CLUSTER, "--assume-role-arn", KubeconfigSandbox.CLOSED),
            List.of("--name", CLUSTER, "--assume-role-arn", "arn:aws:iam::123456789012:role/nobody"),
            List.of("--name", CLUSTER, "--assume-role-arn", "not an arn"),
            List.of("--name", CLUSTER, "--profile", "nobody"), List.of("--name", CLUSTER, "--no-such-option"),
            List.of("--name", CLUSTER, "stray"), List.of("--name", "creating"), List.of("--name", CLUSTER, "--alias"));

    private final RandomGenerator random;

    UpdateCases(RandomGenerator random) {
        this.random = random;
    }

    /** All that are compared. */
    List<UpdateCase> all(int count) {
        List<UpdateCase> cases = new ArrayList<>();
        STARTS.forEach(start -> cases.add(oneFile(start, one(TYPED.subList(0, 5)))));
        TYPED.forEach(typed -> cases.add(oneFile(one(STARTS.subList(0, 19)), typed)));
        WRONG.forEach(wrong -> cases.add(
                new UpdateCase(Map.of(".kube/config", one(STARTS)), "", "creator", wrong)));
        cases.add(oneFile(NAMESPACED, List.of()));
        cases.addAll(places());
        cases.addAll(people());
        while (cases.size() < count) {
            cases.add(oneFile(one(STARTS), one(TYPED)));
        }
        return cases;
    }

    private <T> T one(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static List<String> named(List<String> options) {
        List<String> words = new ArrayList<>(List.of("--name", CLUSTER));
        words.addAll(options);
        return words;
    }

    private static UpdateCase oneFile(String text, List<String> options) {
        return new UpdateCase(Map.of(".kube/config", text), "", "creator", named(options));
    }

    /** Which file is written, of none, one and several. */
    private static List<UpdateCase> places() {
        List<UpdateCase> cases = new ArrayList<>();
        Map<String, String> three = Map.of("a", "kind: Config\n", "b", SAME, "c", OTHERS);
        for (String variable : List.of("HOME/a:HOME/b:HOME/c", "HOME/c:HOME/a", ":HOME/c::HOME/b:", "HOME/none:HOME/c",
                "HOME/c:HOME/none", "HOME/none", "HOME/deep/er/none", " ", ":", "HOME/b:HOME/b")) {
            cases.add(new UpdateCase(three, variable, "creator", named(List.of())));
        }
        cases.add(new UpdateCase(three, "HOME/a", "creator", named(List.of("--kubeconfig", "HOME/c"))));
        cases.add(new UpdateCase(three, "HOME/b", "creator", named(List.of("--kubeconfig", "HOME/new/file"))));
        cases.add(new UpdateCase(three, "", "creator", named(List.of("--kubeconfig", "~/a"))));
        cases.add(new UpdateCase(three, "", "creator", named(List.of("--kubeconfig", "a"))));
        cases.add(new UpdateCase(Map.of(), "", "creator", named(List.of())));
        cases.add(new UpdateCase(Map.of("a", "users: [\n", "b", SAME), "HOME/a:HOME/b", "creator", named(List.of())));
        cases.add(new UpdateCase(Map.of("a", "users: [\n", "b", ""), "HOME/a:HOME/b", "creator", named(List.of())));
        cases.add(new UpdateCase(Map.of("a", OTHERS, "b", "users: [\n"), "HOME/a:HOME/b", "creator", named(List.of())));
        cases.add(new UpdateCase(Map.of(".kube/config", UpdateCase.FOLDER), "", "creator", named(List.of())));
        cases.add(new UpdateCase(Map.of(".kube", "a file"), "", "creator", named(List.of())));
        cases.add(new UpdateCase(Map.of(".kube/config", UpdateCase.DANGLING), "", "creator", named(List.of())));
        cases.add(new UpdateCase(Map.of("a", UpdateCase.FOLDER, "b", SAME), "HOME/a:HOME/b", "creator",
                named(List.of())));
        return cases;
    }

    /** Whom EKS answers. */
    private static List<UpdateCase> people() {
        List<UpdateCase> cases = new ArrayList<>();
        for (String who : List.of("stranger", "nobody", "keyless", "describer")) {
            cases.add(new UpdateCase(Map.of(".kube/config", OTHERS), "", who, named(List.of())));
            cases.add(new UpdateCase(Map.of(), "", who, named(List.of("--dry-run"))));
        }
        cases.add(new UpdateCase(Map.of(), "", "stranger", named(List.of("--profile", "named"))));
        return cases;
    }
}
