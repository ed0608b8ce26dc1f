package dev.sallyport.conformance.doctor;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

import java.util.stream.Stream;

/**
 * Every planted fault is named first, and mended where a command can mend it; in no healthy set-up is anything reported.
 */
@Tag("long")
final class EveryPlantedFaultTest {

    @TestFactory
    Stream<DynamicTest> everyPlantedFaultIsNamedFirstAndMendedWhereACommandCan() {
        return all("faults");
    }

    @TestFactory
    Stream<DynamicTest> inAHealthySetUpNothingIsReported() {
        return all("healthy");
    }

    private static Stream<DynamicTest> all(String folder) {
        return FaultLanes.tests(PlantedFault.in(folder));
    }
}
