package dev.sallyport.cli.tour;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsEnvironment;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.AwsHttp;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CallerIdentityReader;
import dev.sallyport.aws.CredentialChain;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.SigV4Signer;
import dev.sallyport.identity.SignableRequest;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * As much of the AWS CLI as the story needs. The two commands of {@code aws eks} are Sallyport's own under another name,
 * so a kubeconfig written here makes kubectl run {@code sallyport token}.
 */
final class OwnAws {

    private static final int REFUSED = 254; // the AWS CLI's exit codes: the service says no,
    private static final int NOT_CONFIGURED = 253; // credentials or settings are missing
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<String> OPTIONS = Set.of("--query", "--output", "--name", "--cluster-name", "--user-name",
            "--instance-id", "--iam-instance-profile", "--region", "--role", "--role-arn");

    private final Clients everybody;

    OwnAws(Clients everybody) {
        this.everybody = everybody;
    }

    Outcome run(Person person, List<String> arguments) {
        TypedCommand typed = TypedCommand.of(arguments, OPTIONS, Set.of());
        String region = person.environment().getOrDefault("AWS_REGION", "us-east-1");
        if (asks(typed, "sts get-caller-identity", "Arn")) {
            return identity(person);
        }
        if (asks(typed, "iam get-user", "User.Arn", "--user-name")) {
            return query(person, "iam", "us-east-1", "Arn", Map.of("Action", "GetUser", "Version", "2010-05-08",
                    "UserName", typed.option("--user-name").orElse("")));
        }
        if (asks(typed, "ec2 associate-iam-instance-profile", "IamInstanceProfileAssociation.State", "--instance-id",
                "--iam-instance-profile")) {
            return query(person, "ec2", region, "state", Map.of("Action", "AssociateIamInstanceProfile", "Version",
                    "2016-11-15", "InstanceId", typed.option("--instance-id").orElse(""), "IamInstanceProfile.Name",
                    typed.option("--iam-instance-profile").orElse("").replaceFirst("^Name=", "")));
        }
        if (typed.is("eks update-kubeconfig", "--name")) {
            return everybody.run(person, List.of("sallyport", "kubeconfig", "update", "--name",
                    typed.option("--name").orElse("")), "");
        }
        if (typed.is("eks get-token", "--cluster-name") || typed.is("eks get-token", "--cluster-name", "--region",
                "--output")) {
            return everybody.run(person, List.of("sallyport", "token", "--cluster-name",
                    typed.option("--cluster-name").orElse(""), "--region", typed.option("--region").orElse(region)),
                    "");
        }
        return OwnClients.unknown("aws", arguments);
    }

    /** Whether a command asks for one value as text, which is all that the story ever asks for. */
    private static boolean asks(TypedCommand typed, String command, String query, String... options) {
        String[] all = java.util.stream.Stream.concat(java.util.stream.Stream.of("--query", "--output"),
                java.util.stream.Stream.of(options)).toArray(String[]::new);
        return typed.is(command, all) && typed.option("--query").orElse("").equals(query)
                && typed.option("--output").orElse("").equals("text");
    }

    private static AwsAnswer<AwsSettings> settings(Person person) {
        return AwsSettings.read(new AwsEnvironment(person.environment(), Optional.of(person.home())),
                Optional.empty(), Optional.empty());
    }

    private static Outcome identity(Person person) {
        return finish(settings(person).then(settings -> CredentialChain.of(settings).resolve()
                .then(own -> CallerIdentityReader.of(settings, Clock.systemUTC()).read(own.credentials())))
                .then(identity -> new AwsAnswer.Got<>(new Outcome(0, identity.arn() + "\n"))));
    }

    /** Signs a request of the query protocol, sends it, and shows one value of the answer. */
    private static Outcome query(Person person, String service, String region, String element,
            Map<String, String> parameters) {
        return finish(settings(person).then(settings -> CredentialChain.of(settings).resolve()
                .then(own -> AwsHttp.client(settings).then(http -> new AwsAnswer.Got<>(
                        send(http, endpoint(person), service, region, own.credentials(), element, parameters))))));
    }

    private static URI endpoint(Person person) {
        return URI.create(person.environment().getOrDefault("AWS_ENDPOINT_URL", ""));
    }

    private static Outcome send(HttpClient http, URI endpoint, String service, String region,
            AwsCredentials credentials, String element, Map<String, String> parameters) {
        String form = parameters.entrySet().stream().map(parameter -> parameter.getKey() + "="
                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
        SignableRequest signed = new SigV4Signer(region, service).sign(
                SignableRequest.of("POST", endpoint.getRawAuthority(), "/", "")
                        .with("content-type", "application/x-www-form-urlencoded; charset=utf-8").withBody(form),
                credentials, Clock.systemUTC().instant());
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve("/")).timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(form));
        signed.headers().stream().filter(header -> !header.name().equalsIgnoreCase("host"))
                .forEach(header -> request.header(header.name(), header.value()));
        try {
            return read(http.send(request.build(), HttpResponse.BodyHandlers.ofString()), element,
                    parameters.getOrDefault("Action", ""));
        } catch (IOException e) {
            return new Outcome(NOT_CONFIGURED, "\nCould not connect to the endpoint URL: \"" + endpoint + "\"\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(NOT_CONFIGURED, "interrupted\n");
        }
    }

    private static Outcome read(HttpResponse<String> answer, String element, String action) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(answer.body())));
            if (answer.statusCode() == 200) {
                return new Outcome(0, text(document, element) + "\n");
            }
            return new Outcome(REFUSED, "\nAn error occurred (" + text(document, "Code") + ") when calling the "
                    + action + " operation: " + text(document, "Message") + "\n");
        } catch (SAXException | IOException | ParserConfigurationException e) {
            return new Outcome(REFUSED, "\nUnable to parse the response of the " + action + " operation\n");
        }
    }

    private static String text(Document document, String element) {
        NodeList found = document.getElementsByTagName(element);
        return found.getLength() == 0 ? "None" : found.item(0).getTextContent().strip();
    }

    private static Outcome finish(AwsAnswer<Outcome> answer) {
        return switch (answer) {
            case AwsAnswer.Got<Outcome> got -> got.value();
            case AwsAnswer.Failed<Outcome> failed -> new Outcome(switch (failed.failure().kind()) {
                case DENIED, KEYS_REFUSED, EXPIRED, NOT_FOUND, REFUSED, THROTTLED, NONSENSE -> REFUSED;
                case CONFIGURATION, NO_CREDENTIALS, NO_REGION, UNREACHABLE -> NOT_CONFIGURED;
            }, said(failed.failure()));
        };
    }

    private static String said(AwsFailure failure) {
        return "\n" + failure.message() + "\n" + (failure.remedy().isEmpty() ? "" : failure.remedy() + "\n");
    }
}
