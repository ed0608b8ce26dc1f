package dev.sallyport.webhook;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.StsAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Everything the webhook writes, at the finest level, searched for what it must never write. */
class SecretsStayInsideTest {

    private static final String KEY = "ASIAIOSFODNN7EXAMPLE";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final RunningWebhook webhook = new RunningWebhook();

    @BeforeEach
    void listen() {
        root.detachAndStopAllAppenders(); // the console would print all of Netty's tracing
        log.start();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        root.setLevel(before);
        root.detachAppender(log);
        webhook.close();
    }

    @Test
    void noTokenNoSignatureNoUrlAndNoSessionTokenIsWrittenAnywhere() {
        String token = RunningWebhook.token(
                AwsCredentials.temporary(KEY, RunningWebhook.SECRET, RunningWebhook.SESSION_TOKEN));
        String url = new String(Base64.getUrlDecoder().decode(token.substring("k8s-aws-v1.".length())),
                StandardCharsets.US_ASCII);
        String signature = url.substring(url.indexOf("X-Amz-Signature=") + "X-Amz-Signature=".length());
        List<String> written = new ArrayList<>();

        for (StsAnswer answer : List.of(new StsAnswer.Refused(403, "SignatureDoesNotMatch"), new StsAnswer.Throttled(),
                new StsAnswer.Redirected(301), new StsAnswer.Unreachable("refused"), new StsAnswer.Nonsense("empty"))) {
            webhook.sts.answering(KEY, answer);
            written.add(webhook.authenticate(token).body());
        }
        webhook.sts.doing(KEY, () -> {
            throw new IllegalStateException("could not get " + url);
        });
        written.add(webhook.authenticate(token).body());
        webhook.sts.session(KEY, "testrole", "ci");
        written.add(webhook.authenticate(token).body());
        webhook.rules.role("testrole", "testrole");
        written.add(webhook.authenticate(token).body());
        written.add(webhook.authenticate(token + "A").body());
        written.add(webhook.authenticate("x" + token).body());
        written.add(webhook.post("{\"spec\":{\"token\":\"" + token + "\"},}").body());
        written.add(webhook.post("{\"spec\":\"" + token + "\"}").body());
        written.add(webhook.post("{\"kind\":\"" + token + "\",\"spec\":{\"token\":\"" + token + "\"}}").body());
        written.add(webhook.post("{\"" + token + "\":1,\"" + token + "\":2}").body());
        written.add(webhook.get("/metrics").body());
        written.add(webhook.get("/readyz").body());
        log.list.forEach(event -> written.add(text(event)));

        assertThat(log.list).hasSizeGreaterThan(10);
        for (String secret : List.of(token, token.substring(11, 60), signature, "X-Amz-Signature",
                RunningWebhook.SESSION_TOKEN, RunningWebhook.SECRET, "X-Amz-Credential")) {
            assertThat(written).noneMatch(text -> text.contains(secret));
        }
    }

    @Test
    void aDecisionIsALineWithItsFactsAsKeysAndValues() {
        webhook.sts.session(KEY, "testrole", "ci\ninjected=\"yes\"");
        webhook.rules.role("testrole", "testrole", "dev-admins");

        webhook.authenticate(RunningWebhook.token(KEY));

        assertThat(decision("access granted")).containsEntry("username", "testrole")
                .containsEntry("groups", "dev-admins")
                .containsEntry("rule", "aws-auth mapRoles:1")
                .containsEntry("arn", "arn:aws:sts::123456789012:assumed-role/testrole/ci\\u000ainjected=\\\"yes\\\"")
                .containsEntry("accesskeyid", KEY);
    }

    @Test
    void anOutageAndARefusalAreDifferentLinesOfDifferentLevels() {
        webhook.sts.answering(KEY, new StsAnswer.Unreachable("connection refused"));
        webhook.authenticate(RunningWebhook.token(KEY));
        webhook.sts.answering(KEY, new StsAnswer.Refused(403, "InvalidClientTokenId"));
        webhook.authenticate(RunningWebhook.token(KEY));

        assertThat(decision("no verdict: the caller was asked to come back"))
                .containsEntry("reason", "sts-unreachable").containsEntry("detail", "connection refused");
        assertThat(decision("access refused")).containsEntry("reason", "refused-by-sts");
        assertThat(log.list).anyMatch(event -> event.getLevel() == Level.ERROR).anyMatch(
                event -> event.getLevel() == Level.WARN);
    }

    private Map<String, String> decision(String message) {
        return List.copyOf(log.list).stream().filter(event -> event.getMessage().equals(message)).findFirst()
                .map(event -> event.getKeyValuePairs().stream()
                        .collect(java.util.stream.Collectors.toMap(pair -> pair.key,
                                pair -> String.valueOf(pair.value))))
                .orElseThrow(() -> new AssertionError("no line: " + message));
    }

    private static String text(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> text.append(' ').append(pair));
        }
        for (var thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
            text.append(' ').append(thrown.getClassName()).append(' ').append(thrown.getMessage());
        }
        return text.toString();
    }
}
