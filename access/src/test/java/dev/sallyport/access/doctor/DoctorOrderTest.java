package dev.sallyport.access.doctor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class DoctorOrderTest {

    private static final Observation NO_KUBECONFIG = Observation.fault(CheckCode.K_NO_KUBECONFIG, "there is none");
    private static final Observation KEYS = Observation.ok(Station.CREDENTIALS, "keys");
    private static final Observation DENIED = Observation.fault(CheckCode.C_DESCRIBE_DENIED, "not allowed");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @Test
    void whatKeepsAKubeconfigFromBeingWrittenComesBeforeIt() {
        assertThat(examine(NO_KUBECONFIG, KEYS, DENIED)).containsExactly(KEYS, DENIED, NO_KUBECONFIG);
    }

    @Test
    void aMissingKubeconfigThatCanBeWrittenStaysFirst() {
        assertThat(examine(NO_KUBECONFIG, KEYS)).containsExactly(NO_KUBECONFIG, KEYS);
    }

    @Test
    void otherFaultsKeepTheOrderOfTheWay() {
        Observation broken = Observation.fault(CheckCode.K_KUBECONFIG_BROKEN, "no YAML");

        assertThat(examine(broken, DENIED)).containsExactly(broken, DENIED);
    }

    @Test
    void whatSomebodyIsCalledIsHandedOnToBeHidden() {
        assertThat(new Doctor(List.of((place, known) -> new Check.Seen(known.with(Patient.DEV), List.of())))
                .examine(new Patient(home).place()).names()).contains("dev", "123456789012");
    }

    private List<Observation> examine(Observation... seen) {
        return new Doctor(List.of((place, known) -> new Check.Seen(known, List.of(seen))))
                .examine(new Patient(home).place()).observations();
    }
}
