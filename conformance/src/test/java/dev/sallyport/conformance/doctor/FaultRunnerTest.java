package dev.sallyport.conformance.doctor;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The runner of the scripts says no where it should: who only ever hears yes has tested nothing. */
@Tag("long")
@TestInstance(Lifecycle.PER_CLASS)
final class FaultRunnerTest {

    private @Nullable FaultStage opened;

    @BeforeAll
    void open() {
        opened = FaultStage.open();
    }

    @AfterAll
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void aScriptThatPlantsNothingFails() throws IOException {
        run("nothing", "M-NOT-MAPPED", "plant() { :; }").fails(
                "the proof succeeds although the fault is planted");
    }

    @Test
    void aProofThatFailsFromTheBeginningFails() throws IOException {
        run("hopeless", "M-NOT-MAPPED", "plant() { unmap; }\nproof() { false; }").fails(
                "the proof fails already before anything was planted");
    }

    @Test
    void anotherCodeThanTheOneThatIsPromisedFails() throws IOException {
        run("other", "K-NO-KUBECTL", "plant() { rm \"$HOME/.kube/config\"; }").fails("first: K-NO-KUBECONFIG");
    }

    private Outcome run(String name, String code, String functions) throws IOException {
        FaultStage stage = Objects.requireNonNull(opened);
        Path script = Files.writeString(stage.folder("faults").resolve(name + ".sh"),
                "# code: " + code + "\n# remedy: yes\n# by: self\n" + functions + "\n");
        return sentence -> stage.run(script).exits(1).prints(sentence);
    }

    private interface Outcome {
        void fails(String sentence);
    }
}
