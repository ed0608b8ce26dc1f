package dev.sallyport.identity;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

import java.net.URI;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever happens to a token on its way, the verifier answers, and vouches only for what is still the same request. The
 * seed stands in the report of each property.
 */
class DamagedTokensTest {

    private static final List<ClusterToken> GOOD = List.of(Tokens.by(Tokens.USER), Tokens.by(Tokens.SESSION));
    private static final String IN_URLS = "abcXYZ019-._~:/?#[]@!$&'()*+,;=% \"<>\\^`{|}\0\n\u007f\u00e4";
    private static final String IN_TOKENS = "abcXYZ019-_.=+/ \n\u00e4";

    /** How a token is damaged: its text, or the URL in it. */
    enum Layer {
        TEXT, URL
    }

    @Property(tries = 100_000, edgeCases = EdgeCasesMode.NONE)
    void aDamagedTokenIsAcceptedOnlyIfItIsStillTheSameRequest(@ForAll Layer layer, @ForAll boolean temporary,
            @ForAll("randoms") Random random) {
        ClusterToken good = GOOD.get(temporary ? 1 : 0);
        ClusterToken damaged = layer == Layer.TEXT
                ? ClusterToken.of(damage(good.reveal(), IN_TOKENS, random))
                : Tokens.of(damage(Tokens.url(good), IN_URLS, random));
        VerifyingSts sts = new VerifyingSts(temporary ? Tokens.SESSION : Tokens.USER);

        Verification verification = new TokenVerifier(Tokens.SETTINGS, sts, Tokens.CLOCK).verify(damaged);

        Statistics.collect(verification.getClass().getSimpleName());
        switch (verification) {
            case Verification.Verified verified -> assertThat(sameRequest(good, damaged)).isTrue();
            case Verification.Rejected rejected -> assertThat(sts.requests())
                    .isEqualTo(rejected.reason() == RejectionReason.REFUSED_BY_STS ? 1 : 0);
            case Verification.Unavailable unavailable -> throw new AssertionError(unavailable);
        }
        assertThat(TokenInspection.of(damaged, Tokens.NOW).checks()).hasSize(15);
    }

    @Property
    void anyTextAtAllIsAnswered(@ForAll String text, @ForAll boolean prefixed) {
        RecordingSts sts = RecordingSts.vouching();

        Verification verification = new TokenVerifier(Tokens.SETTINGS, sts, Tokens.CLOCK)
                .verify(ClusterToken.of(prefixed ? ClusterToken.PREFIX + text : text));

        assertThat(verification).isInstanceOf(Verification.Rejected.class);
        assertThat(sts.asked()).isEmpty();
    }

    @Provide
    Arbitrary<Random> randoms() {
        return Arbitraries.longs().map(Random::new);
    }

    private static String damage(String text, String alphabet, Random random) {
        StringBuilder damaged = new StringBuilder(text);
        int wounds = 1 + random.nextInt(3);
        for (int i = 0; i < wounds && !damaged.isEmpty(); i++) {
            int at = random.nextInt(damaged.length());
            char other = alphabet.charAt(random.nextInt(alphabet.length()));
            switch (random.nextInt(6)) {
                case 0 -> damaged.setCharAt(at, other);
                case 1 -> damaged.deleteCharAt(at);
                case 2 -> damaged.insert(at, other);
                case 3 -> damaged.setLength(at);
                case 4 -> damaged.append(damaged, at, Math.min(damaged.length(), at + 40));
                default -> damaged.setCharAt(at, swapCase(damaged.charAt(at)));
            }
        }
        return damaged.toString();
    }

    private static char swapCase(char c) {
        return Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
    }

    /** The same host, and the same canonical request: what STS signs for. */
    private static boolean sameRequest(ClusterToken one, ClusterToken other) {
        URI first = URI.create(Tokens.url(one));
        URI second = URI.create(Tokens.url(other));
        return first.getRawAuthority().equals(second.getRawAuthority()) && canonical(first).equals(canonical(second));
    }

    private static String canonical(URI url) {
        return CanonicalRequest.of(new SignableRequest("GET", url.getRawPath(), url.getRawQuery(), List.of(),
                SignableRequest.EMPTY_PAYLOAD), List.of()).hash();
    }
}
