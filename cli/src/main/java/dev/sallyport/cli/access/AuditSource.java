package dev.sallyport.cli.access;

import dev.sallyport.access.findings.AccessFindings;
import dev.sallyport.access.whocan.Auditor;
import dev.sallyport.access.whocan.IamSide;
import dev.sallyport.access.whocan.WhoCanAnswer;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.access.world.AuthenticationMode;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.CredentialChain;
import dev.sallyport.aws.IamDirectory;
import dev.sallyport.aws.IamPrincipals;
import dev.sallyport.aws.SourcedCredentials;
import dev.sallyport.cli.terminal.AwsFailures;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.snapshot.Unseen.Hides;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.RbacSnapshot;
import dev.sallyport.rbac.Subject;
import dev.sallyport.rbac.whocan.ClusterTraits;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What every question of an auditor begins with: the world to look at, and who answers. */
final class AuditSource {

    /** In the name that kubeconfigs of EKS give a context. */
    static final Pattern CLUSTER_ARN = Pattern.compile("arn:[\\w-]+:eks:[\\w-]+:\\d{12}:cluster/[\\w-]+");

    private AuditSource() {}

    /** The whole cluster, or the files; a failure ends the command. */
    static AccessWorld read(AccessSourceOptions source, Terminal terminal, AwsOptions aws) {
        AccessWorld world = ClusterOptions.orEnd(source.read(terminal, Optional.empty(), aws));
        RbacSnapshot rbac = world.cluster().rbac();
        if (world.hidden(Hides.THE_MAP) && world.table().rules().isEmpty() && world.hidden(Hides.RIGHTS)
                && rbac.bindings().isEmpty()) {
            // An answer over nothing reads like "nobody".
            throw new CommandFailure(ExitCode.IMPOSSIBLE,
                    "there is nothing to answer from, in " + world.cluster().name()
                            + ": neither who is let in nor who is bound to what could be read."
                            + world.cluster().unseen().stream().filter(unseen -> unseen.hides() != Hides.DETAILS)
                                    .map(unseen -> "\n" + unseen.sentence()).collect(Collectors.joining()));
        }
        return world;
    }

    static Auditor auditor(AccessWorld world, boolean signsCertificates) {
        return Auditor.over(rules(world), world.cluster().rbac(), traits(world, signsCertificates));
    }

    /** What findings are looked for in. */
    static AccessFindings.Scene scene(AccessWorld world) {
        Set<Subject.ServiceAccount> accounts = world.cluster().serviceAccounts().stream()
                .map(account -> new Subject.ServiceAccount(account.namespace(), account.name()))
                .collect(Collectors.toSet());
        boolean onlyMap = world.mode() == AuthenticationMode.CONFIG_MAP && world.cluster().awsAuth().isPresent();
        boolean mapSeen = onlyMap || !rules(world).isEmpty();
        return new AccessFindings.Scene(mapSeen ? Optional.of(rules(world)) : Optional.empty(), world.cluster().rbac(),
                accounts.isEmpty() ? Optional.empty() : Optional.of(accounts), traits(world, false));
    }

    private static ClusterTraits traits(AccessWorld world, boolean signsCertificates) {
        return new ClusterTraits(signsCertificates, world.mode() != AuthenticationMode.API);
    }

    /** The rules that let people in. */
    static List<MappingRule> rules(AccessWorld world) {
        return world.rulesInForce();
    }

    /** What is to be said beside every answer about everybody. */
    static List<String> limits(AccessWorld world) {
        return Stream.concat(world.vainRules().stream(), world.limits().stream()).toList();
    }

    /** What IAM says to an answer, asked with the credentials that are found here. */
    static IamSide.Report askIam(WhoCanAnswer answer, AccessWorld world, Terminal terminal, AwsOptions aws) {
        AwsSettings settings = aws.settings(terminal);
        SourcedCredentials found = AwsFailures.orEnd(CredentialChain.of(settings).resolve());
        Matcher arn = CLUSTER_ARN.matcher(world.cluster().name());
        return IamSide.ask(answer, rules(world),
                IamPrincipals.of(settings, found.credentials(), Clock.systemUTC()),
                IamDirectory.of(settings, found.credentials(), Clock.systemUTC()), arn.find() ? arn.group() : "*",
                words -> terminal.err().println(words));
    }

    /** What is to be said of whoever made the cluster. */
    static String creator(AccessWorld world) {
        return switch (world.mode()) {
            case CONFIG_MAP, UNKNOWN -> "Whoever made the cluster may be in system:masters besides, and EKS does not"
                    + " say who that was.";
            case API_AND_CONFIG_MAP, API -> "Whoever made the cluster may have an access entry.";
        };
    }
}
