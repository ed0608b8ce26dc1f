package dev.sallyport.conformance.tokens;

import dev.sallyport.conformance.Checkout;
import dev.sallyport.conformance.Scratch;
import dev.sallyport.conformance.Shell;
import dev.sallyport.conformance.peers.PeerCommand;
import dev.sallyport.identity.AwsCredentials;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes tokens with the commands of others. */
final class TokenMakers {

    static final List<String> REGIONS = List.of("eu-west-1", "us-east-1", "ap-northeast-2", "sa-east-1", "us-west-2",
            "eu-central-1", "af-south-1", "ca-central-1");

    private static final Pattern TOKEN = Pattern.compile("\"token\": ?\"([^\"]+)\"");
    private static final int AT_ONCE = 4;

    private final TokenWorld world;

    TokenMakers(TokenWorld world) {
        this.world = world;
    }

    /** A recipe and what came of it. */
    record Made(TokenRecipe recipe, String token) {}

    /** The AWS CLI's tokens; none when it is missing. */
    List<Made> awsCli(int count) {
        return Checkout.aws().map(aws -> made(count, TokenRecipe.Maker.AWS_CLI, (shell, region) -> shell.run(
                aws.toString(), "eks", "get-token", "--cluster-name", Signing.CLUSTER, "--region", region).succeeds()
                .out())).orElse(List.of());
    }

    /** The authenticator's tokens. */
    List<Made> authenticator(int count) {
        Path command = PeerCommand.of("aws-iam-authenticator/aws-iam-authenticator").orElseThrow();
        return made(count, TokenRecipe.Maker.AWS_IAM_AUTHENTICATOR, (shell, region) -> shell.run(command.toString(),
                "token", "-i", Signing.CLUSTER, "--region", region).succeeds().out());
    }

    private interface Command {
        String run(Shell shell, String region);
    }

    private List<Made> made(int count, TokenRecipe.Maker maker, Command command) {
        List<String> people = world.people();
        List<Callable<Made>> calls = new ArrayList<>();
        try (Scratch scratch = Scratch.create(); ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < count; i++) {
                String who = people.get(i % people.size());
                String region = REGIONS.get(i / people.size() % REGIONS.size());
                Shell shell = shell(scratch.folder("home"), world.keys(who), region);
                calls.add(() -> new Made(new TokenRecipe(maker, who, Signing.usual(region), List.of()),
                        token(command.run(shell, region))));
            }
            List<Made> made = new ArrayList<>();
            for (var call : threads.invokeAll(calls)) {
                made.add(call.get());
            }
            return made;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("no token was made", e.getCause());
        }
    }

    private static Shell shell(Path home, AwsCredentials keys, String region) {
        Map<String, String> variables = new HashMap<>(Map.of("AWS_ACCESS_KEY_ID", keys.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", keys.secretAccessKey(), "AWS_REGION", region, "AWS_DEFAULT_REGION", region,
                "AWS_STS_REGIONAL_ENDPOINTS", "regional"));
        Optional<String> sessionToken = keys.sessionToken();
        sessionToken.ifPresent(token -> variables.put("AWS_SESSION_TOKEN", token));
        return Shell.in(home, ran -> {
            // what these commands print is a secret
        }).with(variables);
    }

    private static String token(String printed) {
        Matcher token = TOKEN.matcher(printed);
        if (!token.find()) {
            throw new AssertionError("no token in what the command printed");
        }
        return token.group(1);
    }
}
