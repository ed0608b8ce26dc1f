package dev.sallyport.cli.access;

import dev.sallyport.cli.terminal.Terminal;

import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The commands under {@code sallyport access} by name, in the order in which help lists them. */
public final class AccessCommands {

    private AccessCommands() {}

    /** {@code sallyport access} itself. */
    public static Object group() {
        return new AccessCommand();
    }

    /** What stands under it. */
    public static Map<String, Function<Terminal, Object>> all() {
        Map<String, Function<Terminal, Object>> commands = new LinkedHashMap<>();
        commands.put("lookup", AccessLookupCommand::new);
        commands.put("matrix", AccessMatrixCommand::new);
        commands.put("diff", AccessDiffCommand::new);
        commands.put("findings", AccessFindingsCommand::new);
        commands.put("minimize", AccessMinimizeCommand::new);
        commands.put("report", terminal -> new AccessReportCommand(terminal, Clock.systemUTC()));
        commands.put("grant-console", AccessGrantConsoleCommand::new);
        return Collections.unmodifiableMap(commands);
    }
}
