package dev.sallyport.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.sallyport.sandbox.kubernetes.patch.Trees.json;
import static org.assertj.core.api.Assertions.assertThat;

class MergePatchTest {

    /** The table of RFC 7386, appendix A. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'a': 'b'}                 | {'a': 'c'}                          | {'a': 'c'}
            {'a': 'b'}                 | {'b': 'c'}                          | {'a': 'b', 'b': 'c'}
            {'a': 'b'}                 | {'a': null}                         | {}
            {'a': 'b', 'b': 'c'}       | {'a': null}                         | {'b': 'c'}
            {'a': ['b']}               | {'a': 'c'}                          | {'a': 'c'}
            {'a': 'c'}                 | {'a': ['b']}                        | {'a': ['b']}
            {'a': {'b': 'c'}}          | {'a': {'b': 'd', 'c': null}}        | {'a': {'b': 'd'}}
            {'a': [{'b': 'c'}]}        | {'a': [1]}                          | {'a': [1]}
            ['a', 'b']                 | ['c', 'd']                          | ['c', 'd']
            {'a': 'b'}                 | ['c']                               | ['c']
            {'e': null}                | {'a': 1}                            | {'e': null, 'a': 1}
            [1, 2]                     | {'a': 'b', 'c': null}               | {'a': 'b'}
            {}                         | {'a': {'bb': {'ccc': null}}}        | {'a': {'bb': {}}}
            """)
    void mergesAsTheStandardSays(String target, String patch, String expected) {
        assertThat(MergePatch.apply(json(target), json(patch))).isEqualTo(json(expected));
    }

    @Provide
    Arbitrary<ObjectNode> objects() {
        return Trees.objects();
    }

    @Property(tries = 300)
    void appliedTwiceIsAppliedOnce(@ForAll("objects") ObjectNode target, @ForAll("objects") ObjectNode patch) {
        var once = MergePatch.apply(target, patch);

        assertThat(MergePatch.apply(once, patch)).isEqualTo(once);
    }

    @Property(tries = 300)
    void anObjectLaidOverNothingIsItself(@ForAll("objects") ObjectNode object) {
        assertThat(MergePatch.apply(JsonNodeFactory.instance.objectNode(), object)).isEqualTo(object);
    }
}
