package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.mapping.MapSection;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code sallyport mapping upsert}: changes the entry for an ARN, or adds it; with keikoproj's options. */
@Command(name = "upsert", header = "change the entry for an ARN, or add it", mixinStandardHelpOptions = true, sortOptions = false, description = {
    "",
    "Makes the entry for a role or a user have this user name and these groups; where there is none,",
    "one is added. The options are those of aws-auth upsert (keikoproj), and --line for one of several.",
    ""}, footer = {"", "Examples:",
        "  sallyport mapping upsert --maproles --rolearn arn:aws:iam::123456789012:role/dev \\",
        "      --username dev:{{SessionName}} --groups edit,view",
        "  sallyport mapping upsert --userarn arn:aws:iam::123456789012:user/ana --groups admins --append \\",
        "      --update-username=false"})
final class MappingUpsertCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Option(names = "--rolearn", paramLabel = "ARN", description = "The role's ARN, without its path.")
    @Nullable
    String role;

    @Option(names = "--userarn", paramLabel = "ARN", description = "The user's ARN, with its path.")
    @Nullable
    String user;

    @Option(names = "--maproles", description = "It is a role; --rolearn says so already.")
    boolean roles;

    @Option(names = "--mapusers", description = "It is a user; --userarn says so already.")
    boolean users;

    @Option(names = "--username", paramLabel = "NAME", description = "Who they are in the cluster; a template such as {{SessionName}} is filled.")
    @Nullable
    String username;

    @Option(names = "--groups", split = ",", paramLabel = "NAME[,NAME]", description = "The groups that they are in, all of them; without it those that are there stay.")
    List<String> groups = new ArrayList<>();

    @Option(names = "--group", paramLabel = "NAME", description = "One group more, whose name may hold a comma. Repeatable.")
    List<String> wholeGroups = new ArrayList<>();

    @Option(names = "--append", description = "Keep the groups that are there, and add these.")
    boolean append;

    @Option(names = "--update-username", arity = "1", paramLabel = "true|false", defaultValue = "true", description = "false keeps the user name that is there; a new entry gets --username.")
    boolean updateUsername = true;

    @Mixin
    LineOption line = new LineOption();

    @Option(names = "--retry", description = "As keikoproj's; whoever is overtaken tries again in any case.")
    boolean retry;

    @Mixin
    MapEditing editing = new MapEditing();

    MappingUpsertCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String arn = role == null ? user : role;
        if (arn == null || (role != null && user != null)) {
            throw new CommandFailure(ExitCode.USAGE, "give one --rolearn or one --userarn.");
        }
        if (role == null ? roles : users) {
            throw new CommandFailure(ExitCode.USAGE, "--maproles goes with --rolearn, and --mapusers with --userarn.");
        }
        if (username == null && updateUsername) {
            throw new CommandFailure(ExitCode.USAGE,
                    "give a --username, or keep the one that is there: --update-username=false.");
        }
        groups.addAll(wholeGroups);
        return editing.make(terminal, Entries.upserted(role == null ? MapSection.USERS : MapSection.ROLES, arn,
                line.line(), Optional.ofNullable(username), updateUsername, groups, append), List.of());
    }
}
