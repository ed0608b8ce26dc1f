package dev.sallyport.cli.mapping;

import dev.sallyport.cluster.review.MapChange;
import dev.sallyport.mapping.MapSection;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;

/** Who somebody is to be in the cluster, the same for a user and a role that are added. */
final class PrincipalOptions {

    @Option(names = "--username", required = true, paramLabel = "NAME", description = "Who they are in the cluster; a template such as {{SessionName}} is filled.")
    String username = "";

    @Option(names = "--group", paramLabel = "NAME", description = "A group that they are in, for RBAC to speak of. Repeatable.")
    List<String> groups = new ArrayList<>();

    @Option(names = "--no-duplicate-arns", description = "As eksctl's; an ARN that is there already is refused in any case.")
    boolean noDuplicates;

    MapChange added(MapSection section, String arn) {
        return Entries.added(section, arn, username, groups);
    }
}
