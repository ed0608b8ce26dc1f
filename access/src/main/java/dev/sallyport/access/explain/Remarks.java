package dev.sallyport.access.explain;

import dev.sallyport.access.trust.TrustPolicy;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.identity.Principal;
import dev.sallyport.mapping.ArnCase;
import dev.sallyport.mapping.SectionReading;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.RbacUser;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is worth knowing beside the steps. */
final class Remarks {

    private static final String SSO = "AWSReservedSSO_";

    private Remarks() {}

    static List<String> of(AccessWorld world, Question question, MappingStep mapping, AccessStep access) {
        List<String> remarks = new ArrayList<>();
        if (question.asker() instanceof Asker.Iam iam) {
            if (world.iam().gone().contains(iam.given().toString())) {
                remarks.add("IAM knows no " + iam.given().resource() + " in account " + iam.given().account()
                        + ": is the ARN spelled right?");
            } else {
                end(iam, world).ifPresent(remarks::add);
            }
        }
        if (mapping instanceof MappingStep.NoRule none && question.asker() instanceof Asker.Iam iam) {
            none.otherPartition(iam).ifPresent(partition -> remarks.add("The partition of this ARN is "
                    + iam.given().partition() + ", and everybody whom the map names is of " + partition
                    + ": a cluster knows those of its own partition alone, so no entry lets them in."));
            world.cluster().awsAuth().stream().flatMap(map -> map.sections().stream())
                    .filter(section -> section.lost().isPresent())
                    .forEach(section -> remarks.add(broken(section, iam)));
        }
        noNamespace(world, question).ifPresent(remarks::add);
        switch (access) {
            case AccessStep.NotReached _,AccessStep.ByServer _ -> {
                // nothing was decided that one could see
            }
            case AccessStep.ByRbac(RbacUser user, var decision) -> {
                if (!decision.allowed()) {
                    bySession(world, user, question).ifPresent(remarks::add);
                }
                decision.problems().forEach(problem -> remarks.add("A binding leads nowhere: " + problem + "."));
            }
            case AccessStep.ByNodeAuthorizer node -> {
                remarks.add("Nodes are decided by the Node authorizer, which is asked before RBAC: "
                        + switch (node.answer()) {
                            case ALLOWS -> "it allows this to every node.";
                            case FOR_ITS_OWN -> "it allows this for what belongs to the node, or to a Pod on it, and"
                                    + " only the running cluster knows that.";
                            case PASSES_ON -> "it does not allow this, so RBAC has the last word.";
                        });
            }
        }
        return remarks;
    }

    /** Rights may be given before what they are for is there; a binding in it cannot. */
    private static Optional<String> noNamespace(AccessWorld world, Question question) {
        List<String> there = world.cluster().namespaces();
        return question.request() instanceof AccessRequest.Resource resource && !resource.namespace().isEmpty()
                && !there.isEmpty() && !there.contains(resource.namespace())
                        ? Optional.of("There is no namespace " + resource.namespace() + ".")
                        : Optional.empty();
    }

    /** On EKS nobody in a section that is no YAML comes in, whatever it says of them. */
    private static String broken(SectionReading section, Asker.Iam iam) {
        String arn = ArnCase.folded(iam.identity().canonicalArn().value());
        boolean theirs = ArnCase.folded(section.text()).contains(arn);
        return "The section " + section.section().key() + " of aws-auth cannot be read, so none of its entries lets"
                + " anybody in" + (theirs ? ", this principal's among them" : "") + ". See sallyport mapping lint.";
    }

    /** Where the chain of principals ends that this can follow. */
    private static Optional<String> end(Asker.Iam iam, AccessWorld world) {
        return switch (Principal.of(iam.identity().arn())) {
            case Principal.AssumedRoleSession session -> Optional.of(session.roleName().startsWith(SSO)
                    ? "The role is an SSO permission set's: who may use it, IAM Identity Center says (its assignments)."
                    : assumers("role/" + session.roleName(),
                            Optional.ofNullable(world.iam().trustPolicies().get(iam.given().toString()))));
            case Principal.FederatedUser _ ->
                Optional.of("A federated user: whoever may call GetFederationToken chose the name.");
            case Principal.Root _ -> Optional.of("An account's root: whoever holds its password or keys.");
            case Principal.User _ -> Optional.empty();
            case Principal.Role _ -> Optional.empty();
        };
    }

    private static String assumers(String role, Optional<String> trustPolicy) {
        return trustPolicy.map(policy -> TrustPolicy.tryParse(policy)
                .map(trust -> role + " " + trust.words() + ".")
                .orElse(role + " has a trust policy that cannot be read."))
                .orElse("Who may assume " + role + ", its trust policy says (people, SAML or web identities, other"
                        + " accounts); it was not looked at.");
    }

    /** A binding to a user name that somebody gets who names the session so. */
    private static Optional<String> bySession(AccessWorld world, RbacUser user, Question question) {
        if (!Subjects.isTemplate(user.name())) {
            return Optional.empty();
        }
        String namespace = question.request() instanceof AccessRequest.Resource resource
                ? resource.namespace()
                : "";
        for (Binding binding : world.cluster().rbac().bindings()) {
            if (!binding.isClusterRoleBinding() && !binding.namespace().equals(namespace)) {
                continue;
            }
            boolean allows = world.authorizer().resolve(binding.role(), binding.namespace()).stream()
                    .flatMap(role -> role.rules().stream()).anyMatch(rule -> rule.allows(question.request()));
            Optional<String> name = binding.subjects().stream()
                    .filter(subject -> Subjects.maySpeakOf(subject, binding.namespace(), user))
                    .map(subject -> subject.name()).findFirst();
            if (allows && name.isPresent()) {
                return Optional.of("A session whose user name becomes " + name.get() + " may, by the binding "
                        + binding.name() + "; whoever assumes the role chooses the session's name.");
            }
        }
        return Optional.empty();
    }
}
