package dev.sallyport.cli.doctor;

import dev.sallyport.access.doctor.CheckCode;
import dev.sallyport.access.doctor.Cure;
import dev.sallyport.access.doctor.Cure.SafeFix;
import dev.sallyport.access.doctor.Diagnosis;
import dev.sallyport.access.doctor.Observation;
import dev.sallyport.cli.terminal.Terminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

final class DoctorFixTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path file = Path.of("");

    @BeforeEach
    void aFileWithTwoFaults() throws IOException {
        file = Files.writeString(folder.resolve("config"), "a: bad\ntoken: hush\nb: bad\n");
    }

    private DoctorFix fix(String answers, boolean yes, Optional<CheckCode> only) {
        return new DoctorFix(new Terminal(new ByteArrayInputStream(answers.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(), false, folder), yes, only);
    }

    /** A doctor that knows these two faults of this one file. */
    private Diagnosis examine() {
        try {
            String text = Files.readString(file);
            List<Observation> seen = new ArrayList<>();
            Map<String, CheckCode> keys = Map.of("a", CheckCode.X_V1ALPHA1, "b", CheckCode.X_ARGS);
            keys.keySet().stream().sorted().filter(key -> text.contains(key + ": bad")).forEach(key -> seen.add(
                    Observation.fault(keys.getOrDefault(key, CheckCode.X_ARGS), key, Cure.you("mend " + key, "true")
                            .with(new SafeFix(file, text, text.replace(key + ": bad", key + ": good"))))));
            return new Diagnosis(seen);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void eachChangeIsShownAndAskedAbout() throws IOException {
        Diagnosis left = fix("y\nn\n", false, Optional.empty()).mend(this::examine);

        assertThat(Files.readString(file)).isEqualTo("a: good\ntoken: hush\nb: bad\n");
        assertThat(left.first().flatMap(Observation::code)).contains(CheckCode.X_ARGS);
        assertThat(said()).contains("X-V1ALPHA1: mend a", "@@ line 1 @@\n-a: bad\n+a: good\nWrite this? [y/N]",
                "Wrote " + file, "@@ line 3 @@\n-b: bad\n+b: good");
    }

    @Test
    void whatWasDeclinedIsNotAskedAboutAgain() throws IOException {
        fix("n\ny\ny\n", false, Optional.empty()).mend(this::examine);

        assertThat(Files.readString(file)).isEqualTo("a: bad\ntoken: hush\nb: good\n");
        assertThat(said()).containsOnlyOnce("X-V1ALPHA1");
    }

    @Test
    void withYesNobodyIsAsked() throws IOException {
        Diagnosis left = fix("", true, Optional.empty()).mend(this::examine);

        assertThat(Files.readString(file)).isEqualTo("a: good\ntoken: hush\nb: good\n");
        assertThat(left.faults()).isEmpty();
        assertThat(said()).doesNotContain("[y/N]");
    }

    @Test
    void silenceIsANo() throws IOException {
        fix("", false, Optional.empty()).mend(this::examine);

        assertThat(Files.readString(file)).isEqualTo("a: bad\ntoken: hush\nb: bad\n");
    }

    @Test
    void onlyWhatWasAskedForIsMended() throws IOException {
        fix("", true, Optional.of(CheckCode.X_ARGS)).mend(this::examine);

        assertThat(Files.readString(file)).isEqualTo("a: bad\ntoken: hush\nb: good\n");
    }

    @Test
    void aFileThatChangedMeanwhileIsLeftAlone() throws IOException {
        Diagnosis before = examine();
        Files.writeString(file, "a: bad\nsomebody: else\n");

        Diagnosis left = fix("", true, Optional.empty()).mend(() -> before);

        assertThat(Files.readString(file)).isEqualTo("a: bad\nsomebody: else\n");
        assertThat(left.faults()).hasSize(2);
        assertThat(said()).contains("changed meanwhile");
    }

    @Test
    void aSecretInAChangedLineIsNotShown() {
        Diagnosis diagnosis = new Diagnosis(List.of(Observation.fault(CheckCode.K_OTHER_LOGIN, "", Cure.you("mend")
                .with(new SafeFix(file, "a: bad\ntoken: hush\nb: bad\n", "a: bad\nb: bad\n")))));

        fix("n\n", false, Optional.empty()).mend(() -> diagnosis);

        assertThat(said()).contains("-token: ····").doesNotContain("hush");
    }

    @Test
    void whereNothingIsSafeThatIsSaid() {
        fix("", true, Optional.empty()).mend(() -> new Diagnosis(List.of()));

        assertThat(said()).isEqualTo("There is nothing that --fix may change.\n");
        assertThat(out.size()).isZero();
    }
}
