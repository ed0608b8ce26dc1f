package dev.sallyport.aws;

import dev.sallyport.identity.JsonReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Generated texts, read by Python's parsers and by ours: the same sections, names, values and words, or both refuse. */
class SameFilesAsBotocoreTest {

    private static final int MANY = 1500;

    private static final String PEER = """
            import botocore.configloader, botocore.exceptions, json, shlex, sys
            for n in range(int(sys.argv[2])):
                name = '%s/%d' % (sys.argv[1], n)
                try:
                    print(json.dumps(botocore.configloader.raw_config_parse(name + '.ini', parse_subsections=False)))
                except botocore.exceptions.ConfigParseError:
                    print('0')
                try:
                    print(json.dumps(shlex.split(open(name + '.words').read())))
                except ValueError:
                    print('0')
            """;

    @TempDir
    Path folder;

    @Test
    void sectionsAndWordsAreTheSame() throws Exception {
        assumeTrue(AwsCli.isThere(), "SKIPPED: no AWS CLI that python3 can load; install it with: pip install awscli");
        Random random = new Random(20260701);
        for (int n = 0; n < MANY; n++) {
            Files.writeString(folder.resolve(n + ".ini"), ini(random));
            Files.writeString(folder.resolve(n + ".words"), words(random));
        }

        List<String> theirs = theirs();

        for (int n = 0; n < MANY; n++) {
            String ini = Files.readString(folder.resolve(n + ".ini"));
            Object read;
            try {
                read = IniText.parse(ini, "file", java.nio.file.Path.of("file"));
            } catch (AwsProblem problem) {
                read = 0.0;
            }
            assertThat(read).as(ini).isEqualTo(JsonReader.tryRead(theirs.get(2 * n)).orElseThrow());
            String text = Files.readString(folder.resolve(n + ".words"));
            Object split = ShellWords.split(text).<Object>map(list -> list).orElse(0.0);
            assertThat(split).as(text).isEqualTo(JsonReader.tryRead(theirs.get(2 * n + 1)).orElseThrow());
        }
    }

    private List<String> theirs() throws Exception {
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder("python3", "-c", PEER, folder.toString(), Integer.toString(MANY))
                .redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readAllLines(out);
    }

    private static String ini(Random random) {
        List<String> pieces = List.of("[default]", "[profile a]", "[b]", "[DEFAULT]", "[x] y]", "[]", "a = b", "A: c",
                "key=", "s3 =", "  inner = 1", "\tinner2 = 2", "# comment", "; comment", "  # indented comment",
                "value # with comment", "", "   ", "x = y ; z", "nonsense", "= z", "k = 'q'", "  [indented]", "u = é",
                "a = b = c", "a : b = c");
        List<String> lines = new ArrayList<>();
        if (random.nextInt(5) > 0) {
            lines.add("[default]");
        }
        for (int i = random.nextInt(7); i > 0; i--) {
            lines.add(pieces.get(random.nextInt(pieces.size())));
        }
        return String.join(random.nextInt(4) == 0 ? "\r\n" : "\n", lines);
    }

    private static String words(Random random) {
        StringBuilder words = new StringBuilder();
        String letters = "ab \t'\"\\#$é";
        for (int i = random.nextInt(12); i > 0; i--) {
            words.append(letters.charAt(random.nextInt(letters.length())));
        }
        return words.toString();
    }
}
