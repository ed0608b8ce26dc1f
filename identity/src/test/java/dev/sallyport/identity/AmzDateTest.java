package dev.sallyport.identity;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

import static org.assertj.core.api.Assertions.assertThat;

class AmzDateTest {

    private static final long YEAR_10000 = 253_402_300_800L;

    @Test
    void aMomentIsWrittenInUtcToTheSecond() {
        assertThat(AmzDate.format(Instant.parse("2015-08-30T12:36:00.999Z"))).isEqualTo("20150830T123600Z");
    }

    @Property
    void itIsWhatTheJdksFormatterWritesAndReadsBack(@ForAll @LongRange(min = 0, max = YEAR_10000 - 1) long second) {
        Instant moment = Instant.ofEpochSecond(second);

        String text = AmzDate.format(moment);

        assertThat(text).isEqualTo(
                DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(moment));
        assertThat(AmzDate.parse(text)).contains(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20150830T123600", "20150830 123600Z", "2015-08-30T12:36Z", "20150230T000000Z",
        "20151301T000000Z", "20150830T240000Z", "20150830T126000Z", "20150830T123660Z", "+0150830T123600Z",
        "20150830t123600z", "20150830T12360٠Z"})
    void whatIsNoMomentIsRefused(String text) {
        assertThat(AmzDate.parse(text)).isEmpty();
    }
}
