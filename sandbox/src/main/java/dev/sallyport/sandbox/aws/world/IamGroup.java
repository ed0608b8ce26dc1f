package dev.sallyport.sandbox.aws.world;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * An IAM group.
 *
 * @param name unique in its account, ignoring case
 * @param path begins and ends with a slash
 * @param id {@code AGPA…}
 * @param arn with the path
 * @param created when
 * @param members names of users, in the order in which they were added
 * @param policies what every member gets
 */
public record IamGroup(String name, String path, String id, String arn, Instant created, List<String> members,
        GrantedPolicies policies) {

    public IamGroup {
        members = List.copyOf(members);
    }

    IamGroup with(GrantedPolicies other) {
        return new IamGroup(name, path, id, arn, created, members, other);
    }

    IamGroup withMember(String user) {
        return members.contains(user)
                ? this
                : withMembers(Stream.concat(members.stream(), Stream.of(user)).toList());
    }

    IamGroup withoutMember(String user) {
        return withMembers(members.stream().filter(member -> !member.equals(user)).toList());
    }

    private IamGroup withMembers(List<String> others) {
        return new IamGroup(name, path, id, arn, created, others, policies);
    }
}
