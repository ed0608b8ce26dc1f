package dev.sallyport.access.report;

import dev.sallyport.access.findings.AccessFinding;
import dev.sallyport.access.world.AuthenticationMode;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static dev.sallyport.access.report.ReportedWorld.EVERYTHING;
import static dev.sallyport.access.report.ReportedWorld.entry;
import static dev.sallyport.access.report.ReportedWorld.reading;
import static org.assertj.core.api.Assertions.assertThat;

class AccessReportTest {

    private static final String DEV = "arn:aws:iam::123456789012:role/dev";

    private static ReportedWorld devs() {
        return new ReportedWorld().mapping(DEV, "dev:{{SessionName}}", "devs");
    }

    private static List<String> codes(ReportEntry entry) {
        return entry.findings().stream().map(finding -> finding.code().code()).toList();
    }

    @Test
    void everybodyStandsInItWhomTheMapOrABindingOrTheSourceNames() {
        AccessReport report = devs().role("reader", reading("pods"))
                .bind("", "reader", new Subject.User("joe"), new Subject.Group("ops"), new Subject.Group("devs"),
                        new Subject.ServiceAccount("prod", "web"))
                .account("prod", "idle").report();

        assertThat(report.entries())
                .extracting(entry -> entry.somebody().kind().words() + " " + entry.somebody().name())
                .containsExactly("IAM role " + DEV, "cluster's creator whoever made the cluster",
                        "everybody system:authenticated", "Kubernetes user joe", "Kubernetes group ops",
                        "service account prod/idle", "service account prod/web");
    }

    @Test
    void anEntrySaysByWhichLineOfTheMapAndAsWhom() {
        ReportEntry dev = entry(devs().report(), DEV);

        assertThat(dev.somebody().rule().orElseThrow().place()).hasToString("aws-auth mapRoles:1");
        assertThat(dev.names()).containsExactly(new Subject.User("dev:{{SessionName}}"), new Subject.Group("devs"));
    }

    @Test
    void aSessionThatABindingNamesIsAnEntryWithThePowersOfItsWholeRule() {
        AccessReport report = devs().role("all", EVERYTHING).bind("", "all", new Subject.Group("devs"))
                .role("reader", reading("pods")).bind("prod", "reader", new Subject.User("dev:ana")).report();

        assertThat(report.entries().subList(0, 2)).allSatisfy(entry -> {
            assertThat(entry.powers()).hasSize(1).first().isInstanceOf(Power.Everything.class);
            assertThat(codes(entry)).containsExactly("R-ADMIN");
        });
        assertThat(report.entries().get(1).somebody().chosen()).hasValue("with a session named ana");
    }

    @Test
    void whoHasSeveralEntriesCountsOnce() {
        AccessReport report = devs().role("all", EVERYTHING).bind("", "all", new Subject.Group("devs"))
                .role("reader", reading("pods")).bind("prod", "reader", new Subject.User("dev:ana")).report();

        assertThat(report.count(entry -> entry.somebody().rule().isPresent())).isOne();
        assertThat(report.count(Power.Everything.class)).isEqualTo(2); // the role, and whoever made the cluster
    }

    @Test
    void whoReadsSecretsOfSomeNamespacesIsSaidToReadThose() {
        ReportEntry dev = entry(
                devs().role("keeper", reading("secrets")).bind("prod", "keeper", new Subject.Group("devs"))
                        .bind("dev", "keeper", new Subject.Group("devs")).report(),
                DEV);

        assertThat(dev.powers()).hasSize(1).first().isInstanceOfSatisfying(Power.ReadsSecrets.class,
                secrets -> assertThat(secrets.namespaces()).containsExactly("dev", "prod"));
    }

    @Test
    void whoReadsOneSecretByNameHasNoStrongPower() {
        PolicyRule named = new PolicyRule(List.of("get"), List.of(""), List.of("secrets"), List.of("tls"), List.of());

        assertThat(entry(devs().role("one", named).bind("", "one", new Subject.Group("devs")).report(), DEV).powers())
                .isEmpty();
    }

    @Test
    void whoCanGetToDoEverythingIsSaidToClimbByAWay() {
        ReportEntry dev = entry(devs().role("tokens",
                PolicyRule.resources(List.of("create"), List.of(""), List.of("serviceaccounts/token")))
                .bind("", "tokens", new Subject.Group("devs")).role("all", EVERYTHING)
                .bind("", "all", new Subject.ServiceAccount("prod", "root")).report(), DEV);

        assertThat(dev.powers()).hasSize(1).first().isInstanceOfSatisfying(Power.Climbs.class,
                climbs -> assertThat(climbs.ways()).hasSize(1));
        assertThat(codes(dev)).containsExactly("R-ESCALATION");
    }

    @ParameterizedTest
    @CsvSource({"CONFIG_MAP,1", "UNKNOWN,1", "API_AND_CONFIG_MAP,0", "API,0"})
    void theHiddenCreatorStandsInItWhereAwsAuthMayBeTheOnlyMap(AuthenticationMode mode, int creators) {
        assertThat(devs().mode(mode).report().entries())
                .filteredOn(entry -> entry.somebody() instanceof Somebody.Creator).hasSize(creators);
    }

    @ParameterizedTest
    @CsvSource({"CONFIG_MAP,0", "UNKNOWN,1", "API_AND_CONFIG_MAP,1", "API,1"})
    void whereAccessEntriesMayCountItIsSaidThatTheyWereNotLookedAt(AuthenticationMode mode, int sentences) {
        assertThat(devs().mode(mode).report().unseen()).filteredOn(words -> words.contains("access entries"))
                .hasSize(sentences);
    }

    @Test
    void aSectionThatIsNoYamlIsSaidToLetNobodyIn() {
        assertThat(devs().mapText("\tbroken").report().unseen())
                .anySatisfy(words -> assertThat(words).startsWith("The section mapRoles of aws-auth cannot be read"));
    }

    @Test
    void anEntryOfTheMapThatCountsForNothingIsCounted() {
        assertThat(devs().mapText("- {username: nobody}\n").report().unseen())
                .anySatisfy(
                        words -> assertThat(words).startsWith("1 entry of mapRoles in aws-auth cannot be understood"));
    }

    @Test
    void whatEverybodyHasStandsWithEverybodyAlone() {
        AccessReport report = devs().role("reader", reading("pods"))
                .bind("", "reader", new Subject.Group("system:authenticated")).report();

        assertThat(entry(report, DEV).grants()).isEmpty();
        assertThat(entry(report, "system:authenticated").grants()).hasSize(1);
    }

    @Test
    void aUsersArnUnderMapRolesIsAUser() {
        String arn = "arn:aws:iam::123456789012:user/ana";

        assertThat(entry(new ReportedWorld().mapping(arn, "ana", "devs").report(), arn).somebody().kind())
                .isEqualTo(Somebody.Kind.USER);
    }

    @Test
    void anEntryHasNoFindingsOfOthers() {
        AccessReport report = devs().mapping("arn:aws:iam::123456789012:role/ops", "ops", "system:masters").report();

        assertThat(entry(report, DEV).findings()).isEmpty();
        assertThat(report.findings()).extracting(AccessFinding::place).containsExactly("aws-auth mapRoles:2");
    }
}
