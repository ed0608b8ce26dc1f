package dev.sallyport.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class GuardCommandTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --port         | 99999          | 99999 is no port; expected 0 to 65535
            --address      | ''             | the address to listen on is empty
            --webhook-url  | http://a       | "http://a" is no URL that an API server takes for a webhook
            --webhook-url  | https://a?b=c  | "https://a?b=c" is no URL that an API server takes
            --webhook-url  | no%%url        | "no%%url" is no URL
            --registration | A B            | the ValidatingWebhookConfiguration's name is none: "A B"
            --refuse       | A-MASTER       | there is no code "A-MASTER"
            --tls-cert     | cert.pem       | --tls-cert and --tls-key belong together
            """)
    void aValueThatCannotBeUsedIsWrongUsage(String option, String value, String sentence) {
        CommandInProcess.Ended ended = option.equals("--webhook-url")
                ? CommandInProcess.command().with("HOME", "/nowhere").run("guard", option, value)
                : CommandInProcess.command().with("HOME", "/nowhere").run("guard", "--webhook-url",
                        "https://127.0.0.1", option, value);

        assertThat(ended.err()).contains(sentence);
        assertThat(ended.exitCode()).isEqualTo(2);
    }

    @Test
    void outsideOfAClusterItMustBeSaidHowTheGuardIsReached() {
        CommandInProcess.Ended ended = CommandInProcess.command().with("HOME", "/nowhere").run("guard");

        assertThat(ended.err()).contains("how is the API server to reach this guard?", "--webhook-url");
        assertThat(ended.exitCode()).isEqualTo(2);
    }

    @Test
    void withoutAKubeconfigThereIsNothingToGuard() {
        CommandInProcess.Ended ended = CommandInProcess.command().with("HOME", "/nowhere").run("guard",
                "--webhook-url", "https://127.0.0.1");

        assertThat(ended.exitCode()).isEqualTo(4);
    }
}
