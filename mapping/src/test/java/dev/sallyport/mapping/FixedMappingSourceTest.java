package dev.sallyport.mapping;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class FixedMappingSourceTest extends MappingSourceContract {

    @Override
    protected Medium medium() {
        return new Medium() {
            private MappingSource source = FixedMappingSource.of(new RuleSet("fixed", List.of()));

            @Override
            public MappingSource source() {
                return source;
            }

            @Override
            public void put(List<Entry> entries) {
                RulePlace place = new RulePlace("fixed", "", 0);
                source = FixedMappingSource.of(new RuleSet("fixed", entries.stream().<MappingRule>map(
                        entry -> new MappingRule.Role(entry.arn(), entry.username(), entry.groups(), place)).toList()));
            }

            @Override
            public boolean canBeDamaged() {
                return false;
            }

            @Override
            public void damage(String goneArn) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Test
    void theCreatorOfAClusterIsItsAdministrator() {
        MappingSource creator = FixedMappingSource.clusterCreator("arn:aws:iam::123456789012:user/creator");
        MappingTable table = MappingTable.of(List.of(creator.rules()));

        MappingResult result = table.lookup(Callers.user("creator"), PrivateDnsNames.NONE);

        assertThat(result).isInstanceOfSatisfying(MappingResult.Mapped.class, mapped -> {
            assertThat(mapped.user().username()).isEqualTo("kubernetes-admin");
            assertThat(mapped.user().groups()).containsExactly("system:masters");
            assertThat(mapped.rule().place()).hasToString("cluster creator");
        });
    }
}
