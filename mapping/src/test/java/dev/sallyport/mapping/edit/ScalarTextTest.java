package dev.sallyport.mapping.edit;

import dev.sallyport.mapping.yaml.YamlNode;
import dev.sallyport.mapping.yaml.YamlText;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Text as a scalar, and back. */
class ScalarTextTest {

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> soups = Arbitraries.of("a", "on", " ", ":", "#", "-", "\n", "\t", "\"", "'", "\\", "{", "}",
                "[", "]", ",", "&", "*", "!", "|", ">", "%", "@", "`", "0", ".", "~", "null", "é", "\ud83d\ude00",
                "\u0085",
                "\u2028", "\ufeff", "\u0000", "=", "<<").list().ofMaxSize(6).map(parts -> String.join("", parts));
        return Arbitraries.oneOf(soups,
                Arbitraries.strings().ofMaxLength(20)
                        .filter(text -> text.chars().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF)));
    }

    private static Meaning onlyItem(String text) {
        assertThat(YamlText.read(text)).as(text).isInstanceOf(YamlText.Outcome.Tree.class);
        YamlNode root = ((YamlText.Outcome.Tree) YamlText.read(text)).root().orElseThrow();
        assertThat(root).isInstanceOfSatisfying(YamlNode.Sequence.class,
                list -> assertThat(list.items()).as(text).hasSize(1));
        return Meaning.of(((YamlNode.Sequence) root).items().getFirst());
    }

    @Property(tries = 2_000)
    void anyTextIsReadBackAsItIs(@ForAll("texts") String text) {
        Meaning meaning = new Meaning.Single("text", text);

        assertThat(onlyItem("- " + ScalarText.of(text, false) + " # c\n")).isEqualTo(meaning);
        assertThat(onlyItem("[" + ScalarText.of(text, true) + "]")).isEqualTo(meaning);
        for (String quote : new String[]{"'", "\"", "x"}) {
            assertThat(onlyItem("- " + ScalarText.like(quote, text, false) + "\n")).isEqualTo(meaning);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev", "system:node:{{EC2PrivateDNSName}}", "arn:aws:iam::123456789012:role/dev", "a b",
        "a#b"})
    void whatEveryReaderTakesForTextStaysPlain(String text) {
        assertThat(ScalarText.of(text, false)).isEqualTo(text);
    }

    /** PyYAML, SnakeYAML and others take some of these for numbers or times. */
    @ParameterizedTest
    @ValueSource(strings = {"on", "y", "0123", "012345678901", "12:30:45", "2020-01-01", "1e3", "~", "", "null", ".5",
        "a: b", "a #b", "trailing "})
    void whateverAnyReaderTakesForSomethingElseIsQuoted(String text) {
        assertThat(ScalarText.of(text, false)).isEqualTo('"' + text + '"');
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a]", "{{SessionName}}", "dev:{{SessionName}}"})
    void betweenBracketsTheirOwnSignsAreQuoted(String text) {
        assertThat(ScalarText.of(text, true)).isEqualTo('"' + text + '"');
    }
}
