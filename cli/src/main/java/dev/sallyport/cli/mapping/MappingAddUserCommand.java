package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.mapping.MapSection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code sallyport mapping add user}: lets an IAM user in. */
@Command(name = "user", header = "let an IAM user in", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Adds an entry to mapUsers. What the user may do, RBAC says: bind a role to the group or the name.",
    ""}, footer = {"", "Examples:",
        "  sallyport mapping add user --arn arn:aws:iam::123456789012:user/ana --username ana --group view",
        "  sallyport mapping add user --arn arn:aws:iam::123456789012:user/ana --username ana -f aws-auth.yaml"})
final class MappingAddUserCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = {"--arn",
        "--userarn"}, required = true, paramLabel = "ARN", description = "The user's ARN, with its path.")
    String arn = "";

    @Option(names = "--username", required = true, paramLabel = "NAME", description = "Who they are in the cluster; a template such as {{SessionName}} is filled.")
    String username = "";

    @Option(names = "--group", paramLabel = "NAME", description = "A group that they are in, for RBAC to speak of. Repeatable.")
    List<String> groups = new ArrayList<>();

    @Option(names = "--no-duplicate-arns", description = "As eksctl's; an ARN that is there already is refused in any case.")
    boolean noDuplicates;

    @Mixin
    MapEditing editing = new MapEditing();

    MappingAddUserCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return editing.make(terminal, Entries.added(MapSection.USERS, arn, username, groups), List.of());
    }
}
