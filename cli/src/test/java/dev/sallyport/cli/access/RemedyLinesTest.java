package dev.sallyport.cli.access;

import dev.sallyport.access.explain.Change;
import dev.sallyport.access.explain.Remedy;
import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.mapping.MapSection;
import dev.sallyport.mapping.edit.MappingEdit;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class RemedyLinesTest {

    @Test
    void everyCommandFindsTheClusterBySameOptionsAsTheQuestion() {
        ClusterOptions cluster = new ClusterOptions();
        cluster.kubeconfig = "their config";
        cluster.context = "prod";
        Remedy remedy = new Remedy(Remedy.Kind.EXACTLY_THIS, List.of(
                new Change.OfMap(new MappingEdit.AddPrincipal(MapSection.USERS, "arn:aws:iam::123456789012:user/ana",
                        "ana", List.of("viewers"))),
                new Change.NewRole(new Role("", "view", List.of(
                        PolicyRule.resources(List.of("use"), List.of(""), List.of("pods"))))),
                new Change.NewBinding(new Binding("", "view", RoleRef.clusterRole("view"),
                        List.of(new Subject.Group("viewers"))))),
                List.of(), List.of(), "");

        assertThat(new RemedyLines(cluster).of(remedy)).hasSize(3)
                .allSatisfy(line -> assertThat(line).contains(" --kubeconfig 'their config' --context prod"));
    }
}
