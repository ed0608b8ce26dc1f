package dev.sallyport.mapping.repair;

import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

/** What people do to a map with an editor, and what becomes of it. */
class MapRepairTest {

    private static final String GOOD = """
            # nodes
            - rolearn: arn:aws:iam::123456789012:role/eks-node
              username: system:node:{{EC2PrivateDNSName}}
              groups:
              - system:bootstrappers
              - system:nodes
            # people
            - rolearn: arn:aws:iam::123456789012:role/dev
              username: "dev:{{SessionName}}"
              groups: [developers, viewers]
            - rolearn: arn:aws:iam::123456789012:role/ops
              username: 'ops'
              groups:
              - operators
            """;

    private static AwsAuth map(String roles) {
        return AwsAuth.parse(Map.of("mapRoles", roles));
    }

    private static List<MappingRule> rules(AwsAuth map) {
        return map.referenceReading().rules();
    }

    private static RepairOutcome.Repaired repaired(AwsAuth map, List<MappingRule> known) {
        RepairOutcome outcome = MapRepair.of(map, known);
        assertThat(outcome).isInstanceOf(RepairOutcome.Repaired.class);
        return (RepairOutcome.Repaired) outcome;
    }

    @ParameterizedTest(name = "{0} becomes {1}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '`', value = {
        "  username: system|\tusername: system|1", "  groups:~  - system:b|  groups:~\t- system:b|1",
        "  username: system|     username: system|1", "  username: system| username: system|1",
        "- rolearn: arn:aws:iam::123456789012:role/dev| - rolearn: arn:aws:iam::123456789012:role/dev|1",
        "\"dev:{{SessionName}}\"|\"dev:{{SessionName}}|1", "\"dev:{{SessionName}}\"|dev:{{SessionName}}\"|0",
        "'ops'|'ops|1", "  - system:nodes|  -\tsystem:nodes:|0", "[developers, viewers]|[developers, viewers|1",
        "- rolearn: arn:aws:iam::123456789012:role/ops|-rolearn: arn:aws:iam::123456789012:role/ops|1",
        "  username: 'ops'|  username:'ops'|1", "  username: 'ops'|  username 'ops'|1",
        "  username: 'ops'|  username: @ops|0", "  username: 'ops'|\u00a0 username: 'ops'|1"})
    void oneLineIsMendedAndTheRestStays(String good, String bad, int exact) {
        String broken = GOOD.replace(good.replace('~', '\n'), bad.replace('~', '\n'));
        assertThat(broken).isNotEqualTo(GOOD);
        AwsAuth map = map(broken);

        RepairOutcome outcome = MapRepair.of(map, rules(map(GOOD)));

        if (map.unreadableSections().isEmpty()) {
            assertThat(outcome).isInstanceOf(RepairOutcome.Whole.class); // readable, whatever it says
            return;
        }
        assertThat(outcome).isInstanceOfSatisfying(RepairOutcome.Repaired.class, found -> {
            assertThat(found.after().unreadableSections()).isEmpty();
            assertThat(found.changes()).singleElement()
                    .satisfies(change -> assertThat(change.after()).hasSize(1));
            if (exact == 1) {
                assertThat(found.doubts()).isEmpty();
                assertThat(found.after().referenceReading().rules()).isEqualTo(rules(map(GOOD)));
            }
        });
    }

    @Test
    void tabsInEveryLineBecomeTheIndentationThatNeighboursHave() {
        String broken = GOOD.replace("  username", "\tusername").replace("  groups", "\tgroups")
                .replace("  - ", "\t- ");

        RepairOutcome.Repaired repaired = repaired(map(broken), List.of());

        assertThat(rules(repaired.after())).isEqualTo(rules(map(GOOD)));
    }

    /** Every changed line is needed, and each try to do without reads the whole text. */
    @Test
    void aLargeMapFullOfTabsIsRepairedWithoutReadingForEver() {
        StringBuilder broken = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            broken.append("- rolearn: arn:aws:iam::123456789012:role/team-").append(i).append("\n\tusername: team-")
                    .append(i).append("\n\tgroups: [developers, viewers]\n");
        }
        AtomicLong read = new AtomicLong();

        RepairOutcome outcome = MapRepair.of(map(broken.toString()), List.of(), read::addAndGet);

        assertThat(outcome).isInstanceOfSatisfying(RepairOutcome.Repaired.class,
                found -> assertThat(rules(found.after())).hasSize(1_000));
        assertThat(read).hasValueLessThan(80_000_000); // characters
    }

    @Test
    void severalFaultsAreMendedTogether() {
        String broken = GOOD.replace("'ops'", "'ops").replace("[developers, viewers]", "[developers, viewers")
                .replace("  username: system", "   username: system");

        RepairOutcome.Repaired repaired = repaired(map(broken), rules(map(GOOD)));

        assertThat(rules(repaired.after())).isEqualTo(rules(map(GOOD)));
        assertThat(repaired.changes()).hasSize(3);
    }

    @Test
    void anEntryWithoutItsDashGetsItBack() {
        String broken = """
                rolearn: arn:aws:iam::123456789012:role/dev
                username: dev
                """;

        assertThat(rules(repaired(map(broken), List.of()).after())).extracting(MappingRule::username)
                .containsExactly("dev");
    }

    @Test
    void aFileThatIsNoYamlIsMendedInItsOwnLines() {
        String file = """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: aws-auth
                  namespace: kube-system
                data:
                  mapRoles: |
                    - rolearn: arn:aws:iam::123456789012:role/dev
                \t  username: dev
                  mapUsers: |
                    - userarn: arn:aws:iam::123456789012:user/ada
                      username: ada
                """;

        RepairOutcome.Repaired repaired = repaired(AwsAuth.parseManifest("f", file), List.of());

        assertThat(repaired.after().manifest()).contains(file.replace("\t  username", "      username"));
    }

    @Test
    void theOtherSectionStaysAsItIsByteForByte() {
        String users = "-   {userarn: arn:aws:iam::123456789012:user/ada, username: ada}  # as it is\r\n";
        AwsAuth map = AwsAuth.parse(Map.of("mapRoles", "- rolearn: arn:aws:iam::123456789012:role/dev\n\tusername: d\n",
                "mapUsers", users));

        assertThat(repaired(map, List.of()).after().data()).containsEntry("mapUsers", users);
    }

    @Test
    void aMapThatCanBeReadIsWhole() {
        assertThat(MapRepair.of(map(GOOD))).isInstanceOf(RepairOutcome.Whole.class);
    }

    @Test
    void anotherKindOfObjectCannotBeRepaired() {
        assertThat(MapRepair.of(AwsAuth.parseManifest("f", "kind: Secret\n")))
                .isInstanceOfSatisfying(RepairOutcome.Impossible.class,
                        impossible -> assertThat(impossible.fault().code()).isEqualTo("A-FILE"));
    }

    @Test
    void whatIsKnownDecidesBetweenRepairsThatCanBothBeRead() {
        String broken = """
                - rolearn: arn:aws:iam::123456789012:role/dev
                  username: "dev
                  groups: [developers]
                """;
        List<MappingRule> known = rules(map(broken.replace("\"dev", "dev")));

        RepairOutcome.Repaired repaired = repaired(map(broken), known);

        assertThat(repaired.doubts()).isEmpty();
        assertThat(rules(repaired.after())).isEqualTo(known);
    }

    @Test
    void anEntryThatWouldSaySomethingElseIsADoubt() {
        AwsAuth map = map("- rolearn: arn:aws:iam::123456789012:role/dev\n\tusername: dev\n");
        List<MappingRule> known = rules(map("- rolearn: arn:aws:iam::123456789012:role/dev\n  username: other\n"));

        assertThat(repaired(map, known).doubts()).singleElement().asString().isEqualTo(
                "The entry of \"arn:aws:iam::123456789012:role/dev\" was \"other\" [] and would be \"dev\" [].");
    }
}
