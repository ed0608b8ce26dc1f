package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.Terminal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The commands of this package by name, in the order in which help lists them. */
public final class MappingCommands {

    private MappingCommands() {}

    /** {@code sallyport mapping} itself. */
    public static Object group() {
        return new MappingCommand();
    }

    /** What stands under {@code sallyport mapping}. */
    public static Map<String, Function<Terminal, Object>> all() {
        Map<String, Function<Terminal, Object>> commands = new LinkedHashMap<>();
        commands.put("list", MappingListCommand::new);
        commands.put("get", MappingGetCommand::new);
        commands.put("simulate", MappingSimulateCommand::new);
        commands.put("lint", MappingLintCommand::new);
        commands.put("add", _ -> new MappingAddCommand());
        commands.put("upsert", MappingUpsertCommand::new);
        commands.put("remove", MappingRemoveCommand::new);
        commands.put("apply", MappingApplyCommand::new);
        commands.put("diff", MappingDiffCommand::new);
        commands.put("watch", MappingWatchCommand::new);
        commands.put("history", MappingHistoryCommand::new);
        commands.put("show", MappingShowCommand::new);
        commands.put("rollback", MappingRollbackCommand::new);
        commands.put("rescue", MappingRescueCommand::new);
        commands.put("export", MappingExportCommand::new);
        return Collections.unmodifiableMap(commands);
    }

    /** What stands under {@code sallyport mapping add}. */
    public static Map<String, Function<Terminal, Object>> additions() {
        Map<String, Function<Terminal, Object>> commands = new LinkedHashMap<>();
        commands.put("user", MappingAddUserCommand::new);
        commands.put("role", MappingAddRoleCommand::new);
        commands.put("account", MappingAddAccountCommand::new);
        return Collections.unmodifiableMap(commands);
    }
}
