package dev.sallyport.sandbox.aws.service;

import dev.sallyport.sandbox.aws.wire.Parameters;
import dev.sallyport.sandbox.aws.wire.Tree;
import dev.sallyport.sandbox.aws.world.Account;
import dev.sallyport.sandbox.aws.world.AwsFault;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.Caller;
import dev.sallyport.sandbox.aws.world.IamPolicies;
import dev.sallyport.sandbox.aws.world.ManagedPolicy;
import dev.sallyport.sandbox.aws.world.PolicyHolder;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * IAM's actions on policies. Those that hang on users, groups and roles are the same three times, so their rows are made
 * for each kind. Source: IAM API Reference.
 */
final class IamPolicyActions {

    private static final String VERSION = "v1";

    private final AwsWorld world;

    IamPolicyActions(AwsWorld world) {
        this.world = world;
    }

    Map<String, Action> table() {
        Map<String, Action> table = new HashMap<>();
        table.put("CreatePolicy", Action.on("iam:CreatePolicy", this::newPolicy, this::create));
        table.put("GetPolicy",
                Action.on("iam:GetPolicy", IamPolicyActions::policyArn, call -> Tree.Struct.empty().and("Policy",
                        described(call, policies(call).get(call.parameters().required("PolicyArn"))))));
        table.put("GetPolicyVersion", Action.on("iam:GetPolicyVersion", IamPolicyActions::policyArn, this::version));
        table.put("ListPolicyVersions",
                Action.on("iam:ListPolicyVersions", IamPolicyActions::policyArn, this::versions));
        table.put("ListPolicies", Action.on("iam:ListPolicies", call -> IamArns.of(world, call.account(), "policy/"),
                this::list));
        table.put("DeletePolicy", Action.quiet("iam:DeletePolicy", IamPolicyActions::policyArn,
                call -> policies(call).delete(call.parameters().required("PolicyArn"))));
        table.put("SimulatePrincipalPolicy", Action.on("iam:SimulatePrincipalPolicy",
                call -> call.parameters().required("PolicySourceArn"), this::simulate));
        for (PolicyHolder kind : PolicyHolder.values()) {
            String word = kind.word();
            String parameter = word + "Name";
            Function<Call, String> holder = call -> arn(kind, call, call.parameters().required(parameter));
            table.put("Attach" + word + "Policy", Action.quiet("iam:Attach" + word + "Policy", holder,
                    call -> policies(call).attach(kind, call.parameters().required(parameter),
                            call.parameters().required("PolicyArn"))));
            table.put("Detach" + word + "Policy", Action.quiet("iam:Detach" + word + "Policy", holder,
                    call -> policies(call).detach(kind, call.parameters().required(parameter),
                            call.parameters().required("PolicyArn"))));
            table.put("ListAttached" + word + "Policies", Action.on("iam:ListAttached" + word + "Policies", holder,
                    call -> attached(call, kind, call.parameters().required(parameter))));
            table.put("Put" + word + "Policy", Action.quiet("iam:Put" + word + "Policy", holder,
                    call -> policies(call).put(kind, call.parameters().required(parameter),
                            call.parameters().required("PolicyName"), call.parameters().required("PolicyDocument"))));
            table.put("Get" + word + "Policy", Action.on("iam:Get" + word + "Policy", holder,
                    call -> inline(call, kind, parameter)));
            table.put("List" + word + "Policies", Action.on("iam:List" + word + "Policies", holder,
                    call -> IamPages.list("PolicyNames",
                            List.copyOf(policies(call).granted(kind, call.parameters().required(parameter)).inline()
                                    .asMap().keySet()),
                            call.parameters(), Tree.Text::new)));
            table.put("Delete" + word + "Policy", Action.quiet("iam:Delete" + word + "Policy", holder,
                    call -> policies(call).deleteInline(kind, call.parameters().required(parameter),
                            call.parameters().required("PolicyName"))));
        }
        return table;
    }

    private IamPolicies policies(Call call) {
        return world.policies(call.account());
    }

    /** By the policies of a user or a role alone, as IAM does where no context is given. */
    private Tree.Struct simulate(Call call) {
        String arn = call.parameters().required("PolicySourceArn");
        Caller principal = principal(call, arn);
        List<String> resources = call.parameters().list("ResourceArns.member");
        String resource = resources.isEmpty() ? "*" : resources.getFirst();
        return Tree.Struct.empty().and("IsTruncated", false).andList("EvaluationResults",
                call.parameters().list("ActionNames.member"),
                action -> Tree.of("EvalActionName", action).and("EvalResourceName", resource).and("EvalDecision",
                        world.permissions().rule(principal, world.permissions().request(principal, action, resource,
                                Map.of())).isAllowed() ? "allowed" : "implicitDeny"));
    }

    private Caller principal(Call call, String arn) {
        Account account = world.account(call.account());
        Optional<Caller> user = account.users().values().stream().filter(one -> one.arn().equals(arn)).findFirst()
                .map(one -> new Caller(Caller.Kind.USER, account.id(), arn, one.id(), one.name(), arn, one.id(),
                        Optional.empty(), Optional.empty()));
        return user.or(() -> account.roles().values().stream().filter(one -> one.arn().equals(arn)).findFirst()
                .map(one -> new Caller(Caller.Kind.ROLE_SESSION, account.id(), arn, one.id() + ":simulated", one.name(),
                        arn, one.id(), Optional.empty(), Optional.empty())))
                .orElseThrow(() -> new AwsFault(404, "NoSuchEntity", "The principal " + arn + " cannot be found."));
    }

    private static String policyArn(Call call) {
        return call.parameters().required("PolicyArn");
    }

    private String newPolicy(Call call) {
        return IamArns.of(world, call.account(),
                "policy" + call.parameters().text("Path", "/") + call.parameters().required("PolicyName"));
    }

    private String arn(PolicyHolder kind, Call call, String name) {
        return switch (kind) {
            case USER -> IamArns.user(world, call.account(), name);
            case GROUP -> IamArns.group(world, call.account(), name);
            case ROLE -> IamArns.role(world, call.account(), name);
        };
    }

    private Tree.Struct create(Call call) {
        Parameters parameters = call.parameters();
        ManagedPolicy created = policies(call).create(parameters.required("PolicyName"), parameters.text("Path", "/"),
                parameters.required("PolicyDocument"), parameters.text("Description", ""));
        return Tree.Struct.empty().and("Policy", described(call, created));
    }

    private Tree.Struct version(Call call) {
        ManagedPolicy one = policies(call).get(call.parameters().required("PolicyArn"));
        String asked = call.parameters().required("VersionId");
        if (!asked.equals(VERSION)) {
            throw new AwsFault(404, "NoSuchEntity", "Policy " + one.arn() + " version " + asked
                    + " does not exist or is not attachable.");
        }
        return Tree.Struct.empty().and("PolicyVersion",
                Tree.of("Document", IamRoleActions.encoded(one.document().text())).merge(versionRow(one)));
    }

    private Tree.Struct versions(Call call) {
        ManagedPolicy one = policies(call).get(call.parameters().required("PolicyArn"));
        return IamPages.list("Versions", List.of(one), call.parameters(), IamPolicyActions::versionRow);
    }

    private Tree.Struct list(Call call) {
        String scope = call.parameters().text("Scope", "All");
        boolean attachedOnly = call.parameters().text("OnlyAttached", "false").equals("true");
        List<ManagedPolicy> all = policies(call).list().stream()
                .filter(one -> !scope.equals(one.arn().contains("::aws:") ? "Local" : "AWS"))
                .filter(one -> one.path().startsWith(call.parameters().text("PathPrefix", "/")))
                .filter(one -> !attachedOnly || policies(call).attachments(one.arn()) > 0).toList();
        return IamPages.list("Policies", all, call.parameters(), one -> described(call, one));
    }

    private Tree.Struct attached(Call call, PolicyHolder kind, String name) {
        return IamPages.list("AttachedPolicies", policies(call).granted(kind, name).attached(), call.parameters(),
                arn -> Tree.of("PolicyName", arn.substring(arn.lastIndexOf('/') + 1)).and("PolicyArn", arn));
    }

    private Tree.Struct inline(Call call, PolicyHolder kind, String parameter) {
        String name = call.parameters().required(parameter);
        String policyName = call.parameters().required("PolicyName");
        String text = policies(call).inline(kind, name, policyName).text();
        return Tree.of(parameter, name).and("PolicyName", policyName).and("PolicyDocument",
                IamRoleActions.encoded(text));
    }

    private Tree.Struct described(Call call, ManagedPolicy one) {
        Tree.Struct described = Tree.of("PolicyName", one.name()).and("PolicyId", one.id()).and("Arn", one.arn())
                .and("Path", one.path()).and("DefaultVersionId", VERSION)
                .and("AttachmentCount", policies(call).attachments(one.arn())).and("IsAttachable", true)
                .and("CreateDate", one.created()).and("UpdateDate", one.created());
        return one.description().isEmpty() ? described : described.and("Description", one.description());
    }

    private static Tree.Struct versionRow(ManagedPolicy one) {
        return Tree.of("VersionId", VERSION).and("IsDefaultVersion", true).and("CreateDate", one.created());
    }
}
