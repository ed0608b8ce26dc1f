package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.aws.HttpExchange.NoReplyException;
import dev.sallyport.aws.HttpExchange.Reply;
import dev.sallyport.identity.AwsCredentials;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The role of a container: of an ECS task, or of a pod with EKS Pod Identity. Where {@code
 * AWS_CONTAINER_CREDENTIALS_RELATIVE_URI} or {@code …_FULL_URI} is set, it is asked and no other source after it.
 *
 * <p>A plain {@code http} address must be this host's or one of the agents': an environment variable must not send a
 * request for credentials just anywhere.
 *
 * <p>Source: AWS SDKs and Tools Reference Guide, "Container credential provider"; botocore, {@code ContainerProvider}.
 */
final class ContainerCredentials {

    private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
    private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    private static final Set<String> AGENTS = Set.of("169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "localhost",
            "[::1]");
    private static final int TRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final AwsEnvironment environment;

    ContainerCredentials(AwsEnvironment environment) {
        this.environment = environment;
    }

    Optional<SourcedCredentials> load() throws AwsProblem {
        Optional<String> relative = environment.variable(RELATIVE);
        Optional<String> full = environment.variable(FULL);
        if (relative.isEmpty() && full.isEmpty()) {
            return Optional.empty();
        }
        String variable = relative.isPresent() ? RELATIVE : FULL;
        URI url = address(relative.map(path -> "http://169.254.170.2" + path).or(() -> full).orElseThrow(), variable);
        Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept", "application/json"));
        authorization(variable).ifPresent(token -> headers.put("Authorization", token));
        WireValue answer = ask(url, headers, variable);
        Optional<String> id = answer.at("AccessKeyId").some();
        Optional<String> secret = answer.at("SecretAccessKey").some();
        if (id.isEmpty() || secret.isEmpty()) {
            throw new AwsProblem(Kind.NONSENSE, "The container's credentials (" + variable + ") came without keys.",
                    "", new AwsReason.NoContainerRole(variable));
        }
        return Optional.of(new SourcedCredentials(
                new AwsCredentials(id.get(), secret.get(), answer.at("Token").some(),
                        answer.at("Expiration").some().flatMap(StaticKeys::instant)),
                "container (" + variable + ")", CredentialOrigin.CONTAINER));
    }

    private static URI address(String text, String variable) throws AwsProblem {
        try {
            URI url = URI.create(text);
            boolean allowed = url.getHost() != null && ("https".equalsIgnoreCase(url.getScheme())
                    || ("http".equalsIgnoreCase(url.getScheme())
                            && (AGENTS.contains(url.getHost()) || url.getHost().matches("127(\\.\\d{1,3}){3}"))));
            if (allowed) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new AwsProblem(Kind.CONFIGURATION,
                variable + " names " + PlainText.quoted(text) + ", where no credentials are asked for.",
                "It must be https, or http to this host or to an agent of ECS or EKS.",
                new AwsReason.NoContainerRole(variable));
    }

    private Optional<String> authorization(String variable) throws AwsProblem {
        Optional<String> file = environment.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
        Optional<String> token = environment.variable("AWS_CONTAINER_AUTHORIZATION_TOKEN");
        if (file.isPresent()) {
            try {
                token = Optional.of(Files.readString(Path.of(file.get()), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new AwsProblem(Kind.CONFIGURATION, "The file " + PlainText.quoted(file.get())
                        + " (from AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE) cannot be read.", "",
                        new AwsReason.NoContainerRole(variable));
            }
        }
        if (token.filter(value -> value.contains("\r") || value.contains("\n")).isPresent()) {
            throw new AwsProblem(Kind.CONFIGURATION, "The container's authorization token has a line break in it.",
                    "It must be one line, without a line end.", new AwsReason.NoContainerRole(variable));
        }
        return token;
    }

    private static WireValue ask(URI url, Map<String, String> headers, String variable) throws AwsProblem {
        HttpExchange http = new HttpExchange(PATIENCE, PATIENCE, ProxyChoice.NONE, Optional.empty());
        String last = "";
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                Reply reply = http.send(HttpExchange.Request.get(url, headers));
                Optional<WireValue> answer = WireValue.json(reply.body()).filter(WireValue::isObject);
                if (reply.status() == 200 && answer.isPresent()) {
                    return answer.get();
                }
                last = reply.status() == 200 ? "an answer that is no JSON" : "HTTP " + reply.status();
                if (reply.status() / 100 == 4) {
                    break; // asking again does not help
                }
            } catch (NoReplyException e) {
                last = e.reason();
            }
        }
        throw new AwsProblem(Kind.UNREACHABLE,
                "The container's credentials (" + variable + ", host " + url.getHost() + ") could not be had: " + last
                        + ".",
                "Does the task or the pod have a role?", new AwsReason.NoContainerRole(variable));
    }
}
