package dev.sallyport.access.explain;

import dev.sallyport.access.world.IamWord;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

final class IamStopTest {

    private static final String ROLE = "arn:aws:iam::123456789012:role/gone";
    private static final IamStop STOP = new IamStop(Optional.empty(), ROLE, "STS says no.\nThese cannot be told apart.",
            List.of(new IamStop.Mend("let them assume the role", List.of("aws iam ..."), true)));

    @Test
    void nobodyIsGivenARoleThatIamDoesNotKnow() {
        IamStop known = STOP.knowing(new IamWord(Set.of(ROLE), Map.of()));

        assertThat(known.mends()).isEmpty();
        assertThat(known.because()).isEqualTo("STS says no.\nIAM knows no such role.");
    }

    @Test
    void whatIsSaidOfARoleThatIsThereStays() {
        assertThat(STOP.knowing(new IamWord(Set.of(), Map.of(ROLE, "{}")))).isEqualTo(STOP);
    }
}
