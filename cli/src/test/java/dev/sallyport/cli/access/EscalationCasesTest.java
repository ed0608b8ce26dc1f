package dev.sallyport.cli.access;

import dev.sallyport.cli.CommandInProcess;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The cases of docs/access.md: who-can answers each as it stands there. */
class EscalationCasesTest {

    /** What the document says in words of the cluster that all cases share. */
    private static final String CLUSTER = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: aws-auth, namespace: kube-system}
            data:
              mapRoles: |
                - {rolearn: "arn:aws:iam::123456789012:role/ci", username: ci, groups: [deployers]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: secret-keeper}
            rules:
            - {apiGroups: [""], resources: [secrets], verbs: [delete]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: vault, namespace: prod}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: secret-keeper}
            subjects:
            - {kind: ServiceAccount, name: vault, namespace: prod}
            - {apiGroup: rbac.authorization.k8s.io, kind: User, name: dba}
            - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: keepers}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: starter}
            rules:
            - {apiGroups: [""], resources: [pods], verbs: [create]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: builder, namespace: prod}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: starter}
            subjects:
            - {kind: ServiceAccount, name: builder, namespace: dev}
            ---
            """;

    private static final Pattern CASE = Pattern.compile(
            "### (\\d+\\. .*)\\n\\n((?:.+\\n)+)\\n```yaml\\n# held by the group deployers in (.*)\\n((?:.+\\n)+)```\\n"
                    + "```text\\n((?:.+\\n)+)```\\n");
    private static final Pattern OPTIONS = Pattern.compile("Asked with `([^`]+)`");
    private static final String CI = "    arn:aws:iam::123456789012:role/ci ";

    private record Case(String title, List<String> options, String place, String rules, String answer) {
        static Case of(MatchResult found) {
            List<String> options = OPTIONS.matcher(found.group(2)).results()
                    .flatMap(asked -> Stream.of(asked.group(1).split(" ", -1))).toList();
            return new Case(found.group(1), options, found.group(3), found.group(4), found.group(5));
        }

        String manifests() {
            boolean everywhere = place.equals("the whole cluster");
            return CLUSTER + """
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: ClusterRole
                    metadata: {name: case}
                    rules:
                    %s---
                    apiVersion: rbac.authorization.k8s.io/v1
                    kind: %s
                    metadata: {name: case%s}
                    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: case}
                    subjects:
                    - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: deployers}
                    """.formatted(rules, everywhere ? "ClusterRoleBinding" : "RoleBinding",
                    everywhere ? "" : ", namespace: " + place.replace("namespace ", ""));
        }
    }

    @TestFactory
    Stream<DynamicTest> whoCanAnswersAsTheDocumentSays() throws IOException {
        return cases().stream().map(each -> DynamicTest.dynamicTest(each.title(), () -> {
            List<String> typed = new ArrayList<>(
                    List.of("who-can", "delete", "secrets", "-n", "prod", "--offline", "-"));
            typed.addAll(each.options());
            CommandInProcess.Ended ended = CommandInProcess.command().reading(each.manifests())
                    .run(typed.toArray(String[]::new));

            assertThat(ended.err()).isEmpty();
            assertThat(ended.exitCode()).isZero();
            assertThat(aboutCi(ended.out())).isEqualTo(each.answer());
        }));
    }

    @Test
    void thereAreTwentyCasesAndMoreSomeOfWhichLeadNowhere() throws IOException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(cases().stream().filter(each -> each.answer().equals("role/ci cannot.\n"))).hasSizeGreaterThan(5);
    }

    private static List<Case> cases() throws IOException {
        String document = Files.readString(Path.of("../docs/access.md"));
        List<Case> cases = CASE.matcher(document).results().map(Case::of).toList();
        assertThat(cases).as("every numbered section is a case")
                .hasSameSizeAs(document.lines().filter(line -> line.matches("### \\d+\\. .*")).toList());
        return cases;
    }

    /** The lines under the role's name. */
    private static String aboutCi(String out) {
        List<String> lines = out.lines().dropWhile(line -> !line.startsWith(CI)).toList();
        if (lines.isEmpty()) {
            return "role/ci cannot.\n";
        }
        return Stream
                .concat(lines.stream().limit(1), lines.stream().skip(1).takeWhile(line -> line.startsWith("     ")))
                .map(line -> line.substring(4) + "\n").collect(Collectors.joining());
    }
}
