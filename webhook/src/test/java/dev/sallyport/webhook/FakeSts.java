package dev.sallyport.webhook;

import dev.sallyport.identity.StsAnswer;
import dev.sallyport.identity.StsExchange;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** An STS in memory that knows keys by their public id, and does what a test says. */
final class FakeSts implements StsExchange {

    private final Map<String, Supplier<StsAnswer>> keys = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** This key is that user's. */
    FakeSts user(String accessKeyId, String name) {
        return answering(accessKeyId, new StsAnswer.Identified("arn:aws:iam::123456789012:user/" + name, "123456789012",
                "AIDA" + name.toUpperCase(java.util.Locale.ROOT)));
    }

    /** This key is of that session. */
    FakeSts session(String accessKeyId, String role, String session) {
        return answering(accessKeyId, new StsAnswer.Identified(
                "arn:aws:sts::123456789012:assumed-role/" + role + "/" + session, "123456789012",
                "AROAROLE:" + session));
    }

    FakeSts answering(String accessKeyId, StsAnswer answer) {
        return doing(accessKeyId, () -> answer);
    }

    FakeSts doing(String accessKeyId, Supplier<StsAnswer> answer) {
        keys.put(accessKeyId, answer);
        return this;
    }

    /** From now on every call waits, until the latch that is returned is counted down. */
    CountDownLatch hold() {
        gate = new CountDownLatch(1);
        return gate;
    }

    int calls() {
        return calls.get();
    }

    @Override
    public StsAnswer ask(URI presigned, String clusterId) {
        calls.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new StsAnswer.Unreachable("interrupted");
        }
        return keys.entrySet().stream()
                .filter(key -> presigned.toString().contains("Credential=" + key.getKey() + "%2F"))
                .findFirst().map(key -> key.getValue().get())
                .orElse(new StsAnswer.Refused(403, "InvalidClientTokenId"));
    }
}
