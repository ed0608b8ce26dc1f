package dev.sallyport.access.awsauth;

import dev.sallyport.access.trust.TrustPolicy;
import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.IamPrincipals;
import dev.sallyport.cluster.review.MapReading;
import dev.sallyport.identity.Arn;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.mapping.yaml.Quoted;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What IAM says of a map's principals: that there is none of that name, or that people may assume a node's role. Asks for
 * those of the caller's own account; nobody can ask for another's.
 */
public final class PrincipalFindings {

    private static final int AT_ONCE = 8; // IAM answers a few dozen calls a second, an account

    private final String account;
    private final IamPrincipals iam;
    private final AtomicReference<Optional<AwsFailure>> refused = new AtomicReference<>(Optional.empty());

    private PrincipalFindings(String account, IamPrincipals iam) {
        this.account = account;
        this.iam = iam;
    }

    /**
     * What was found.
     *
     * @param findings at the entries that they are about
     * @param unasked what could not be asked, in sentences
     */
    public record Outcome(List<Finding> findings, List<String> unasked) {
        public Outcome {
            findings = List.copyOf(findings);
            unasked = List.copyOf(unasked);
        }
    }

    /** Asks as whoever stands behind an AWS side. */
    public static Outcome of(AwsAuth map, EksSide aws) {
        AwsAnswer<Outcome> asked = aws.patiently(services -> services.caller().get()
                .then(caller -> new AwsAnswer.Got<>(of(map, caller.account(), services.iam()))));
        return switch (asked) {
            case AwsAnswer.Got<Outcome>(Outcome outcome) -> outcome;
            case AwsAnswer.Failed<Outcome>(AwsFailure failure) ->
                new Outcome(List.of(), List.of("IAM could not be asked: " + failure.sentence()));
        };
    }

    /** Asks an account's IAM. */
    static Outcome of(AwsAuth map, String account, IamPrincipals iam) {
        return new PrincipalFindings(account, iam).ask(MapReading.of(map).rules());
    }

    private Outcome ask(List<MappingRule> rules) {
        List<Callable<List<Finding>>> questions = new ArrayList<>();
        int elsewhere = 0;
        for (MappingRule rule : rules) {
            Optional<Arn> arn = Arn.tryParse(rule.subject());
            if (arn.isPresent() && arn.get().account().equals(account)) {
                questions.add(() -> judge(rule, arn.get()));
            } else if (arn.isPresent()) {
                elsewhere++;
            }
        }
        List<Finding> found = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (Future<List<Finding>> answer : threads.invokeAll(questions)) {
                found.addAll(answer.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("asking IAM failed", e.getCause());
        }
        List<String> unasked = new ArrayList<>();
        refused.get().ifPresent(failure -> unasked.add("IAM could not be asked for every principal: "
                + failure.sentence()));
        if (elsewhere > 0) {
            unasked.add(elsewhere + (elsewhere == 1 ? " principal is" : " principals are")
                    + " of another account, whose IAM cannot be asked.");
        }
        return new Outcome(found, unasked);
    }

    private List<Finding> judge(MappingRule rule, Arn arn) {
        String resource = arn.resource();
        String name = resource.substring(resource.lastIndexOf('/') + 1);
        if (refused.get().isPresent() || name.isEmpty()) {
            return List.of();
        }
        if (resource.startsWith("role/")) {
            return given(iam.role(name)).map(role -> role.map(found -> judge(rule, found))
                    .orElseGet(() -> List.of(gone(rule, "IAM has no role " + Quoted.of(name)))))
                    .orElse(List.of());
        }
        if (resource.startsWith("user/")) {
            return given(iam.user(name)).map(user -> user.map(found -> judgeUser(rule, found))
                    .orElseGet(() -> List.of(gone(rule, "IAM has no user " + Quoted.of(name)))))
                    .orElse(List.of());
        }
        return List.of();
    }

    /** An answer's value; what IAM refuses once it is not asked again. */
    private <T> Optional<T> given(AwsAnswer<T> answer) {
        return switch (answer) {
            case AwsAnswer.Got<T>(T value) -> Optional.of(value);
            case AwsAnswer.Failed<T>(AwsFailure failure) -> {
                refused.set(Optional.of(failure));
                yield Optional.empty();
            }
        };
    }

    private static List<Finding> judgeUser(MappingRule rule, String arn) {
        return arn.equalsIgnoreCase(rule.subject())
                ? List.of()
                : List.of(gone(rule, "IAM knows this user as " + Quoted.of(arn)));
    }

    private static List<Finding> judge(MappingRule rule, IamPrincipals.Role role) {
        String name = rule.username();
        boolean node = name.contains("{{EC2PrivateDNSName}}")
                || (name.startsWith("system:node:") && name.contains("{{SessionName"));
        boolean fargate = rule.groups().contains("system:node-proxier");
        return node && !fargate
                && TrustPolicy.tryParse(role.trustPolicy()).filter(TrustPolicy::letsPeopleIn).isPresent()
                        ? List.of(finding(FindingCode.OPEN_NODE_ROLE, rule,
                                "people may assume this role, by its trust policy, and be any node by naming their session",
                                "Let EC2 alone assume the role of nodes, and give people another."))
                        : List.of();
    }

    private static Finding gone(MappingRule rule, String what) {
        return finding(FindingCode.PRINCIPAL_GONE, rule,
                what + ", so this entry lets nobody in, until somebody makes one of that name",
                "Take the entry out, or mend the ARN.");
    }

    private static Finding finding(FindingCode code, MappingRule rule, String message, String remedy) {
        return new Finding(code.severity(), code.code(), rule.place(), 0, message, remedy);
    }
}
