package dev.sallyport.access.minimize;

import dev.sallyport.cluster.snapshot.ClusterSnapshot;
import dev.sallyport.cluster.snapshot.ManifestOutcome;
import dev.sallyport.cluster.snapshot.ManifestText;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The text that kubectl gets, and the names in it. */
class RoleTextTest {

    @Property(tries = 300)
    void whatIsReadBackIsWhatWasWritten(@ForAll("words") String one, @ForAll("words") String other) {
        RbacSnapshot snapshot = new RbacSnapshot(
                List.of(new Role("", "r", List.of(new PolicyRule(List.of("get"), List.of(""), List.of("pods"),
                        List.of(one, other), List.of()), PolicyRule.nonResources(List.of("get"), List.of("/" + one)))),
                        new Role("n", "r", List.of(PolicyRule.resources(List.of(other), List.of("apps"),
                                List.of(one, other, "and-so-on".repeat(20)))))),
                List.of(new Binding("n", "b", RoleRef.role("r"), List.of(new Subject.User(one),
                        new Subject.Group(other), new Subject.ServiceAccount("n", "vault")))));

        assertThat(ManifestText.read("text", RoleText.of(snapshot))).isInstanceOfSatisfying(ManifestOutcome.Read.class,
                read -> assertThat(ClusterSnapshot.of("", read.objects(), List.of()).rbac()).isEqualTo(snapshot));
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.oneOf(
                Arbitraries.of("no", "Y", "on", "007", "1e3", "~", "null", "0x1f", "1:30", "a:b", "a: b", "- a", "#x",
                        "system:node:ip-10-0-0-1", "*", "&a", "!t", "%", "@at", "`", "'", "\"", "\\", "é",
                        "\ud83d\ude00",
                        "line\nbreak", "\u0085", "\u2028", " blank ", "{", "[", ",", "=", "<<", "2026-11-26"),
                Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "Y", "on", "Null", "007", "a:b", "é", ""})
    void aWordThatSomeYamlReadsOtherwiseIsInQuotes(String word) {
        assertThat(RoleText.word(word)).startsWith("\"");
    }

    @ParameterizedTest
    @CsvSource({"ana,least-user-ana", "Ana,least-user-ana-[0-9a-f]{8}", "é,least-user-[0-9a-f]{8}",
        "system:serviceaccount:prod:vault,least-sa-prod-vault-[0-9a-f]{8}"})
    void aNameSaysWhoseItIs(String user, String name) {
        assertThat(RoleName.of(new LogSubject.User(user))).matches(name);
    }

    @Property(tries = 200)
    void everyNameIsValid(@ForAll String name) {
        assertThat(RoleName.isValid(RoleName.of(new LogSubject.Group(name)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a%b", "a b"})
    void aNameThatKubernetesRefusesIsNotValid(String name) {
        assertThat(RoleName.isValid(name)).isFalse();
    }
}
