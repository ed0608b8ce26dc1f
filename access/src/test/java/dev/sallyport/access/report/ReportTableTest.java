package dev.sallyport.access.report;

import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.Subject;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static dev.sallyport.access.report.ReportedWorld.reading;
import static org.assertj.core.api.Assertions.assertThat;

class ReportTableTest {

    private static final String DEV = "arn:aws:iam::123456789012:role/dev";

    private static List<List<String>> rowsOf(ReportedWorld world, String who) {
        List<List<String>> rows = new ArrayList<>();
        ReportTable.rows(world.report(), rows::add);
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(ReportTable.HEADS));
        return rows.stream().filter(row -> row.get(1).equals(who)).toList();
    }

    @Test
    void eachBindingOfSomebodyIsARow() {
        assertThat(rowsOf(new ReportedWorld().mapping(DEV, "dev", "devs").role("reader", reading("pods"))
                .bind("prod", "reader", new Subject.Group("devs")).bind("", "reader", new Subject.User("dev")), DEV))
                .containsExactly(
                        List.of("IAM role", DEV, "", "aws-auth mapRoles:1", "dev", "devs", "group devs",
                                "RoleBinding prod/reader", "prod", "ClusterRole reader", "pods [get]", "", ""),
                        List.of("IAM role", DEV, "", "aws-auth mapRoles:1", "dev", "devs", "user dev",
                                "ClusterRoleBinding reader", "*", "ClusterRole reader", "pods [get]", "", ""));
    }

    @Test
    void whoHasNoBindingHasARow() {
        assertThat(rowsOf(new ReportedWorld().mapping(DEV, "dev", "devs"), DEV)).hasSize(1);
    }

    @Test
    void whoIsInSystemMastersHasARowForIt() {
        assertThat(rowsOf(new ReportedWorld().mapping(DEV, "dev", "system:masters"), DEV)).singleElement()
                .satisfies(row -> assertThat(row).contains("group system:masters", "everything, past every role",
                        "may do everything", "R-MASTERS"));
    }

    @Test
    void aRoleThatDoesNotExistGivesNothingAndIsFound() {
        assertThat(rowsOf(new ReportedWorld().mapping(DEV, "dev", "devs").bind("", "gone", new Subject.Group("devs")),
                DEV)).singleElement()
                .satisfies(row -> assertThat(row).contains("none: the role does not exist", "R-DANGLING"));
    }

    @Test
    void rightsThatDoNotFitIntoACellAreCounted() {
        List<PolicyRule> many = Collections.nCopies(5_000, reading("pods"));

        String cell = ReportTable.rights(new Role("", "large", many));

        assertThat(cell.length()).isLessThanOrEqualTo(ReportTable.MOST_IN_A_CELL);
        int told = cell.split("pods", -1).length - 1;
        assertThat(cell).endsWith("; and " + (5_000 - told) + " more rules, which do not fit into a cell");
    }

    @Test
    void rightsThatFitAreAllThere() {
        assertThat(ReportTable.rights(new Role("", "small", Collections.nCopies(3, reading("pods")))))
                .isEqualTo("pods [get]; pods [get]; pods [get]");
    }
}
