package dev.sallyport.cli.access;

import dev.sallyport.access.explain.Asker;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsEnvironment;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CallerIdentityReader;
import dev.sallyport.aws.CredentialChain;
import dev.sallyport.cli.terminal.AwsFailures;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.NamedInput;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.connection.KubeconfigSource;
import dev.sallyport.cluster.connection.KubeconfigTargets;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.rbac.RbacUser;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whoever signs in by a kubeconfig that is only looked at: its plugin is not run, and its cluster is not asked.
 *
 * @param asker who that is
 * @param how by what of the file, a sentence
 * @param cluster the name that its tokens are made for; empty where it makes none for a name
 */
record OtherSignIn(Asker asker, String how, Optional<String> cluster) {

    private static final Pattern KUBECONFIG = Pattern
            .compile("(?m)(^|[{,])\\s*\"?kind\"?\\s*:\\s*[\"']?Config[\"']?\\s*([,}]|$)");
    static final Set<String> ROLE = Set.of("--role-arn", "--role", "-r");
    /** Variables that hold keys, or choose among what is found here. */
    private static final Set<String> CHOOSING = Set.of("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_REGION",
            "AWS_DEFAULT_REGION", "AWS_STS_REGIONAL_ENDPOINTS", "AWS_EC2_METADATA_DISABLED", "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");
    /**
     * Variables that lead to files and hosts. Whoever wrote the kubeconfig could by these have a program run here (the
     * {@code credential_process} of a profile of theirs), or have keys of this machine sent to a host of theirs.
     */
    private static final Pattern LEADING = Pattern.compile("AWS_(?:CONFIG_FILE|SHARED_CREDENTIALS_FILE|CREDENTIAL_FILE"
            + "|ENDPOINT_URL.*|CONTAINER_.*|WEB_IDENTITY_TOKEN_FILE|ROLE_ARN|EC2_METADATA_SERVICE_.*)");

    /** Whether a text is a kubeconfig by what it says of itself. */
    static boolean isKubeconfig(String text) {
        return KUBECONFIG.matcher(text).find();
    }

    /** Reads it, with its current context. */
    static OtherSignIn read(Terminal terminal, String file) {
        ClusterTarget target = ClusterOptions.orEnd(KubeconfigTargets.in(terminal.environment(), Clock.systemUTC())
                .withoutRunning(KubeconfigSource.file(terminal.workingDirectory().resolve(file)), Optional.empty()));
        String by = NamedInput.of(terminal, file).shown() + ", " + target.name() + ", signs in ";
        return switch (target.login()) {
            case ClusterLogin.BearerToken(ClusterLogin.TokenSource source) -> source.clusterId()
                    .map(cluster -> byPlugin(terminal, by, source, cluster))
                    .orElseThrow(
                            () -> unknown(by + "with a token that is not made for a cluster's name. Whose it is, the"
                                    + " cluster alone says: sallyport whoami --kubeconfig "
                                    + NamedInput.of(terminal, file).shown()));
            case ClusterLogin.ClientCertificate(String pem, String _) ->
                new OtherSignIn(new Asker.Kubernetes(holder(by, pem)),
                        by + "with a client certificate, and passes neither"
                                + " IAM nor the map.",
                        Optional.empty());
            case ClusterLogin.Basic _,ClusterLogin.Anonymous _ -> throw unknown(by + "without IAM and without a"
                    + " certificate, and who that is cannot be told.");
        };
    }

    /** The plugin's own options and variables say as whom; it is the AWS CLI, or understands what that does. */
    private static OtherSignIn byPlugin(Terminal terminal, String by, ClusterLogin.TokenSource source,
            String cluster) {
        Optional<String> role = source.option(ROLE);
        if (role.isPresent()) {
            return new OtherSignIn(AskerOptions.of(role.get()),
                    by + "as the role that --role-arn names. Whether whoever"
                            + " uses it may assume that role was not looked at.",
                    Optional.of(cluster));
        }
        List<String> leading = source.variables().keySet().stream()
                .filter(LEADING.asMatchPredicate()).sorted().toList();
        if (!leading.isEmpty()) {
            throw unknown(by + "with the help of " + String.join(", ", leading) + ", which this file sets. Such a"
                    + " variable can have a program run or keys sent elsewhere, so it is not followed.\n"
                    + "If the file is yours, set it in your shell and not in the file; else give an ARN in place of the"
                    + " file.");
        }
        Map<String, String> variables = new HashMap<>(terminal.environment());
        source.variables().forEach((name, value) -> {
            if (CHOOSING.contains(name)) {
                variables.put(name, value);
            }
        });
        Optional<String> profile = source.option(Set.of("--profile"));
        AwsAnswer<CallerIdentity> found = AwsSettings.read(
                new AwsEnvironment(variables, AwsOptions.environment(terminal).home()), profile,
                source.option(Set.of("--region"))).then(
                        settings -> CredentialChain.of(settings).resolve().then(
                                keys -> CallerIdentityReader.of(settings, Clock.systemUTC()).read(keys.credentials())));
        return switch (found) {
            case AwsAnswer.Got<CallerIdentity>(CallerIdentity me) -> new OtherSignIn(
                    new Asker.Iam(me.arn(), me, Optional.empty()),
                    by + keys(profile, source.variables()),
                    Optional.of(cluster));
            case AwsAnswer.Failed<CallerIdentity>(AwsFailure failure) ->
                throw new CommandFailure(AwsFailures.exitCode(failure.kind()),
                        by + "with keys that do not say whose they"
                                + " are: " + failure.sentence());
        };
    }

    /** With which: a profile that is named wins over keys in variables, and these over a variable that names one. */
    private static String keys(Optional<String> profile, Map<String, String> variables) {
        if (profile.isEmpty() && variables.containsKey("AWS_ACCESS_KEY_ID")) {
            return "with keys that stand in it.";
        }
        return profile.or(() -> Optional.ofNullable(variables.get("AWS_PROFILE")))
                .map(name -> "with the keys of the profile " + name + ".")
                .orElse("with the keys that are found here.");
    }

    /** Kubernetes takes a certificate's common name for the user, its organizations for the groups. */
    private static RbacUser holder(String by, String pem) {
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
            String name = "";
            List<String> groups = new ArrayList<>();
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                switch (part.getType()) {
                    case "CN" -> name = String.valueOf(part.getValue());
                    case "O" -> groups.add(String.valueOf(part.getValue()));
                    default -> {
                        // says nothing to Kubernetes
                    }
                }
            }
            groups.add("system:authenticated");
            return new RbacUser(name, groups);
        } catch (CertificateException | InvalidNameException e) {
            throw unknown(by + "with a client certificate that cannot be read.");
        }
    }

    private static CommandFailure unknown(String sentence) {
        return new CommandFailure(ExitCode.IMPOSSIBLE, sentence);
    }
}
