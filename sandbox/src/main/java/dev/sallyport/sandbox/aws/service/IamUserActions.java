package dev.sallyport.sandbox.aws.service;

import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.sandbox.aws.wire.Parameters;
import dev.sallyport.sandbox.aws.wire.Tree;
import dev.sallyport.sandbox.aws.world.AccessKey;
import dev.sallyport.sandbox.aws.world.Account;
import dev.sallyport.sandbox.aws.world.AwsFault;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.Caller;
import dev.sallyport.sandbox.aws.world.IamGroup;
import dev.sallyport.sandbox.aws.world.IamUser;
import dev.sallyport.sandbox.aws.world.SigningKey;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** IAM's actions on users, their keys, groups and members. Source: IAM API Reference. */
final class IamUserActions {

    private final AwsWorld world;
    private final Function<Call, String> user;
    private final Function<Call, String> group;

    IamUserActions(AwsWorld world) {
        this.world = world;
        this.user = call -> IamArns.user(world, call.account(), call.userName());
        this.group = call -> IamArns.group(world, call.account(), call.parameters().required("GroupName"));
    }

    Map<String, Action> table() {
        Map<String, Action> table = new HashMap<>();
        table.put("CreateUser", Action.on("iam:CreateUser", this::newUser, this::createUser));
        table.put("GetUser", Action.on("iam:GetUser", user, call -> Tree.Struct.empty().and("User", described(call))));
        table.put("ListUsers", Action.on("iam:ListUsers", call -> IamArns.of(world, call.account(), "user/"),
                this::listUsers));
        table.put("DeleteUser", Action.quiet("iam:DeleteUser", user,
                call -> world.users(call.account()).delete(call.parameters().required("UserName"))));
        table.put("TagUser", Action.quiet("iam:TagUser", user, call -> world.users(call.account())
                .tag(call.parameters().required("UserName"), call.parameters().pairs("Tags.member"))));
        table.put("UntagUser", Action.quiet("iam:UntagUser", user, call -> world.users(call.account())
                .untag(call.parameters().required("UserName"), call.parameters().list("TagKeys.member"))));
        table.put("ListUserTags", Action.on("iam:ListUserTags", user, this::userTags));
        table.put("CreateAccessKey", Action.on("iam:CreateAccessKey", user, this::createKey));
        table.put("ListAccessKeys", Action.on("iam:ListAccessKeys", user, this::listKeys));
        table.put("GetAccessKeyLastUsed", Action.on("iam:GetAccessKeyLastUsed", call -> "*", this::keyLastUsed));
        table.put("UpdateAccessKey", Action.quiet("iam:UpdateAccessKey", user, this::updateKey));
        table.put("DeleteAccessKey", Action.quiet("iam:DeleteAccessKey", user, call -> world.users(call.account())
                .deleteKey(call.userName(), call.parameters().required("AccessKeyId"))));
        table.put("CreateGroup", Action.on("iam:CreateGroup", group, this::createGroup));
        table.put("GetGroup", Action.on("iam:GetGroup", group, this::getGroup));
        table.put("ListGroups", Action.on("iam:ListGroups", call -> IamArns.of(world, call.account(), "group/"),
                this::listGroups));
        table.put("DeleteGroup", Action.quiet("iam:DeleteGroup", group,
                call -> world.groups(call.account()).delete(call.parameters().required("GroupName"))));
        table.put("AddUserToGroup", Action.quiet("iam:AddUserToGroup", group, call -> world.groups(call.account())
                .add(call.parameters().required("GroupName"), call.parameters().required("UserName"))));
        table.put("RemoveUserFromGroup", Action.quiet("iam:RemoveUserFromGroup", group,
                call -> world.groups(call.account()).remove(call.parameters().required("GroupName"),
                        call.parameters().required("UserName"))));
        table.put("ListGroupsForUser", Action.on("iam:ListGroupsForUser", user, this::groupsOfUser));
        return table;
    }

    private String newUser(Call call) {
        return IamArns.of(world, call.account(),
                "user" + call.parameters().text("Path", "/") + call.parameters().required("UserName"));
    }

    private Tree.Struct createUser(Call call) {
        Parameters parameters = call.parameters();
        IamUser created = world.users(call.account()).create(parameters.required("UserName"),
                parameters.text("Path", "/"), parameters.pairs("Tags.member"));
        return Tree.Struct.empty().and("User", tagged(created));
    }

    /** Root describes itself as a user with the account's number for a name. */
    private Tree.Struct described(Call call) {
        String name = call.userName();
        if (name.isEmpty()) {
            return Tree.of("UserId", call.account()).and("Arn", call.caller().arn()).and("CreateDate",
                    java.time.Instant.EPOCH);
        }
        return tagged(world.account(call.account()).user(name));
    }

    private Tree.Struct listUsers(Call call) {
        String prefix = call.parameters().text("PathPrefix", "/");
        List<IamUser> all = world.account(call.account()).users().values().stream()
                .filter(one -> one.path().startsWith(prefix)).toList();
        return IamPages.list("Users", all, call.parameters(), IamUserActions::plain);
    }

    private Tree.Struct userTags(Call call) {
        IamUser one = world.account(call.account()).user(call.parameters().required("UserName"));
        return Tree.Struct.empty().and("Tags", Tree.pairs(one.tags().asMap(), "Key", "Value")).and("IsTruncated",
                false);
    }

    private Tree.Struct createKey(Call call) {
        String name = call.userName();
        AwsCredentials key = name.isEmpty()
                ? world.createRootKey(call.account())
                : world.users(call.account()).createKey(name);
        AccessKey created = world.users(call.account()).keys(name).stream()
                .filter(one -> one.id().equals(key.accessKeyId())).findFirst().orElseThrow();
        return Tree.Struct.empty().and("AccessKey", plain(created).and("SecretAccessKey", key.secretAccessKey()));
    }

    private Tree.Struct listKeys(Call call) {
        return IamPages.list("AccessKeyMetadata", world.users(call.account()).keys(call.userName()), call.parameters(),
                IamUserActions::plain);
    }

    /** Whose key it is; the sandbox does not remember when it was used. */
    private Tree.Struct keyLastUsed(Call call) {
        String id = call.parameters().required("AccessKeyId");
        String owner = world.signingKey(id).map(SigningKey::caller)
                .filter(caller -> caller.account().equals(call.account())).map(Caller::name)
                .orElseThrow(() -> new AwsFault(403, "AccessDenied",
                        "The access key with id " + id + " is not one of this account's"));
        return Tree.of("UserName", owner).and("AccessKeyLastUsed",
                Tree.of("ServiceName", "N/A").and("Region", "N/A"));
    }

    private void updateKey(Call call) {
        String status = call.parameters().required("Status");
        if (!status.equals("Active") && !status.equals("Inactive")) {
            throw AwsFault.validation("1 validation error detected: Value '" + status
                    + "' at 'status' failed to satisfy constraint: Member must satisfy enum value set:"
                    + " [Active, Inactive]");
        }
        world.users(call.account()).setKeyActive(call.userName(), call.parameters().required("AccessKeyId"),
                status.equals("Active"));
    }

    private Tree.Struct createGroup(Call call) {
        return Tree.Struct.empty().and("Group", plain(world.groups(call.account())
                .create(call.parameters().required("GroupName"), call.parameters().text("Path", "/"))));
    }

    private Tree.Struct getGroup(Call call) {
        Account account = world.account(call.account());
        IamGroup one = account.group(call.parameters().required("GroupName"));
        List<IamUser> members = one.members().stream().flatMap(name -> account.users().find(name).stream()).toList();
        return Tree.Struct.empty().and("Group", plain(one)).merge(
                IamPages.list("Users", members, call.parameters(), IamUserActions::plain));
    }

    private Tree.Struct listGroups(Call call) {
        String prefix = call.parameters().text("PathPrefix", "/");
        List<IamGroup> all = world.account(call.account()).groups().values().stream()
                .filter(one -> one.path().startsWith(prefix)).toList();
        return IamPages.list("Groups", all, call.parameters(), IamUserActions::plain);
    }

    private Tree.Struct groupsOfUser(Call call) {
        return IamPages.list("Groups", world.groups(call.account()).of(call.parameters().required("UserName")),
                call.parameters(), IamUserActions::plain);
    }

    private static Tree.Struct plain(IamUser one) {
        return Tree.of("Path", one.path()).and("UserName", one.name()).and("UserId", one.id()).and("Arn", one.arn())
                .and("CreateDate", one.created());
    }

    private static Tree.Struct tagged(IamUser one) {
        return one.tags().size() == 0
                ? plain(one)
                : plain(one).and("Tags", Tree.pairs(one.tags().asMap(), "Key", "Value"));
    }

    private static Tree.Struct plain(IamGroup one) {
        return Tree.of("Path", one.path()).and("GroupName", one.name()).and("GroupId", one.id()).and("Arn", one.arn())
                .and("CreateDate", one.created());
    }

    private static Tree.Struct plain(AccessKey key) {
        return Tree.of("UserName", key.userName()).and("AccessKeyId", key.id()).and("Status", key.status())
                .and("CreateDate", key.created());
    }
}
