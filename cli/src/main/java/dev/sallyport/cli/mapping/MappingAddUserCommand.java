package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.mapping.MapSection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    PrincipalOptions principal = new PrincipalOptions();

    @Mixin
    MapEditing editing = new MapEditing();

    MappingAddUserCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return editing.make(terminal, principal.added(MapSection.USERS, arn), List.of());
    }
}
