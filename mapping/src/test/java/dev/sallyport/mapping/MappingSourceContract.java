package dev.sallyport.mapping;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What every {@link MappingSource} owes, wherever its rules come from. Extend it in the source's own room, and give it a
 * {@link Medium} that writes rules where that source reads them.
 */
public abstract class MappingSourceContract {

    /** Rules as they are before they stand anywhere. */
    public record Entry(String arn, String username, List<String> groups) {
        public Entry {
            groups = List.copyOf(groups);
        }
    }

    /** Where a source reads: a ConfigMap, a file, custom resources. */
    public interface Medium {

        /** The source over this medium, asked anew before each look. */
        MappingSource source();

        /** Writes these entries in place of whatever stood there; returns when the source has taken them in. */
        void put(List<Entry> entries);

        /** Whether {@link #damage} can be done to it. */
        boolean canBeDamaged();

        /**
         * Makes what stands there unreadable, all ARNs but one still in it; returns when the source has seen it.
         *
         * @param goneArn the ARN that must not occur in it any more
         */
        void damage(String goneArn);
    }

    protected static final Entry DEV = new Entry("arn:aws:iam::123456789012:role/dev", "dev", List.of("developers"));
    protected static final Entry OPS = new Entry("arn:aws:iam::123456789012:role/ops", "ops:{{SessionName}}",
            List.of("operators", "view"));

    private Medium medium;

    /** A medium in which nothing was written yet. */
    protected abstract Medium medium() throws Exception;

    @BeforeEach
    final void open() throws Exception {
        medium = medium();
    }

    private RuleSet rules() {
        return medium.source().rules();
    }

    private List<Entry> entries() {
        return rules().rules().stream().map(rule -> switch (rule) {
            case MappingRule.Role role -> new Entry(role.roleArn(), role.username(), role.groups());
            case MappingRule.User user -> new Entry(user.userArn(), user.username(), user.groups());
            case MappingRule.Account account -> new Entry(account.accountId(), "", List.of());
            case MappingRule.ArnPattern pattern -> new Entry(pattern.pattern(), pattern.username(), pattern.groups());
        }).toList();
    }

    @Test
    final void whatIsWrittenIsRead() {
        medium.put(List.of(DEV, OPS));

        assertThat(entries()).containsExactlyInAnyOrder(DEV, OPS);
        assertThat(medium.source().health()).isInstanceOf(SourceHealth.Current.class);
    }

    @Test
    final void everyRuleNamesItsSource() {
        medium.put(List.of(DEV, OPS));

        assertThat(rules().source()).isNotBlank();
        assertThat(rules().rules()).allSatisfy(rule -> assertThat(rule.place().source()).isEqualTo(rules().source()));
    }

    @Test
    final void aChangeIsSeen() {
        medium.put(List.of(DEV));
        medium.put(List.of(new Entry(DEV.arn(), "dev", List.of("view"))));

        assertThat(entries()).containsExactly(new Entry(DEV.arn(), "dev", List.of("view")));
    }

    @Test
    final void whatIsTakenOutIsGone() {
        medium.put(List.of(DEV, OPS));
        medium.put(List.of(OPS));

        assertThat(entries()).containsExactly(OPS);
    }

    @Test
    final void anEmptyMapHasNoRulesAndIsHealthy() {
        medium.put(List.of(DEV));
        medium.put(List.of());

        assertThat(entries()).isEmpty();
        assertThat(medium.source().health()).isInstanceOf(SourceHealth.Current.class);
    }

    @Test
    final void rulesHandedOutDoNotChange() {
        medium.put(List.of(DEV));
        RuleSet before = rules();
        medium.put(List.of(OPS));

        assertThat(before.rules()).singleElement().extracting(MappingRule::subject).isEqualTo(DEV.arn());
    }

    @Test
    final void theSameRulesAreHandedOutUntilSomethingChanges() {
        medium.put(List.of(DEV));
        MappingSource source = medium.source();

        assertThat(source.rules()).isSameAs(source.rules());
    }

    @Test
    final void damageKeepsTheLastGoodRulesAndSaysSo() {
        assumeTrue(medium.canBeDamaged());
        medium.put(List.of(DEV, OPS));
        medium.damage("arn:aws:iam::123456789012:role/somebody-else");

        assertThat(entries()).containsExactlyInAnyOrder(DEV, OPS);
        assertThat(medium.source().health()).isInstanceOf(SourceHealth.Degraded.class);
    }

    @Test
    final void damageNeverKeepsARuleWhoseArnIsGone() {
        assumeTrue(medium.canBeDamaged());
        medium.put(List.of(DEV, OPS));
        medium.damage(DEV.arn());

        assertThat(entries()).containsExactly(OPS);
    }

    @Test
    final void whatWasMendedIsHealthyAgain() {
        assumeTrue(medium.canBeDamaged());
        medium.put(List.of(DEV));
        medium.damage("arn:aws:iam::123456789012:role/somebody-else");
        medium.put(List.of(OPS));

        assertThat(entries()).containsExactly(OPS);
        assertThat(medium.source().health()).isInstanceOf(SourceHealth.Current.class);
    }

    @Test
    final void manyThreadsMayAskWhileItChanges() throws Exception {
        medium.put(List.of(DEV));
        MappingSource source = medium.source();
        Callable<Boolean> asking = () -> IntStream.range(0, 1_000).allMatch(_ -> source.rules().rules().stream()
                .allMatch(rule -> rule.subject().equals(DEV.arn()) || rule.subject().equals(OPS.arn())));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> asked = IntStream.range(0, 8).mapToObj(_ -> threads.submit(asking)).toList();
            for (int i = 0; i < 5; i++) {
                medium.put(List.of(i % 2 == 0 ? OPS : DEV));
            }

            for (Future<Boolean> each : asked) {
                assertThat(each.get()).isTrue();
            }
        }
    }
}
