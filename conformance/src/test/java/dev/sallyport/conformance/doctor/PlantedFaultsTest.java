package dev.sallyport.conformance.doctor;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ten planted faults, from each stretch of the way; {@link EveryPlantedFaultTest} has them all. In each the real kubectl
 * or AWS CLI fails, doctor names the fault first, and what it prints mends it, where a command can.
 */
final class PlantedFaultsTest {

    private static final List<String> TEN = List.of("kubeconfig-unknown-context", "exec-version-1alpha1",
            "credentials-env-wins", "credentials-half-key", "clock-behind", "cluster-authority-old",
            "network-nobody-listens", "token-old", "mapping-not-mapped", "access-denied");

    @TestFactory
    Stream<DynamicTest> tenPlantedFaultsAreNamedFirstAndMendedWhereACommandCan() {
        List<PlantedFault> chosen = PlantedFault.in("faults").stream().filter(fault -> TEN.contains(fault.name()))
                .toList();
        assertThat(chosen).hasSize(TEN.size());
        return FaultLanes.tests(chosen);
    }
}
