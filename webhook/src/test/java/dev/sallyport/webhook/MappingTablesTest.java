package dev.sallyport.webhook;

import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.MappingResult;
import dev.sallyport.mapping.MappingSettings;
import dev.sallyport.mapping.PrivateDnsNames;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class MappingTablesTest {

    private static final CallerIdentity ALICE = CallerIdentity.of(Arn.parse("arn:aws:iam::123456789012:user/alice"),
            "123456789012", "AIDAALICE", "AKIA1");

    private final RulesInMemory first = new RulesInMemory("file");
    private final RulesInMemory second = new RulesInMemory("aws-auth");
    private final MappingTables tables = MappingTables.of(List.of(first, second),
            new MappingSettings(Set.of("999999999999"), java.util.Map.of()), PrivateDnsNames.NONE);

    @Test
    void theTableStaysTheSameUntilASourceChanges() {
        var before = tables.current();
        assertThat(tables.current()).isSameAs(before);

        second.user("alice", "alice");

        assertThat(tables.current()).isNotSameAs(before).isSameAs(tables.current());
    }

    @Test
    void theFirstSourceThatKnowsSomebodyDecides() {
        second.user("alice", "from-aws-auth");
        assertThat(username()).isEqualTo("from-aws-auth");

        first.user("alice", "from-file");

        assertThat(username()).isEqualTo("from-file");
    }

    @Test
    void aRuleTakenAwayIsGoneAtOnce() {
        first.user("alice", "alice");
        assertThat(tables.lookup(ALICE)).isInstanceOf(MappingResult.Mapped.class);

        first.clear();

        assertThat(tables.lookup(ALICE)).isInstanceOf(MappingResult.Unmapped.class);
    }

    @Test
    void itKnowsWhoseNamesAreNotToBeSaid() {
        assertThat(tables.isScrubbed("999999999999")).isTrue();
        assertThat(tables.isScrubbed("123456789012")).isFalse();
    }

    private String username() {
        return tables.lookup(ALICE) instanceof MappingResult.Mapped mapped ? mapped.user().username() : "nobody";
    }
}
