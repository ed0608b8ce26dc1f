package dev.sallyport.cli;

import dev.sallyport.aws.AwsEnvironment;
import dev.sallyport.aws.AwsService;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CredentialChain;
import dev.sallyport.aws.RoleRequest;
import dev.sallyport.aws.RoleSessions;
import dev.sallyport.aws.ServiceEndpoint;
import dev.sallyport.aws.SourcedCredentials;
import dev.sallyport.cli.terminal.AwsFailures;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.MfaPrompt;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.MintedToken;
import dev.sallyport.identity.TokenMinter;
import dev.sallyport.kubeconfig.ExecCredential;
import dev.sallyport.kubeconfig.ExecRequest;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/**
 * The token that was asked for.
 *
 * @param cluster the cluster's name or id, which is signed
 * @param role the role to assume first
 * @param region of {@code --region}
 * @param profile of {@code --profile}
 * @param tokenOnly the bare token instead of an ExecCredential
 */
record TokenRequest(String cluster, Optional<Role> role, Optional<String> region, Optional<String> profile,
        boolean tokenOnly) {

    /** A role and how it is assumed. */
    record Role(String arn, Optional<String> externalId, Optional<String> sessionName) {}

    /** Mints the token and prints it. */
    int answer(Terminal terminal) {
        String name = ClusterName.checked(cluster);
        ExecRequest.Answerable asked = switch (ExecRequest.from(terminal.environment())) {
            case ExecRequest.Answerable answerable -> answerable;
            case ExecRequest.Malformed malformed -> throw new CommandFailure(ExitCode.IMPOSSIBLE, malformed.message());
        };
        Optional<Path> home = terminal.variable("HOME").map(Path::of);
        AwsSettings settings = AwsFailures
                .orEnd(AwsSettings.read(new AwsEnvironment(terminal.environment(), home), profile, region));
        ServiceEndpoint sts = AwsFailures.orEnd(settings.endpoint(AwsService.STS));
        MintedToken minted = new TokenMinter(Clock.systemUTC()).mint(name, sts.signingRegion(), sts.asStsEndpoint(),
                credentials(settings));
        terminal.line(tokenOnly ? minted.token().reveal() : ExecCredential.of(asked.version(), minted).reveal());
        return ExitCode.DONE.number();
    }

    private AwsCredentials credentials(AwsSettings settings) {
        SourcedCredentials own = AwsFailures
                .orEnd(CredentialChain.of(settings, Clock.systemUTC(), MfaPrompt.atTerminal()).resolve());
        if (role.isEmpty()) {
            return own.credentials();
        }
        Role assumed = role.get();
        RoleRequest request = RoleRequest.forToken(assumed.arn());
        if (assumed.sessionName().isPresent()) {
            request = request.named(assumed.sessionName().get());
        }
        if (assumed.externalId().isPresent()) {
            request = request.withExternalId(assumed.externalId().get());
        }
        return AwsFailures.orEnd(RoleSessions.of(settings, Clock.systemUTC()).assume(own, request)).credentials();
    }
}
