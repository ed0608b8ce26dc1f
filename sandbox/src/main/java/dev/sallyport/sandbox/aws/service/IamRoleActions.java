package dev.sallyport.sandbox.aws.service;

import dev.sallyport.sandbox.aws.wire.Parameters;
import dev.sallyport.sandbox.aws.wire.Tree;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.IamRole;
import dev.sallyport.sandbox.aws.world.InstanceProfile;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** IAM's actions on roles and instance profiles. Source: IAM API Reference. */
final class IamRoleActions {

    private final AwsWorld world;
    private final Function<Call, String> role;
    private final Function<Call, String> profile;

    IamRoleActions(AwsWorld world) {
        this.world = world;
        this.role = call -> IamArns.role(world, call.account(), call.parameters().required("RoleName"));
        this.profile = call -> IamArns.instanceProfile(world, call.account(),
                call.parameters().required("InstanceProfileName"));
    }

    Map<String, Action> table() {
        Map<String, Action> table = new HashMap<>();
        table.put("CreateRole", Action.on("iam:CreateRole", call -> fresh(call, "role", "RoleName"), this::createRole));
        table.put("GetRole", Action.on("iam:GetRole", role, call -> Tree.Struct.empty().and("Role",
                full(world.account(call.account()).role(call.parameters().required("RoleName"))))));
        table.put("ListRoles", Action.on("iam:ListRoles", call -> IamArns.of(world, call.account(), "role/"),
                this::listRoles));
        table.put("UpdateAssumeRolePolicy", Action.quiet("iam:UpdateAssumeRolePolicy", role,
                call -> world.roles(call.account()).setTrust(call.parameters().required("RoleName"),
                        call.parameters().required("PolicyDocument"))));
        table.put("UpdateRole", Action.on("iam:UpdateRole", role, this::updateRole));
        table.put("DeleteRole", Action.quiet("iam:DeleteRole", role,
                call -> world.roles(call.account()).delete(call.parameters().required("RoleName"))));
        table.put("TagRole", Action.quiet("iam:TagRole", role, call -> world.roles(call.account())
                .tag(call.parameters().required("RoleName"), call.parameters().pairs("Tags.member"))));
        table.put("UntagRole", Action.quiet("iam:UntagRole", role, call -> world.roles(call.account())
                .untag(call.parameters().required("RoleName"), call.parameters().list("TagKeys.member"))));
        table.put("ListRoleTags", Action.on("iam:ListRoleTags", role, this::roleTags));
        table.put("CreateInstanceProfile", Action.on("iam:CreateInstanceProfile",
                call -> fresh(call, "instance-profile", "InstanceProfileName"), this::createProfile));
        table.put("GetInstanceProfile", Action.on("iam:GetInstanceProfile", profile,
                call -> Tree.Struct.empty().and("InstanceProfile", described(call, world.account(call.account())
                        .instanceProfile(call.parameters().required("InstanceProfileName"))))));
        table.put("ListInstanceProfiles", Action.on("iam:ListInstanceProfiles",
                call -> IamArns.of(world, call.account(), "instance-profile/"), this::listProfiles));
        table.put("ListInstanceProfilesForRole", Action.on("iam:ListInstanceProfilesForRole", role,
                this::profilesOfRole));
        table.put("DeleteInstanceProfile", Action.quiet("iam:DeleteInstanceProfile", profile,
                call -> world.roles(call.account()).deleteProfile(call.parameters().required("InstanceProfileName"))));
        table.put("AddRoleToInstanceProfile", Action.quiet("iam:AddRoleToInstanceProfile", profile,
                call -> world.roles(call.account()).addToProfile(call.parameters().required("InstanceProfileName"),
                        call.parameters().required("RoleName"))));
        table.put("RemoveRoleFromInstanceProfile", Action.quiet("iam:RemoveRoleFromInstanceProfile", profile,
                call -> world.roles(call.account()).removeFromProfile(
                        call.parameters().required("InstanceProfileName"), call.parameters().required("RoleName"))));
        return table;
    }

    private String fresh(Call call, String kind, String parameter) {
        return IamArns.of(world, call.account(),
                kind + call.parameters().text("Path", "/") + call.parameters().required(parameter));
    }

    private Tree.Struct createRole(Call call) {
        Parameters parameters = call.parameters();
        IamRole created = world.roles(call.account()).create(parameters.required("RoleName"),
                parameters.text("Path", "/"), parameters.required("AssumeRolePolicyDocument"),
                parameters.text("Description", ""),
                Duration.ofSeconds(parameters.number("MaxSessionDuration").orElse(3600)),
                parameters.pairs("Tags.member"));
        return Tree.Struct.empty().and("Role", plain(created));
    }

    private Tree.Struct listRoles(Call call) {
        String prefix = call.parameters().text("PathPrefix", "/");
        List<IamRole> all = world.account(call.account()).roles().values().stream()
                .filter(one -> one.path().startsWith(prefix)).toList();
        return IamPages.list("Roles", all, call.parameters(), IamRoleActions::listed);
    }

    private Tree.Struct updateRole(Call call) {
        world.roles(call.account()).update(call.parameters().required("RoleName"),
                call.parameters().find("Description"),
                call.parameters().number("MaxSessionDuration").map(Duration::ofSeconds));
        return Tree.Struct.empty();
    }

    private Tree.Struct roleTags(Call call) {
        IamRole one = world.account(call.account()).role(call.parameters().required("RoleName"));
        return Tree.Struct.empty().and("Tags", Tree.pairs(one.tags().asMap(), "Key", "Value")).and("IsTruncated",
                false);
    }

    private Tree.Struct createProfile(Call call) {
        InstanceProfile created = world.roles(call.account()).createProfile(
                call.parameters().required("InstanceProfileName"), call.parameters().text("Path", "/"));
        return Tree.Struct.empty().and("InstanceProfile", described(call, created));
    }

    private Tree.Struct listProfiles(Call call) {
        String prefix = call.parameters().text("PathPrefix", "/");
        List<InstanceProfile> all = world.account(call.account()).instanceProfiles().values().stream()
                .filter(one -> one.path().startsWith(prefix)).toList();
        return IamPages.list("InstanceProfiles", all, call.parameters(), one -> described(call, one));
    }

    private Tree.Struct profilesOfRole(Call call) {
        List<InstanceProfile> all = world.roles(call.account()).profilesOf(call.parameters().required("RoleName"));
        return IamPages.list("InstanceProfiles", all, call.parameters(), one -> described(call, one));
    }

    private Tree.Struct described(Call call, InstanceProfile one) {
        List<IamRole> held = one.roleName().flatMap(name -> world.account(call.account()).roles().find(name)).stream()
                .toList();
        return Tree.of("Path", one.path()).and("InstanceProfileName", one.name()).and("InstanceProfileId", one.id())
                .and("Arn", one.arn()).and("CreateDate", one.created()).andList("Roles", held, IamRoleActions::plain);
    }

    /** IAM gives policies back percent-encoded. */
    static String encoded(String policy) {
        return URLEncoder.encode(policy, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Tree.Struct plain(IamRole one) {
        return Tree.of("Path", one.path()).and("RoleName", one.name()).and("RoleId", one.id()).and("Arn", one.arn())
                .and("CreateDate", one.created()).and("AssumeRolePolicyDocument", encoded(one.trust().text()));
    }

    private static Tree.Struct listed(IamRole one) {
        Tree.Struct row = plain(one).and("MaxSessionDuration", one.maxSession().toSeconds());
        return one.description().isEmpty() ? row : row.and("Description", one.description());
    }

    private static Tree.Struct full(IamRole one) {
        return one.tags().size() == 0
                ? listed(one)
                : listed(one).and("Tags", Tree.pairs(one.tags().asMap(), "Key", "Value"));
    }
}
