package dev.sallyport.identity;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What every {@link StsExchange} owes its verifier, whatever stands at the other end: a stand-in, the sandbox, or AWS. A
 * suite extends this and says how each situation comes about; one that it cannot bring about is skipped.
 */
public abstract class StsExchangeContract {

    /** What the other end does. */
    public enum Situation {
        /** It vouches for the user {@code eks-test} of account {@code 123456789012}. */
        VOUCHES,
        /** It refuses the signature, with AWS's error in JSON. */
        REFUSES,
        /** It refuses, with AWS's error in XML. */
        REFUSES_IN_XML,
        /** It asks to be asked less often. */
        THROTTLES,
        /** It redirects to a host that would vouch for anybody. */
        REDIRECTS,
        /** It fails with a 5xx. */
        FAILS,
        /** It answers 200 with a page. */
        TALKS_NONSENSE,
        /** It sends a body without end. */
        NEVER_STOPS_TALKING,
        /** It takes the request and says nothing. */
        STAYS_SILENT,
        /** It begins an answer and does not end it. */
        STOPS_IN_THE_MIDDLE,
        /** Nobody listens. */
        IS_NOT_THERE
    }

    /**
     * A question to put in a situation.
     *
     * @param exchange the exchange under test
     * @param presigned the URL to ask
     * @param clusterId the cluster's id
     */
    public record Question(StsExchange exchange, URI presigned, String clusterId) {
        @Override
        public String toString() {
            return "Question[redacted]";
        }
    }

    /** How to ask in a situation; empty when this suite cannot bring it about. */
    protected abstract Optional<Question> in(Situation situation);

    @Test
    void aGoodQuestionIsAnsweredWithTheIdentity() {
        assertThat(ask(Situation.VOUCHES)).isInstanceOfSatisfying(StsAnswer.Identified.class, who -> {
            assertThat(who.arn()).isEqualTo("arn:aws:iam::123456789012:user/eks-test");
            assertThat(who.account()).isEqualTo("123456789012");
            assertThat(who.userId()).startsWith("AIDA");
        });
    }

    @Test
    void aRefusalBearsStatusAndCode() {
        assertThat(ask(Situation.REFUSES)).isEqualTo(new StsAnswer.Refused(403, "SignatureDoesNotMatch"));
    }

    @Test
    void aRefusalInXmlBearsThemToo() {
        assertThat(ask(Situation.REFUSES_IN_XML)).isEqualTo(new StsAnswer.Refused(403, "SignatureDoesNotMatch"));
    }

    @Test
    void throttlingIsNoRefusal() {
        assertThat(ask(Situation.THROTTLES)).isEqualTo(new StsAnswer.Throttled());
    }

    @Test
    void aRedirectIsNotFollowed() {
        assertThat(ask(Situation.REDIRECTS)).isInstanceOf(StsAnswer.Redirected.class);
    }

    @Test
    void aFailureIsNoRefusal() {
        assertThat(ask(Situation.FAILS)).isInstanceOf(StsAnswer.Unreachable.class);
    }

    @Test
    void nonsenseIsCalledNonsense() {
        assertThat(ask(Situation.TALKS_NONSENSE)).isInstanceOf(StsAnswer.Nonsense.class);
    }

    @Test
    void anEndlessBodyIsNotReadToItsEnd() {
        assertThat(ask(Situation.NEVER_STOPS_TALKING)).isInstanceOf(StsAnswer.Nonsense.class);
    }

    @Test
    void silenceEndsWithTheTimeLimit() {
        assertThat(ask(Situation.STAYS_SILENT)).isInstanceOf(StsAnswer.Unreachable.class);
    }

    @Test
    void halfAnAnswerEndsWithTheTimeLimit() {
        assertThat(ask(Situation.STOPS_IN_THE_MIDDLE)).isInstanceOf(StsAnswer.Unreachable.class);
    }

    @Test
    void nobodyThereIsUnreachable() {
        assertThat(ask(Situation.IS_NOT_THERE)).isInstanceOf(StsAnswer.Unreachable.class);
    }

    @Test
    void noAnswerQuotesTheUrl() {
        for (Situation situation : Situation.values()) {
            in(situation).ifPresent(question -> assertThat(answer(question).toString())
                    .doesNotContain(question.presigned().toString()).doesNotContain("X-Amz-"));
        }
    }

    private StsAnswer ask(Situation situation) {
        Optional<Question> question = in(situation);
        assumeTrue(question.isPresent(), () -> "this suite cannot bring about: " + situation);
        return answer(question.orElseThrow());
    }

    private static StsAnswer answer(Question question) {
        return question.exchange().ask(question.presigned(), question.clusterId());
    }
}
