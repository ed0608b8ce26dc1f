package dev.sallyport.conformance.history;

import dev.sallyport.cluster.IamIdentityMappingWatch;
import dev.sallyport.cluster.export.MapExport;
import dev.sallyport.cluster.review.MapReading;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingRule;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Exported IAMIdentityMappings, put into a cluster and watched there, are the rules that the map had. */
final class ExportReadBackTest {

    private static final String DEFINITION = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: iamidentitymappings.iamauthenticator.k8s.aws}
            spec:
              group: iamauthenticator.k8s.aws
              scope: Cluster
              names: {plural: iamidentitymappings, singular: iamidentitymapping, kind: IAMIdentityMapping}
              versions:
              - name: v1alpha1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    type: object
                    properties:
                      spec:
                        type: object
                        required: [arn, username]
                        properties:
                          arn: {type: string}
                          username: {type: string}
                          groups: {type: array, items: {type: string}}
            """;
    private static final String MAP = """
            - rolearn: arn:aws:iam::123456789012:role/eks-node-role
              username: system:node:{{EC2PrivateDNSName}}
              groups: [system:bootstrappers, system:nodes]
            - rolearn: arn:aws:iam::123456789012:role/Dev_Ops
              username: "0123"
              groups: ["yes", "a: b"]
            - rolearn: arn:aws:iam::123456789012:role/Dev-Ops
              username: other
            """;

    private record Rule(String subject, String username, List<String> groups) {
        static Rule of(MappingRule rule) {
            return new Rule(rule.subject(), rule.username(), rule.groups());
        }
    }

    @Test
    void exportedMappingsGiveTheSameTable() throws InterruptedException {
        AwsAuth map = AwsAuth.parse(Map.of("mapRoles", MAP, "mapUsers",
                "- userarn: arn:aws:iam::123456789012:user/team/ana\n  username: ana\n"));
        List<Rule> expected = MapReading.of(map).rules().stream().map(Rule::of).toList();
        try (OwnApi api = OwnApi.start()) {
            KubernetesClient client = api.connection().client();
            client.resource(DEFINITION).create();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> client.supports("iamauthenticator.k8s.aws/v1alpha1", "IAMIdentityMapping"));
            for (Map<String, Object> document : MapExport.identityMappings(map).documents()) {
                client.resource(client.getKubernetesSerialization().convertValue(document,
                        GenericKubernetesResource.class)).create();
            }
            try (IamIdentityMappingWatch watch = IamIdentityMappingWatch.of(api.connection())) {
                assertThat(watch.start().awaitFirstReading(Duration.ofSeconds(20))).isTrue();

                assertThat(watch.rules().rules().stream().map(Rule::of)).hasSize(4)
                        .containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }
}
