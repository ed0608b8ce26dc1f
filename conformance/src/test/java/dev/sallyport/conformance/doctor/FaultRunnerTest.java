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

    @Test
    void aRemedyThatDoesNotMendFails() throws IOException {
        run("unmended", "K-NO-CONTEXT", "plant() { kubectl config unset current-context; touch \"$HOME/planted\"; }\n"
                + "proof() { [ ! -e \"$HOME/planted\" ] && kubectl get configmaps; }").fails(
                        "the proof still fails after the remedy");
    }

    @Test
    void aPrintedCommandFailsWhereNoneIsPromised() throws IOException {
        script("faults/printed", "# code: K-NO-CONTEXT\n# remedy: none because\n"
                + "plant() { kubectl config unset current-context; }").fails("doctor prints a command: kubectl config");
    }

    @Test
    void noPrintedCommandFailsWhereOneIsPromised() throws IOException {
        script("faults/unprinted", "# code: N-REFUSED\n# remedy: elsewhere because\n"
                + "plant() { cluster_at \"https://127.0.0.1:$(closed_port)\"; }").fails("doctor prints no command");
    }

    @Test
    void aHealthySetUpInWhichSomethingIsReportedFails() throws IOException {
        script("healthy/ill", "# title: doctor is shown a kubeconfig that is not there\n# doctor: --kubeconfig gone\n")
                .fails("doctor reports: K-KUBECONFIG-MISSING");
    }

    private Outcome run(String name, String code, String functions) throws IOException {
        return script("faults/" + name, "# code: " + code + "\n# remedy: yes\n# by: self\n" + functions);
    }

    private Outcome script(String name, String text) throws IOException {
        FaultStage stage = Objects.requireNonNull(opened);
        int slash = name.indexOf('/'); // the runner goes by the folder's name
        Path script = Files.writeString(
                stage.folder(name.substring(0, slash)).resolve(name.substring(slash + 1) + ".sh"), text + "\n");
        return sentence -> stage.run(script).exits(1).prints(sentence);
    }

    private interface Outcome {
        void fails(String sentence);
    }
}
