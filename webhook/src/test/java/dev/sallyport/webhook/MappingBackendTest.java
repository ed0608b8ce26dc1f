package dev.sallyport.webhook;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MappingBackendTest {

    private static final Path FILE = Path.of("/etc/map.yaml");

    @Test
    void theReferencesModesAreReadInOrder() {
        assertThat(MappingBackend.parse("MountedFile,EKSConfigMap,CRD", List.of(FILE))).containsExactly(
                new MappingBackend.MountedFile(FILE), new MappingBackend.EksConfigMap(),
                new MappingBackend.CustomResources());
        assertThat(MappingBackend.parse("crd, configmap", List.of())).containsExactly(
                new MappingBackend.CustomResources(), new MappingBackend.EksConfigMap());
    }

    @Test
    void whatCannotBeMeantIsSaid() {
        assertThatThrownBy(() -> MappingBackend.parse("EKSConfigmaps", List.of()))
                .hasMessage("\"EKSConfigmaps\" is no backend mode; there are MountedFile, EKSConfigMap and CRD");
        assertThatThrownBy(() -> MappingBackend.parse("", List.of())).hasMessageContaining("is no backend mode");
        assertThatThrownBy(() -> MappingBackend.parse("MountedFile", List.of())).hasMessageContaining("needs the file");
        assertThatThrownBy(() -> MappingBackend.parse("CRD,CRD", List.of())).hasMessageContaining("named twice");
        assertThatThrownBy(() -> MappingBackend.parse("CRD", List.of(FILE))).hasMessageContaining("/etc/map.yaml");
    }
}
