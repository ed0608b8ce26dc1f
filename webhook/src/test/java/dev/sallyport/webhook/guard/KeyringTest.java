package dev.sallyport.webhook.guard;

import dev.sallyport.webhook.MovableClock;
import dev.sallyport.webhook.TlsIdentity;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeyringTest {

    private static final List<String> NAMES = List.of("sallyport-guard.sallyport.svc");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));

    private Keyring renewed(Keyring ring) {
        return ring.renewed(NAMES, List.of(), clock);
    }

    private Keyring afterDays(long days, Keyring ring) {
        clock.forward(Duration.ofDays(days));
        return renewed(ring);
    }

    /** Whether somebody who trusts one ring's authorities takes what another ring serves, at this moment. */
    private boolean trusts(Keyring trusting, Keyring serving) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            PKIXParameters parameters = new PKIXParameters(factory.generateCertificates(
                    new ByteArrayInputStream(trusting.trustPem().getBytes(StandardCharsets.US_ASCII))).stream()
                    .map(each -> new TrustAnchor((X509Certificate) each, null)).collect(Collectors.toSet()));
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(clock.instant()));
            CertPathValidator.getInstance("PKIX")
                    .validate(factory.generateCertPath(List.of(served(serving).chain().getFirst())), parameters);
            return true;
        } catch (java.security.cert.CertPathValidatorException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static TlsIdentity served(Keyring ring) {
        return ring.served().orElseThrow();
    }

    @Test
    void theFirstRingServesWhatItsAuthoritySigned() {
        Keyring ring = renewed(Keyring.EMPTY);

        assertThat(ring.authorities()).hasSize(1);
        assertThat(trusts(ring, ring)).isTrue();
    }

    @Test
    void whenNothingIsDueTheRingStaysEqual() {
        Keyring ring = renewed(Keyring.EMPTY);

        assertThat(afterDays(300, ring)).isEqualTo(ring);
    }

    @Test
    void theServedCertificateIsRenewedAMonthBeforeItsEndByTheSameAuthority() {
        Keyring ring = renewed(Keyring.EMPTY);

        Keyring later = afterDays(340, ring);

        assertThat(served(later)).isNotEqualTo(served(ring));
        assertThat(later.authorities()).isEqualTo(ring.authorities());
    }

    @Test
    void aNewAuthorityIsTrustedBeforeItSignsAndTheOldOneAfterwards() {
        Keyring old = renewed(Keyring.EMPTY);
        Keyring current = old;
        while (current.authorities().size() == 1) {
            current = afterDays(100, current);
        }
        Keyring trusted = current;
        Keyring signing = afterDays(1, trusted);
        Keyring alone = afterDays(1, signing);

        assertThat(served(trusted).chain().getFirst().getIssuerX500Principal()).isNotNull();
        assertThat(trusts(old, trusted)).as("the old authority still signs").isTrue();
        assertThat(trusts(old, signing)).as("now the new one signs").isFalse();
        assertThat(trusts(trusted, signing)).as("which was trusted before").isTrue();
        assertThat(trusts(signing, trusted)).as("a slower replica's old certificate is trusted still").isTrue();
        assertThat(alone.authorities()).hasSize(1);
        assertThat(served(alone)).isEqualTo(served(signing));
        assertThat(trusts(alone, signing)).isTrue();
    }

    @Test
    void overTwentyYearsWhoeverTrustedYesterdaysRingTakesTodays() {
        Keyring yesterday = renewed(Keyring.EMPTY);
        int sinceChange = 0;
        for (int day = 0; day < 20 * 366; day += sinceChange > 3 ? 30 : 1) {
            Keyring today = afterDays(sinceChange > 3 ? 30 : 1, yesterday);
            sinceChange++;
            if (!today.equals(yesterday)) {
                sinceChange = 0;
                assertThat(trusts(yesterday, today)).as("day %s", day).isTrue();
                assertThat(trusts(today, yesterday)).as("day %s, the other way", day).isTrue();
            }
            yesterday = today;
        }
    }

    @Test
    void anotherNameNeedsAnotherCertificate() {
        Keyring ring = renewed(Keyring.EMPTY);

        assertThat(served(ring.renewed(List.of("other.sallyport.svc"), List.of(), clock))).isNotEqualTo(served(ring));
    }

    @Test
    void aRingComesBackFromItsTexts() {
        Keyring ring = renewed(Keyring.EMPTY);
        while (ring.authorities().size() == 1) {
            ring = afterDays(100, ring);
        }

        assertThat(Keyring.of(ring.trustPem(), ring.authorityKeysPem(), served(ring).certificatePem(),
                served(ring).privateKeyPem())).isEqualTo(ring);
    }

    @Test
    void damageIsSaidWithoutQuotingAKey() {
        Keyring ring = renewed(Keyring.EMPTY);

        assertThatThrownBy(() -> Keyring.of(ring.trustPem(), "", "", ""))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("there are 1 authorities and 0 keys of them");
        assertThatThrownBy(() -> renewed(Keyring.of(ring.trustPem(),
                renewed(Keyring.EMPTY).authorityKeysPem(), "", ""))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("PRIVATE");
        assertThat(ring.toString()).doesNotContain("PRIVATE");
    }
}
