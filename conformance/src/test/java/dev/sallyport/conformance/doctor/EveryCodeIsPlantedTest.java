package dev.sallyport.conformance.doctor;

import dev.sallyport.access.doctor.CheckCode;
import dev.sallyport.conformance.Checkout;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Scripts, codes and the doctor's page fit together. */
final class EveryCodeIsPlantedTest {

    private static final List<PlantedFault> FAULTS = PlantedFault.in("faults");
    private static final List<PlantedFault> HEALTHY = PlantedFault.in("healthy");

    @Test
    void everyScriptSaysWhatItPlantsAndWhoMendsIt() {
        assertThat(FAULTS).allSatisfy(fault -> {
            assertThat(fault.header("code")).as(fault.name()).hasValueSatisfying(code -> assertThat(codes()).contains(
                    code));
            assertThat(fault.header("alike").stream().flatMap(alike -> Pattern.compile(" +").splitAsStream(alike)))
                    .as(fault.name()).isSubsetOf(codes());
            assertThat(fault.header("title")).as(fault.name()).isPresent();
            assertThat(fault.header("remedy").orElse("")).as(fault.name()).matches("yes|(none|elsewhere) .+");
            if (fault.header("remedy").orElse("").equals("yes")) {
                assertThat(fault.header("by").orElse("")).as(fault.name()).isIn("self", "administrator");
            }
        });
        assertThat(HEALTHY).allSatisfy(setUp -> {
            assertThat(setUp.header("title")).as(setUp.name()).isPresent();
            assertThat(setUp.text()).as(setUp.name()).doesNotContain("plant()");
        });
    }

    @Test
    void thereAreAtLeastSixtyFaultsAndTwentyHealthySetUps() {
        assertThat(FAULTS).hasSizeGreaterThanOrEqualTo(60);
        assertThat(HEALTHY).hasSizeGreaterThanOrEqualTo(20);
    }

    @Test
    void everyCodeHasASectionOfThePage() throws IOException {
        assertThat(Pattern.compile("(?m)^## ([A-Z]-[A-Z0-9-]+)$").matcher(page()).results()
                .map(section -> section.group(1)).collect(Collectors.toSet())).isEqualTo(codes());
    }

    @Test
    void everyCodeIsPlantedOrStandsInTheListOfThoseThatAreNot() throws IOException {
        Set<String> planted = FAULTS.stream().flatMap(fault -> fault.header("code").stream())
                .collect(Collectors.toSet());
        Set<String> said = Pattern.compile("(?m)^\\| `([A-Z]-[A-Z0-9-]+)` \\| .+ \\|$")
                .matcher(Files.readString(Checkout.root().resolve("conformance/faults/README.md"))).results()
                .map((MatchResult row) -> row.group(1)).collect(Collectors.toSet());

        assertThat(planted).doesNotContainAnyElementsOf(said);
        assertThat(Stream.concat(planted.stream(), said.stream()).collect(Collectors.toSet())).isEqualTo(codes());
    }

    private static Set<String> codes() {
        return Arrays.stream(CheckCode.values()).map(CheckCode::code).collect(Collectors.toSet());
    }

    private static String page() throws IOException {
        return Files.readString(Checkout.root().resolve("docs/doctor.md"));
    }
}
