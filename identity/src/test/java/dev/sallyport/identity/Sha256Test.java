package dev.sallyport.identity;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;

class Sha256Test {

    @Test
    void theHashOfNothingIsTheConstantOfAnEmptyPayload() {
        assertThat(Sha256.hex(new byte[0])).isEqualTo(SignableRequest.EMPTY_PAYLOAD);
    }

    @Test
    void theSecondTestCaseOfRfc4231() {
        byte[] key = "Jefe".getBytes(StandardCharsets.US_ASCII);

        assertThat(HexFormat.of().formatHex(Sha256.hmac(key, "what do ya want for nothing?")))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Property
    void hmacIsWhatTheJdksMacSays(@ForAll @Size(min = 1, max = 200) byte[] key, @ForAll String message)
            throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));

        assertThat(Sha256.hmac(key, message)).isEqualTo(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    }
}
