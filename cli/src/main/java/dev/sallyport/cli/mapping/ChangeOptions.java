package dev.sallyport.cli.mapping;

import dev.sallyport.cluster.review.Danger;
import dev.sallyport.cluster.review.DangerCode;
import dev.sallyport.mapping.FindingCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.util.ArrayList;
import java.util.List;

/** The options of every command that changes the map. */
final class ChangeOptions {

    @Option(names = "--dry-run", description = "Show what would change, and what it would lock out; write nothing.")
    boolean dryRun;

    @Option(names = {"-y", "--yes"}, description = "Do not ask before the write. Needed where nobody can be asked.")
    boolean yes;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, in your words; it stays in the history.")
    String reason = "";

    @Option(names = "--allow-lockout", paramLabel = "CODE", converter = Code.class, description = "Accept the danger with this code, such as L-NODE-ROLE; where a guard refuses an error, its code too. Repeatable.")
    List<String> allowed = new ArrayList<>();

    /** The dangers that nobody accepted. */
    List<Danger> standing(List<Danger> dangers) {
        return dangers.stream().filter(danger -> !allowed.contains(danger.code().code())).toList();
    }

    /** Reads a code. */
    static final class Code implements ITypeConverter<String> {
        @Override
        public String convert(String value) {
            return DangerCode.byCode(value).map(DangerCode::code)
                    .or(() -> FindingCode.byCode(value).map(FindingCode::code))
                    .orElseThrow(() -> new TypeConversionException("there is no danger \"" + value
                            + "\"; there are: "
                            + String.join(", ", DangerCode.all().stream().map(DangerCode::code).toList())));
        }
    }
}
