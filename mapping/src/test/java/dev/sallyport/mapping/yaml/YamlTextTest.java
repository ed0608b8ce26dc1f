package dev.sallyport.mapping.yaml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Where the reference's YAML differs from what one would expect. The rest is covered by the readings' tests. */
class YamlTextTest {

    private static String shown(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> scalar.value();
            case YamlNode.Sequence list -> list.items().stream().map(YamlTextTest::shown).toList().toString();
            case YamlNode.Mapping map -> map.pairs().stream()
                    .map(pair -> shown(pair.key()) + "=" + shown(pair.value())).toList().toString();
            case YamlNode.Alias alias -> "*" + alias.name();
        };
    }

    private static String read(String text) {
        return switch (YamlText.read(text)) {
            case YamlText.Outcome.Tree tree -> tree.root().map(YamlTextTest::shown).orElse("nothing");
            case YamlText.Outcome.Broken broken ->
                "broken at " + broken.spot().line() + ":" + broken.spot().column() + ": " + broken.problem();
        };
    }

    static Stream<Arguments> readable() {
        return Stream.of(
                arguments("a:\tb", "[a=b]"),
                arguments("a: b\t# c", "[a=b]"),
                arguments("[a,b]", "[a, b]"),
                arguments("[a:b]", "[a:b]"),
                arguments("[a: b]", "[[a=b]]"),
                arguments("{a:b}", "[a:b=]"),
                arguments("{a, b: c}", "[a=, b=c]"),
                arguments("a: b#c", "[a=b#c]"),
                arguments("a: 'b'#c", "[a=b]"),
                arguments("a: b\n c", "[a=b c]"),
                arguments("a: b\n\n c", "[a=b\nc]"),
                arguments("'a''b'", "a'b"),
                arguments("\"a\\\n  b\"", "ab"),
                arguments("\"a\n  b\"", "a b"),
                arguments("\"\\x41\\u00e9\\N\"", "A\u00e9\u0085"),
                arguments("- a\n-\n- b", "[a, , b]"),
                arguments("k:\n- a\nl: b", "[k=[a], l=b]"),
                arguments("? a\n: b", "[a=b]"),
                arguments("a\u0085b", "a b"),
                arguments("a\u2028b", "a\u2028b"),
                arguments("a: &x [*x]", "[a=[*x]]"),
                arguments("a: {{b}}", "[a=[[b=]=]]"),
                arguments("|\n a\n  b\n", "a\n b\n"),
                arguments(">\n a\n b\n\n c\n", "a b\nc\n"),
                arguments("|-\n a\n", "a"),
                arguments("|+\n a\n\n", "a\n\n"),
                arguments("|2\n   a\n", " a\n"),
                arguments("---\na\n...\nb", "a"),
                arguments("a: -b", "[a=-b]"),
                arguments("a: ?b", "[a=?b]"),
                arguments("a: :b", "[a=:b]"),
                arguments("a: b, c", "[a=b, c]"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void isRead(String text, String tree) {
        assertThat(read(text)).isEqualTo(tree);
    }

    static Stream<Arguments> broken() {
        return Stream.of(
                arguments("a: b\n\tc: d", "2:1: found a tab in the indentation"),
                arguments("- a\n\t- b", "2:1: found a tab in the indentation"),
                arguments("a:\n\t- b", "2:1: found a tab where only spaces may stand"),
                arguments("a: b: c", "1:5: found a second colon; quote the value, or begin a new line"),
                arguments("a: - b", "1:4: found a list's dash where none may stand"),
                arguments("a: b\n c: d", "2:3: found a second colon; quote the value, or begin a new line"),
                arguments("- a\nb: c", "2:1: a list's dash, or the right indentation, is missing before this"),
                arguments("a: b\nc", "2:1: no colon follows where a key is expected"),
                arguments("a: %b", "1:4: found \"%\", which cannot begin anything here; quote it"),
                arguments("a: [b", "2:1: a comma or ] is missing before this"),
                arguments("a: 'b", "1:4: this quote is never closed"),
                arguments("a: *b", "1:4: found the alias *b without an anchor; quote it if it is text"),
                arguments("a: !x!y b", "1:4: found the tag handle !x!, which nothing defines"),
                arguments("{a:[b]}", "1:4: a comma or } is missing before this"),
                arguments("%YAML 1.2\n---\na",
                        "1:1: found a YAML directive for another version than 1.1, or a second one; take it out"),
                arguments("a: \"\\q\"",
                        "1:5: found an unknown escape \\q; double the backslash, or use single quotes"));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void saysWhereItBreaks(String text, String problem) {
        assertThat(read(text)).isEqualTo("broken at " + problem);
    }

    @Test
    void aKeyMayBe1024CharactersLong() {
        assertThat(read("k".repeat(1024) + ": v")).startsWith("[kkk");
        assertThat(read("k".repeat(1025) + ": v")).startsWith("broken at 1:");
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void nestingIsBounded() throws Exception {
        String brackets = "[".repeat(100_000);
        String dashes = "- ".repeat(50_000);
        StringBuilder indented = new StringBuilder();
        for (int i = 0; i < 700; i++) {
            indented.append(" ".repeat(i)).append("a:\n");
        }
        List<String> texts = List.of(brackets, dashes, indented.toString());

        assertThat(onSmallStack(() -> texts.stream().map(YamlTextTest::read).toList()))
                .allSatisfy(result -> assertThat(result).contains("nested more than 100 deep"));
    }

    private static <T> T onSmallStack(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        new Thread(null, task, "small stack", 512 << 10).start();
        return task.get();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void aliasesThatMultiplyAreGivenUp() {
        StringBuilder text = new StringBuilder("- &a0 [x]\n");
        for (int i = 1; i < 30; i++) {
            text.append("- &a").append(i).append(" [*a").append(i - 1).append(", *a").append(i - 1).append("]\n");
        }

        assertThat(evaluate(text.toString())).isEqualTo("its aliases multiply without end");
    }

    @Test
    void aliasesThatPileUpAreGivenUp() throws Exception {
        StringBuilder lists = new StringBuilder("- &a0 [x]\n");
        StringBuilder merges = new StringBuilder("- &a0 {x: y}\n");
        for (int i = 1; i < 2_000; i++) {
            lists.append("- &a").append(i).append(" [*a").append(i - 1).append("]\n");
            merges.append("- &a").append(i).append(" {<<: *a").append(i - 1).append("}\n");
        }

        assertThat(onSmallStack(() -> evaluateLast(lists.toString()))).isEqualTo("aliases nest it more than 400 deep");
        assertThat(onSmallStack(() -> evaluateLast(merges.toString()))).isEqualTo("aliases nest it more than 400 deep");
    }

    private static YamlNode root(String text) {
        return ((YamlText.Outcome.Tree) YamlText.read(text)).root().orElseThrow();
    }

    /** After so many plain steps that the aliases' share stays small. */
    private static String evaluateLast(String text) {
        YamlEvaluation evaluation = new YamlEvaluation();
        evaluate(evaluation, root("[" + "x, ".repeat(5_000) + "]"));
        return evaluate(evaluation, ((YamlNode.Sequence) root(text)).items().getLast());
    }

    private static String evaluate(String text) {
        return evaluate(new YamlEvaluation(), root(text));
    }

    private static String evaluate(YamlEvaluation evaluation, YamlNode node) {
        try {
            evaluation.evaluate(node);
            return "fine";
        } catch (YamlFault.Found e) {
            return e.fault().problem();
        }
    }
}
