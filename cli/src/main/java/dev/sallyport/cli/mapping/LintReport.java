package dev.sallyport.cli.mapping;

import dev.sallyport.cli.terminal.OutputFormat;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.lint.LintFinding;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Forms in which other tools take findings. Sources: OASIS, Static Analysis Results Interchange Format 2.1.0; GitHub,
 * "Workflow commands for GitHub Actions".
 */
enum LintReport {
    SARIF {
        @Override
        String write(List<LintFinding> found, Optional<String> file) {
            Map<String, Object> driver = new LinkedHashMap<>();
            driver.put("name", "sallyport mapping lint");
            driver.put("rules", found.stream().map(each -> each.finding().code()).distinct().sorted()
                    .map(LintReport::rule).toList());
            Map<String, Object> run = new LinkedHashMap<>();
            run.put("tool", Map.of("driver", driver));
            run.put("columnKind", "unicodeCodePoints");
            run.put("results", found.stream().map(each -> result(each.finding(), file)).toList());
            Map<String, Object> log = new LinkedHashMap<>();
            log.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            log.put("version", "2.1.0");
            log.put("runs", List.of(run));
            return OutputFormat.JSON.write(log);
        }
    },
    GITHUB {
        @Override
        String write(List<LintFinding> found, Optional<String> file) {
            StringBuilder text = new StringBuilder();
            for (LintFinding each : found) {
                Finding finding = each.finding();
                text.append("::").append(finding.severity().word()).append(' ')
                        .append(file.map(name -> "file=" + property(name) + ",").orElse(""));
                if (finding.place().line() > 0) {
                    text.append("line=").append(finding.place().line()).append(',');
                }
                if (finding.column() > 0) {
                    text.append("col=").append(finding.column()).append(',');
                }
                text.append("title=").append(property(finding.code())).append("::")
                        .append(message(finding.message() + ". " + finding.remedy())).append('\n');
            }
            return text.toString();
        }
    };

    /**
     * The findings in this form.
     *
     * @param file the map's file as it was named; empty for a cluster's map and for standard input
     */
    abstract String write(List<LintFinding> found, Optional<String> file);

    private static Map<String, Object> rule(String code) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("id", code);
        FindingCode.byCode(code)
                .ifPresent(known -> rule.put("shortDescription", Map.of("text", known.title())));
        return rule;
    }

    private static Map<String, Object> result(Finding finding, Optional<String> file) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ruleId", finding.code());
        result.put("level", finding.severity().word());
        result.put("message", Map.of("text", finding.message() + ". " + finding.remedy()));
        file.ifPresent(name -> {
            Map<String, Object> where = new LinkedHashMap<>();
            where.put("artifactLocation", Map.of("uri", uri(name)));
            if (finding.place().line() > 0) {
                Map<String, Object> region = new LinkedHashMap<>();
                region.put("startLine", finding.place().line());
                if (finding.column() > 0) {
                    region.put("startColumn", finding.column());
                }
                where.put("region", region);
            }
            result.put("locations", List.of(Map.of("physicalLocation", where)));
        });
        return result;
    }

    /**
     * A file's name as a URI reference (SARIF 3.4.3): a relative one stays relative, to the repository as code scanning
     * takes it. A colon in its first part would make a scheme of that (RFC 3986, 4.2).
     */
    private static String uri(String name) {
        return name.startsWith("/")
                ? Path.of(name).toUri().toString()
                : Path.of("/" + name).toUri().getRawPath().substring(1).replace(":", "%3A");
    }

    /** A message: what would end the command, or begin another, is written as GitHub reads it back. */
    private static String message(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    /** A property has more that ends it. */
    private static String property(String text) {
        return message(text).replace(":", "%3A").replace(",", "%2C");
    }
}
