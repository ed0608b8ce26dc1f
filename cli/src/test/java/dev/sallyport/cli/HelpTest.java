package dev.sallyport.cli;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every command explains itself: what it does, how it is typed, and within 100 columns. */
class HelpTest {

    @TestFactory
    Stream<DynamicTest> everyCommandHasADescriptionAndExamplesInAHundredColumns() {
        ByteArrayOutputStream nowhere = new ByteArrayOutputStream();
        CommandLine root = Sallyport.wholeTree(CommandInProcess.terminal("", nowhere, nowhere, Map.of()));
        return all(root).map(command -> DynamicTest.dynamicTest(command.getCommandSpec().qualifiedName(),
                () -> explains(command)));
    }

    @Test
    void aListOfCommandsSaysWhatEachIsFor() {
        assertThat(CommandInProcess.command().run("--help").out())
                .containsPattern("token +make a token for kubectl").containsPattern("sandbox +run a local AWS");
        assertThat(CommandInProcess.command().run("kubeconfig", "--help").out())
                .containsPattern("view +show where each context leads");
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::all));
    }

    private static void explains(CommandLine command) {
        String help = command.getUsageMessage();

        assertThat(String.join("", command.getCommandSpec().usageMessage().description())).isNotBlank();
        assertThat(help).contains("Examples:").containsPattern("\n  (sallyport|eval|source|aws|kubectl)");
        assertThat(help.lines()).allMatch(line -> line.length() <= 100);
    }
}
