package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.mapping.MapSection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code sallyport mapping add role}: lets an IAM role in. */
@Command(name = "role", header = "let an IAM role in", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Adds an entry to mapRoles. Everybody who may assume the role is let in. STS leaves the path out of",
    "a session's ARN: write role/dev for role/team/dev.",
    ""}, footer = {"", "Examples:",
        "  sallyport mapping add role --arn arn:aws:iam::123456789012:role/dev --username dev:{{SessionName}} \\",
        "      --group edit --reason \"the new team\""})
final class MappingAddRoleCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = {"--arn",
        "--rolearn"}, required = true, paramLabel = "ARN", description = "The role's ARN, without its path.")
    String arn = "";

    @Mixin
    PrincipalOptions principal = new PrincipalOptions();

    @Mixin
    MapEditing editing = new MapEditing();

    MappingAddRoleCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return editing.make(terminal, principal.added(MapSection.ROLES, arn), List.of());
    }
}
