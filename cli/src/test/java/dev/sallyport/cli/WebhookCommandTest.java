package dev.sallyport.cli;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class WebhookCommandTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --cluster-id       | ''     | the cluster id is empty.
            --port             | 99999  | 99999 is no port; expected 0 to 65535
            --cache-ttl        | -1     | expected 0 to 900 s
            --address          | ''     | the address to listen on is empty
            --hostname         | a b    | the host name by which the API server reaches the webhook is none: a b
            --scrubbed-account | 12     | "12" is no account
            --partition        | moon   | there is no partition "moon"
            --backend-mode     | Oracle | "Oracle" is no backend mode
            """)
    void aValueThatCannotBeUsedIsWrongUsage(String option, String value, String sentence) {
        Stream<String> named = option.equals("--cluster-id") ? Stream.of() : Stream.of("--cluster-id", "demo");
        CommandInProcess.Ended ended = CommandInProcess.command().with("HOME", "/nowhere")
                .run(Stream.of(Stream.of("webhook", "--map-file", "/dev/null", option, value), named)
                        .flatMap(words -> words).toArray(String[]::new));

        assertThat(ended.err()).contains(sentence);
        assertThat(ended.exitCode()).isEqualTo(2);
    }
}
