package dev.sallyport.cluster.review;

import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.RoleRef;
import dev.sallyport.rbac.Subject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

final class MapDifferenceTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "order of entries and groups | user a a x,y; user b b | user b b; user a a y,x | ''",
        "a double that loses         | user a a x             | user a old y; user a a x | ''",
        "somebody comes in           | user a a               | user a a; user b b     | b COMES_IN gains",
        "somebody goes out           | user a a; user b b     | user a a               | b GOES_OUT loses",
        "a group comes               | user a a x             | user a a x,y           | a BECOMES gains",
        "a group goes                | user a a x,y           | user a a x             | a BECOMES loses",
        "another name                | user a a x             | user a b x             | a BECOMES gains loses",
    })
    void betweenTwoMaps(String what, String before, String after, String expected) {
        String found = String.join("; ", MapDifference.between(Maps.map(before), Maps.map(after)).stream()
                .map(change -> change.subject().replaceFirst(".*/", "") + " " + change.kind()
                        + (change.gains() ? " gains" : "") + (change.loses() ? " loses" : ""))
                .toList());

        assertThat(found).as(what).isEqualTo(expected);
    }

    @Test
    void anAccountLetsEverybodyInWhomNoRuleNames() {
        MapReading map = MapReading.of(Maps.map("user a a; account 123456789012"));

        assertThat(map.lettingIn(new dev.sallyport.identity.CanonicalArn(Maps.user("b")))).get()
                .extracting(rule -> rule.place().section()).isEqualTo("mapAccounts");
        assertThat(map.lettingIn(new dev.sallyport.identity.CanonicalArn(Maps.user("a")))).get()
                .extracting(MappingRule::username).isEqualTo("a");
    }

    @ParameterizedTest(name = "{0} may {1}")
    @CsvSource(delimiter = '|', value = {
        "user a a system:masters | admin", "user a a ops | admin", "role n x system:nodes | nodes",
        "user a a devs | edit", "user a a readers | view", "user viewer viewer | view", "user a a nobody | nothing",
        "account 111122223333 | nothing",
    })
    void whatARuleMayInAWord(String entry, String word) {
        PolicyRule all = PolicyRule.resources(List.of("*"), List.of("*"), List.of("*"));
        PolicyRule reading = PolicyRule.resources(List.of("get", "list"), List.of(""), List.of("pods"));
        Powers powers = Powers.over(new RbacSnapshot(
                List.of(new Role("", "all", List.of(all)), new Role("", "read", List.of(reading))),
                List.of(new Binding("", "ops", RoleRef.clusterRole("all"), List.of(new Subject.Group("ops"))),
                        new Binding("dev", "devs", RoleRef.clusterRole("all"), List.of(new Subject.Group("devs"))),
                        new Binding("", "read", RoleRef.clusterRole("read"),
                                List.of(new Subject.Group("readers"), new Subject.User("viewer"))))));

        assertThat(powers.of(MapReading.of(Maps.map(entry)).rules().getFirst()).word()).isEqualTo(word);
    }
}
