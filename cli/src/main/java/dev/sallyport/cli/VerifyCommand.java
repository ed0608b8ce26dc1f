package dev.sallyport.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.aws.AwsHttp;
import dev.sallyport.aws.AwsService;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.ServiceEndpoint;
import dev.sallyport.cli.terminal.AwsFailures;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputOption;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.ReportLines;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.identity.ClusterToken;
import dev.sallyport.identity.HttpStsExchange;
import dev.sallyport.identity.Partition;
import dev.sallyport.identity.RejectionReason;
import dev.sallyport.identity.StsEndpoint;
import dev.sallyport.identity.StsHosts;
import dev.sallyport.identity.TokenInspection;
import dev.sallyport.identity.TokenVerifier;
import dev.sallyport.identity.Verification;
import dev.sallyport.identity.VerifierSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code sallyport verify}: takes a token apart, line by line. */
@Command(name = "verify", header = "take a token apart, line by line", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Reads a token from standard input, bare or as an ExecCredential, and takes it apart: every",
    "check that a webhook makes, in its order. Nobody is called unless --ask says so, and the",
    "signature is never shown.", ""}, footer = {"", "Examples:",
        "  aws eks get-token --cluster-name demo | sallyport verify",
        "  sallyport token -i demo --token-only | sallyport verify --ask --cluster-name demo", "",
        "Exit code 0 when every check passed (with --ask: when STS vouches too), 1 when one failed."})
final class VerifyCommand implements Callable<Integer> {

    private static final int MOST_INPUT = 1 << 20; // bytes; a token has at most 4096

    private final Terminal terminal;

    @Option(names = "--ask", description = "Exchange the token with STS, as a webhook does. Needs --cluster-name.")
    boolean ask;

    @Option(names = {"--cluster-name", "--cluster-id",
        "-i"}, paramLabel = "NAME", description = "The cluster that the token is for; its name is signed, and not in the token.")
    @Nullable
    String cluster;

    @Mixin
    AwsOptions aws = new AwsOptions();

    @Mixin
    OutputOption output = new OutputOption();

    VerifyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (ask && cluster == null) {
            throw new CommandFailure(ExitCode.USAGE, "--ask needs --cluster-name: the cluster's name is signed, and not"
                    + " in the token.");
        }
        Optional<String> clusterId = Optional.ofNullable(cluster).map(ClusterName::checked);
        ClusterToken token = readToken();
        AwsSettings settings = aws.settings(terminal);
        VerifierSettings verifier = verifierSettings(clusterId.orElse("(not given)"), token, settings);
        TokenInspection inspection = TokenInspection.of(token, verifier, Clock.systemUTC().instant());
        Optional<Verification> verification = ask && inspection.failure().isEmpty()
                ? Optional.of(
                        new TokenVerifier(verifier, new HttpStsExchange(AwsFailures.orEnd(AwsHttp.client(settings))),
                                Clock.systemUTC()).verify(token))
                : Optional.empty();
        if (output.people()) {
            print(inspection, verification);
        } else {
            terminal.out().print(output.format.write(report(inspection, verification)));
        }
        return exitCode(inspection, verification).number();
    }

    private static ExitCode exitCode(TokenInspection inspection, Optional<Verification> verification) {
        if (inspection.failure().isPresent()) {
            return ExitCode.REFUSED;
        }
        return verification.map(verdict -> switch (verdict) {
            case Verification.Verified verified -> ExitCode.DONE;
            case Verification.Rejected rejected -> ExitCode.REFUSED;
            case Verification.Unavailable unavailable -> ExitCode.UNREACHABLE;
        }).orElse(ExitCode.DONE);
    }

    /** The partition of the token's own host, and the endpoint that this shell's AWS settings name, if any. */
    private VerifierSettings verifierSettings(String clusterId, ClusterToken token, AwsSettings settings) {
        Optional<StsEndpoint> configured = settings.endpoint(AwsService.STS).optional()
                .map(ServiceEndpoint::asStsEndpoint).filter(endpoint -> StsHosts.partitionOf(endpoint.authority())
                        .isEmpty());
        Partition partition = TokenInspection.of(token, Clock.systemUTC().instant()).parts().host()
                .flatMap(StsHosts::partitionOf).orElse(Partition.AWS);
        return new VerifierSettings(clusterId, partition, configured);
    }

    private ClusterToken readToken() {
        String text;
        try {
            byte[] bytes = terminal.in().readNBytes(MOST_INPUT + 1);
            if (bytes.length > MOST_INPUT) {
                throw new CommandFailure(ExitCode.IMPOSSIBLE, "standard input holds more than 1 MiB, and a token has at"
                        + " most 4096 bytes. Is it the right file?");
            }
            text = new String(bytes, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (text.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "standard input holds no token.\n"
                    + "Pipe one in: sallyport token -i NAME | sallyport verify");
        }
        return ClusterToken.of(text.startsWith("{") ? tokenOf(text) : text);
    }

    private static String tokenOf(String execCredential) {
        try {
            String token = new ObjectMapper().readTree(execCredential).path("status").path("token").asText("");
            if (token.isEmpty()) {
                throw new CommandFailure(ExitCode.IMPOSSIBLE,
                        "standard input is JSON without status.token; an ExecCredential has one.");
            }
            return token;
        } catch (JsonProcessingException e) {
            throw new CommandFailure(ExitCode.IMPOSSIBLE,
                    "standard input begins as JSON and cannot be read as such (line "
                            + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr() + ").");
        }
    }

    private void print(TokenInspection inspection, Optional<Verification> verification) {
        terminal.line(headline(inspection, verification));
        terminal.line("");
        ReportLines parts = new ReportLines();
        facts(inspection).forEach((label, value) -> parts.add(label, String.valueOf(value)));
        parts.print(terminal);
        terminal.line("");
        ReportLines checks = new ReportLines();
        for (TokenInspection.Check check : inspection.checks()) {
            switch (check.outcome()) {
                case PASSED -> checks.add(subject(check.reason()), check.detail(), "ok");
                case FAILED -> checks.add(check.reason().label(), check.detail(), "stops here");
                case NOT_REACHED -> checks.add(subject(check.reason()), "not reached");
            }
        }
        verification.ifPresent(verdict -> checks.add("sts", detail(verdict), switch (verdict) {
            case Verification.Verified verified -> "ok";
            case Verification.Rejected rejected -> "refused";
            case Verification.Unavailable unavailable -> "not known";
        }));
        checks.print(terminal);
    }

    /** What a check looks at. Only where it fails, people see the reason's own name, which logs and metrics have too. */
    private static String subject(RejectionReason reason) {
        return switch (reason) {
            case TOO_LARGE -> "size";
            case NO_PREFIX -> "prefix";
            case NOT_BASE64URL -> "encoding";
            case NOT_A_URL -> "url";
            case NOT_HTTPS -> "scheme";
            case FOREIGN_HOST -> "host";
            case WRONG_PATH -> "path";
            case MALFORMED_QUERY -> "query";
            case DUPLICATE_PARAMETER -> "repetition";
            case UNKNOWN_PARAMETER -> "parameters";
            case WRONG_ACTION -> "action";
            case CLUSTER_HEADER_NOT_SIGNED -> "cluster";
            case BAD_EXPIRES -> "expires";
            case BAD_DATE -> "date";
            case EXPIRED -> "age";
            case REDIRECTED, REFUSED_BY_STS -> "sts";
        };
    }

    private static String headline(TokenInspection inspection, Optional<Verification> verification) {
        if (inspection.failure().isPresent()) {
            return "NO   a webhook refuses this token before it asks anybody";
        }
        return verification.map(verdict -> switch (verdict) {
            case Verification.Verified verified -> "YES  STS vouches for " + Printable.name(verified.identity().arn()
                    .toString());
            case Verification.Rejected rejected -> "NO   STS does not vouch for this token";
            case Verification.Unavailable unavailable -> "?    STS could not be asked; the token may be good";
        }).orElse("YES  the token is well made; whether it is genuine, STS alone knows (--ask)");
    }

    private static String detail(Verification verdict) {
        return switch (verdict) {
            case Verification.Verified verified -> describe(verified.identity());
            case Verification.Rejected rejected -> rejected.reason().label() + ": " + rejected.detail();
            case Verification.Unavailable unavailable -> unavailable.detail();
        };
    }

    private static String describe(CallerIdentity identity) {
        return identity.canonicalArn() + (identity.sessionName().isEmpty()
                ? ""
                : ", session " + Printable.name(identity.sessionName()));
    }

    private static Map<String, Object> facts(TokenInspection inspection) {
        TokenInspection.Parts parts = inspection.parts();
        Map<String, Object> facts = new LinkedHashMap<>();
        parts.host().ifPresent(host -> facts.put("host", host));
        parts.region().ifPresent(region -> facts.put("region", region));
        parts.accessKeyId()
                .ifPresent(key -> facts.put("key", key + (parts.temporaryKeys() ? " (temporary)" : " (long-lived)")));
        parts.date().ifPresent(date -> facts.put("signed at", date.toString()));
        parts.end().ifPresent(end -> facts.put("good until", end.toString()));
        if (!parts.signedHeaders().isEmpty()) {
            facts.put("signed headers", String.join(", ", parts.signedHeaders()));
        }
        facts.put("signature", parts.signed() ? "present, not shown" : "missing");
        return facts;
    }

    private static Map<String, Object> report(TokenInspection inspection, Optional<Verification> verification) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("accepted", inspection.failure().isEmpty()
                && verification.map(verdict -> verdict instanceof Verification.Verified).orElse(true));
        report.put("token", facts(inspection));
        List<Map<String, Object>> checks = new ArrayList<>();
        inspection.checks().forEach(check -> checks.add(Map.of("reason", check.reason().label(), "outcome",
                check.outcome().name().toLowerCase(java.util.Locale.ROOT), "detail", check.detail())));
        report.put("checks", checks);
        verification.ifPresent(verdict -> {
            Map<String, Object> sts = new LinkedHashMap<>();
            sts.put("detail", detail(verdict));
            if (verdict instanceof Verification.Verified verified) {
                sts.put("arn", verified.identity().arn().toString());
                sts.put("canonicalArn", verified.identity().canonicalArn().value());
                sts.put("account", verified.identity().account());
            }
            report.put("sts", sts);
        });
        return report;
    }
}
