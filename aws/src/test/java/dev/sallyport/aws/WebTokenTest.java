package dev.sallyport.aws;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

import static org.assertj.core.api.Assertions.assertThat;

final class WebTokenTest {

    private static String token(String claims) {
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".signature";
    }

    @Test
    void aTokenSaysWhenItEnds() {
        assertThat(WebToken.end(token("{\"sub\":\"app\",\"exp\":1700000000}")))
                .contains(Instant.ofEpochSecond(1_700_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no token", "a.b", "a.!!.c", "a.e30.c"})
    void whatIsNoTokenSaysNothing(String text) {
        assertThat(WebToken.end(text)).isEmpty();
    }

    @Test
    void anEndThatIsNoTimeSaysNothing() {
        assertThat(WebToken.end(token("{\"exp\":\"soon\"}"))).isEmpty();
        assertThat(WebToken.end(token("{\"exp\":1e300}"))).isEmpty();
    }
}
