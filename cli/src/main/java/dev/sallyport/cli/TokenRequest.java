package dev.sallyport.cli;

import dev.sallyport.aws.AwsService;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CredentialChain;
import dev.sallyport.aws.RoleRequest;
import dev.sallyport.aws.RoleSessions;
import dev.sallyport.aws.ServiceEndpoint;
import dev.sallyport.aws.SourcedCredentials;
import dev.sallyport.cli.terminal.AwsFailures;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.MfaPrompt;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.identity.MintedToken;
import dev.sallyport.identity.TokenMinter;
import dev.sallyport.kubeconfig.ExecCredential;
import dev.sallyport.kubeconfig.ExecRequest;

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
    record Role(String arn, Optional<String> externalId, Optional<String> sessionName) {

        private RoleRequest request() {
            RoleRequest request = RoleRequest.forToken(arn);
            RoleRequest named = sessionName.map(request::named).orElse(request);
            return externalId.map(named::withExternalId).orElse(named);
        }
    }

    /** Mints the token and prints it. */
    int answer(Terminal terminal) {
        String name = ClusterName.checked(cluster);
        ExecRequest.Answerable asked = switch (ExecRequest.from(terminal.environment())) {
            case ExecRequest.Answerable answerable -> answerable;
            case ExecRequest.Malformed malformed -> throw new CommandFailure(ExitCode.IMPOSSIBLE, malformed.message());
        };
        Optional<RoleRequest> assumed = role.map(Role::request).map(AwsFailures::checked);
        AwsSettings settings = AwsOptions.settings(terminal, profile, region);
        ServiceEndpoint sts = AwsFailures.orEnd(settings.endpoint(AwsService.STS));
        MintedToken minted = new TokenMinter(Clock.systemUTC()).mint(name, sts.signingRegion(), sts.asStsEndpoint(),
                credentials(settings, assumed));
        terminal.line(tokenOnly ? minted.token().reveal() : ExecCredential.of(asked.version(), minted).reveal());
        return ExitCode.DONE.number();
    }

    private static AwsCredentials credentials(AwsSettings settings, Optional<RoleRequest> assumed) {
        SourcedCredentials own = AwsFailures
                .orEnd(CredentialChain.of(settings, Clock.systemUTC(), MfaPrompt.atTerminal()).resolve());
        return assumed
                .map(request -> AwsFailures.orEnd(RoleSessions.of(settings, Clock.systemUTC()).assume(own, request)))
                .orElse(own).credentials();
    }
}
