package dev.sallyport.sandbox.aws.service;

import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.IamGroup;
import dev.sallyport.sandbox.aws.world.IamRole;
import dev.sallyport.sandbox.aws.world.IamUser;
import dev.sallyport.sandbox.aws.world.InstanceProfile;

/**
 * The ARNs that policies are asked about. For something that does not exist it is the one it would have without a path,
 * so that who may not look is not told what there is.
 */
final class IamArns {

    private IamArns() {}

    static String of(AwsWorld world, String account, String resource) {
        return "arn:" + world.partition().id() + ":iam::" + account + ":" + resource;
    }

    static String user(AwsWorld world, String account, String name) {
        return world.account(account).users().find(name).map(IamUser::arn)
                .orElse(of(world, account, name.isEmpty() ? "root" : "user/" + name));
    }

    static String group(AwsWorld world, String account, String name) {
        return world.account(account).groups().find(name).map(IamGroup::arn)
                .orElse(of(world, account, "group/" + name));
    }

    static String role(AwsWorld world, String account, String name) {
        return world.account(account).roles().find(name).map(IamRole::arn)
                .orElse(of(world, account, "role/" + name));
    }

    static String instanceProfile(AwsWorld world, String account, String name) {
        return world.account(account).instanceProfiles().find(name).map(InstanceProfile::arn)
                .orElse(of(world, account, "instance-profile/" + name));
    }
}
