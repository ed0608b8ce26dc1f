package dev.sallyport.aws;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.mapping.PrivateDnsNames.UnavailableException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InstanceNamesTest {

    private static final String ID = "i-0123456789abcdef0";
    private static final String NONE = "<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>";

    @TempDir
    Path home;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-07-01T12:00:00Z"));
    private Replies ec2;

    @BeforeEach
    void anEc2() throws IOException {
        ec2 = new Replies();
    }

    @AfterEach
    void ends() {
        ec2.close();
    }

    @Test
    void aNameIsAskedForOnceByAFilterThatAnUnknownIdDoesNotBreak() {
        ec2.say(200, found(ID));
        InstanceNames names = names();

        assertThat(names.lookup(ID)).contains("ip-" + ID + ".ap-northeast-2.compute.internal");
        assertThat(names.lookup(ID)).isPresent();

        assertThat(ec2.asked()).singleElement().extracting(Replies.Asked::body).asString().startsWith(
                "Action=DescribeInstances&Version=2016-11-15&Filter.1.Name=instance-id&Filter.1.Value.1=" + ID);
    }

    @Test
    void thatThereIsNoSuchInstanceIsBelievedForHalfAMinute() {
        ec2.say(200, NONE).say(200, found(ID));
        InstanceNames names = names();

        assertThat(names.lookup(ID)).isEmpty();
        assertThat(names.lookup(ID)).isEmpty();
        now.set(now.get().plusSeconds(31));
        assertThat(names.lookup(ID)).isPresent();

        assertThat(ec2.asked()).hasSize(2);
    }

    @Test
    void whatIsNoInstanceIdIsNotAskedFor() {
        for (String id : new String[]{"", "i-1", "i-0123456789ABCDEF0", "i-0123456789abcdef0&x=y", "me"}) {
            assertThat(names().lookup(id)).isEmpty();
        }
        assertThat(ec2.asked()).isEmpty();
    }

    @Test
    void manyQuestionsAtOnceShareFewCalls() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(String.format("i-%017x", i));
        }
        ec2.say(200, found(ids.toArray(String[]::new)));
        InstanceNames names = names();

        List<Future<Optional<String>>> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String id : ids) {
                answers.add(threads.submit(() -> names.lookup(id)));
            }
            for (int i = 0; i < ids.size(); i++) {
                assertThat(answers.get(i).get()).contains("ip-" + ids.get(i) + ".ap-northeast-2.compute.internal");
            }
        }

        assertThat(ec2.asked()).hasSizeLessThan(50);
    }

    @Test
    void anEc2ThatSaysNoIsUnavailableToWhoeverWaits() {
        ec2.say(403, "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>You are not authorized to "
                + "perform this operation.</Message></Error></Errors></Response>");
        InstanceNames names = names();

        for (int i = 0; i < 2; i++) { // a failure is not remembered
            assertThatThrownBy(() -> names.lookup(ID)).isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("EC2 says: UnauthorizedOperation: You are not authorized");
        }
    }

    @Test
    void withoutCredentialsNothingIsAsked() {
        InstanceNames names = new InstanceNames(settings(), () -> new AwsAnswer.Failed<>(
                new AwsFailure(AwsFailure.Kind.NO_CREDENTIALS, "No keys.", "")), Clock.systemUTC());

        assertThatThrownBy(() -> names.lookup(ID)).isInstanceOf(UnavailableException.class).hasMessage("No keys.");
        assertThat(ec2.asked()).isEmpty();
    }

    private InstanceNames names() {
        return new InstanceNames(settings(),
                () -> new AwsAnswer.Got<>(new SourcedCredentials(AwsCredentials.longLived("AKIA", "s"), "a test")),
                ((InstantSource) now::get).withZone(ZoneOffset.UTC));
    }

    private AwsSettings settings() {
        return new World(home).set("AWS_REGION", "ap-northeast-2").set("AWS_ENDPOINT_URL_EC2", ec2.url()).settings();
    }

    /** As EC2 answers: each instance in a reservation, with names of its interfaces that are not to be taken for its own. */
    private static String found(String... ids) {
        StringBuilder answer = new StringBuilder(
                "<DescribeInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><reservationSet>");
        for (String id : ids) {
            answer.append("<item><instancesSet><item><networkInterfaceSet><item><privateDnsName>other</privateDnsName>")
                    .append("</item></networkInterfaceSet><instanceId>").append(id)
                    .append("</instanceId><privateDnsName>ip-")
                    .append(id)
                    .append(".ap-northeast-2.compute.internal</privateDnsName></item></instancesSet></item>");
        }
        return answer.append("</reservationSet></DescribeInstancesResponse>").toString();
    }
}
