package dev.sallyport.sandbox.kubernetes.store;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.errors.ApiError;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ObjectStoreTest {

    private static final Kind CONFIG_MAPS = KindRegistry.standard().byPath("", "v1", "configmaps").orElseThrow();

    /** One write: what is there is replaced or deleted, what is not is created. */
    record Step(String namespace, String name, boolean delete, int value) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(Arbitraries.of("a", "a-b", "b"), Arbitraries.of("x", "y"),
                Arbitraries.of(true, false, false), Arbitraries.integers().between(0, 9)).as(Step::new).list()
                .ofMaxSize(25);
    }

    private static ObjectNode object(Step step) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putObject("metadata").put("namespace", step.namespace()).put("name", step.name());
        return object.put("value", step.value());
    }

    private static void take(ObjectStore store, Step step) {
        ObjectNode object = object(step);
        boolean there = store.get(CONFIG_MAPS, step.namespace(), step.name()).isPresent();
        if (!there && !step.delete()) {
            store.create(CONFIG_MAPS, object);
        } else if (there && step.delete()) {
            store.delete(CONFIG_MAPS, object);
        } else if (there) {
            store.replace(CONFIG_MAPS, object);
        }
    }

    @Property(tries = 200)
    void whoFollowsEveryChangeKnowsWhatIsThere(@ForAll("steps") List<Step> steps, @ForAll("steps") List<Step> more) {
        ObjectStore store = new ObjectStore(1_000);
        steps.forEach(step -> take(store, step));
        Map<String, ObjectNode> known = new TreeMap<>();
        Listing start = store.list(CONFIG_MAPS, "");
        start.items().forEach(object -> known.put(key(object), object));

        store.watch(CONFIG_MAPS, "", start.version(), change -> {
            if (change.type() == Change.Type.DELETED) {
                known.remove(key(change.object()));
            } else {
                known.put(key(change.object()), change.object());
            }
        });
        more.forEach(step -> take(store, step));

        assertThat(known.values()).containsExactlyElementsOf(store.list(CONFIG_MAPS, "").items());
    }

    @Property(tries = 200)
    void thePastIsWhatItWas(@ForAll("steps") List<Step> steps, @ForAll("steps") List<Step> more) {
        ObjectStore store = new ObjectStore(1_000);
        steps.forEach(step -> take(store, step));
        Listing then = store.list(CONFIG_MAPS, "a");

        more.forEach(step -> take(store, step));

        assertThat(store.listAt(CONFIG_MAPS, "a", then.version())).isEqualTo(then);
    }

    @Property(tries = 100)
    void everyChangeHasAHigherVersionThanTheOneBefore(@ForAll("steps") List<Step> steps) {
        ObjectStore store = new ObjectStore(1_000);
        List<Long> versions = new ArrayList<>();
        store.watch(CONFIG_MAPS, "", store.version(), change -> versions.add(change.version()));

        steps.forEach(step -> take(store, step));

        assertThat(versions).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aWatchOfANamespaceHearsNothingOfOthersWhoseNameBeginsLikeIt() {
        ObjectStore store = new ObjectStore(10);
        List<String> heard = new ArrayList<>();
        store.watch(CONFIG_MAPS, "a", store.version(), change -> heard.add(key(change.object())));

        take(store, new Step("a-b", "x", false, 1));
        take(store, new Step("a", "x", false, 1));

        assertThat(heard).containsExactly("a/x");
        assertThat(store.list(CONFIG_MAPS, "a").items()).hasSize(1);
    }

    @Test
    void whatLiesTooFarBackIsGone() {
        ObjectStore store = new ObjectStore(2);
        long start = store.version();
        for (int i = 0; i < 4; i++) {
            take(store, new Step("a", "x", false, i));
        }

        assertThatThrownBy(() -> store.watch(CONFIG_MAPS, "", start, _ -> {})).isInstanceOfSatisfying(ApiError.class,
                error -> {
                    assertThat(error.code()).isEqualTo(410);
                    assertThat(error.message()).startsWith("too old resource version: " + start);
                });
        assertThatThrownBy(() -> store.listAt(CONFIG_MAPS, "", start)).isInstanceOf(ApiError.class);
    }

    @Test
    void aClosedWatchHearsNothing() {
        ObjectStore store = new ObjectStore(10);
        List<Change> heard = new ArrayList<>();

        store.watch(CONFIG_MAPS, "", store.version(), heard::add).close();
        take(store, new Step("a", "x", false, 1));

        assertThat(heard).isEmpty();
    }

    private static String key(ObjectNode object) {
        return Metadata.namespace(object) + "/" + Metadata.name(object);
    }
}
