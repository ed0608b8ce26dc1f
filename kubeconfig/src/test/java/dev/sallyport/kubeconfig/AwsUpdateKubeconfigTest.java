package dev.sallyport.kubeconfig;

import com.sun.net.httpserver.HttpServer;
import dev.sallyport.kubeconfig.KubeconfigUpdate.Plugin;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import static dev.sallyport.kubeconfig.Updates.ARN;
import static dev.sallyport.kubeconfig.Updates.DEMO;
import static dev.sallyport.kubeconfig.Updates.understood;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The same update made by {@code aws eks update-kubeconfig} and by us, over files of every sort. */
class AwsUpdateKubeconfigTest {

    private static final String DESCRIPTION = """
            {"cluster": {"name": "demo", "arn": "%s", "status": "ACTIVE", "endpoint": "%s",
             "certificateAuthority": {"data": "%s"}}}
            """.formatted(ARN, DEMO.endpoint(), DEMO.certificateAuthorityData());

    @TempDir
    Path home;

    /** One starting point: files, which of them KUBECONFIG names, and the options. */
    private record Case(String name, Map<String, String> files, String variable, List<String> options,
            KubeconfigUpdate update) {}

    @TestFactory
    List<DynamicTest> theFilesMeanTheSameAfterwards() throws Exception {
        Optional<AwsCli> aws = AwsCli.find(home.resolve("aws-cli"));
        assumeTrue(aws.isPresent(), "SKIPPED: no AWS CLI that python3 can load; install it with: pip install awscli");
        List<Case> cases = cases();
        HttpServer eks = eks();
        List<AwsCli.Result> results;
        try {
            for (int n = 0; n < cases.size(); n++) {
                aws.get().add(args(cases.get(n), eks.getAddress().getPort()), environment(cases.get(n), n));
            }
            results = aws.get().run(home);
        } finally {
            eks.stop(0);
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (int n = 0; n < cases.size(); n++) {
            int number = n;
            tests.add(DynamicTest.dynamicTest(cases.get(n).name(),
                    () -> compare(cases.get(number), number, results.get(number))));
        }
        return tests;
    }

    private void compare(Case example, int number, AwsCli.Result aws) throws IOException {
        KubeconfigOutcome ours = KubeconfigFiles.of(Map.of("KUBECONFIG", variable(example, number, "ours")),
                Optional.of(home), Optional.empty()).apply(example.update());

        if (aws.code() != 0) {
            assertThat(ours).as(aws.err()).isInstanceOf(KubeconfigOutcome.Refused.class);
        } else {
            assertThat(ours).as(aws.out()).isInstanceOfSatisfying(KubeconfigOutcome.Done.class, done -> {
                assertThat(aws.out()).startsWith(done.existed() ? "Updated context" : "Added new context");
                assertThat(aws.out().strip()).endsWith("/" + done.file().getFileName());
            });
        }
        for (String file : example.variable().split(":", -1)) {
            assertThat(meaning(folder(number, "ours").resolve(file))).as(file)
                    .isEqualTo(meaning(folder(number, "theirs").resolve(file)));
        }
    }

    private List<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        KubeconfigUpdate plain = KubeconfigUpdate.of(DEMO, Plugin.AWS_CLI);
        for (int seed = 1; seed <= 14; seed++) {
            cases.add(
                    new Case("generated file " + seed, Map.of("a", GeneratedKubeconfig.of(new Random(seed), ARN)), "a",
                            List.of(), plain));
        }
        cases.add(new Case("no file", Map.of(), "a", List.of(), plain));
        cases.add(new Case("all options", Map.of("a", "kind: Config\n"), "a",
                List.of("--alias", "dev", "--user-alias", "me", "--role-arn", "arn:aws:iam::123456789012:role/r",
                        // a proxy that begins with http: would be fetched: version 1 of the CLI follows such values
                        "--proxy-url", "socks5://proxy:1080", "--profile", "named"),
                new KubeconfigUpdate(DEMO, Plugin.AWS_CLI, Optional.of("dev"), Optional.of("me"),
                        Optional.of("arn:aws:iam::123456789012:role/r"), Optional.of("socks5://proxy:1080"),
                        Optional.of("named"))));
        cases.add(new Case("user alias alone", Map.of("a", ""), "a", List.of("--user-alias", "me"),
                new KubeconfigUpdate(DEMO, Plugin.AWS_CLI, Optional.empty(), Optional.of("me"), Optional.empty(),
                        Optional.empty(), Optional.empty())));
        cases.add(new Case("the second file has the cluster",
                Map.of("a", "kind: Config\n", "b", "clusters: [{name: " + ARN + "}]\n"), "a:b", List.of(), plain));
        cases.add(new Case("the second file is broken", Map.of("a", "kind: Config\n", "b", "users: [\n"), "a:b",
                List.of(), plain));
        cases.add(new Case("the first file is broken", Map.of("a", "users: [\n", "b", ""), "a:b", List.of(), plain));
        cases.add(new Case("a list that is none", Map.of("a", "clusters: {x: y}\n"), "a", List.of(), plain));
        for (int n = 0; n < cases.size(); n++) {
            for (String side : List.of("ours", "theirs")) {
                Path folder = Files.createDirectories(folder(n, side));
                for (Map.Entry<String, String> file : cases.get(n).files().entrySet()) {
                    Files.writeString(folder.resolve(file.getKey()), file.getValue());
                }
            }
        }
        return cases;
    }

    private Map<String, String> environment(Case example, int number) {
        Map<String, String> environment = new HashMap<>();
        environment.put("KUBECONFIG", variable(example, number, "theirs"));
        environment.put("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE");
        environment.put("AWS_SECRET_ACCESS_KEY", "example");
        return environment;
    }

    private List<String> args(Case example, int port) throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws/credentials"),
                "[named]\naws_access_key_id = AKIANAMED\naws_secret_access_key = x\n");
        List<String> args = new ArrayList<>(List.of("eks", "update-kubeconfig", "--name", "demo", "--region",
                "ap-northeast-2", "--endpoint-url", "http://127.0.0.1:" + port));
        args.addAll(example.options());
        return args;
    }

    private String variable(Case example, int number, String side) {
        return String.join(":", List.of(example.variable().split(":", -1)).stream()
                .map(file -> folder(number, side).resolve(file).toString()).toList());
    }

    private Path folder(int number, String side) {
        return home.resolve("case" + number).resolve(side);
    }

    /** A file's meaning, without the namespaces that we keep and the AWS CLI drops; a broken file is its text. */
    private static Object meaning(Path file) throws IOException {
        String text = Files.readString(file);
        if (Kubeconfig.read("file", text) instanceof KubeconfigReading.Unreadable) {
            return text;
        }
        understood(text);
        return Optional
                .ofNullable(new Load(LoadSettings.builder().setBufferSize(1 << 16).build()).loadFromString(text));
    }

    private static HttpServer eks() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/clusters/demo", exchange -> {
            byte[] body = DESCRIPTION.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
