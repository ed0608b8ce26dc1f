package dev.sallyport.access.whocan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A user name or a group with templates in it, read backwards: which session would have this name?
 *
 * <p>Each template becomes a part of a pattern that stands for what its value may look like. Sources:
 * aws-iam-authenticator, {@code pkg/server}; for session names, AWS STS API Reference, {@code AssumeRole}: 2 to 64
 * characters of <code>[\w+=,.@-]</code>.
 */
final class UserTemplate {

    private static final Pattern TEMPLATE = Pattern
            .compile("\\{\\{(EC2PrivateDNSName|AccountID|SessionNameRaw|SessionName|AccessKeyID)}}");

    private static final Map<String, String> FORMS = Map.of(
            "SessionName", "[\\w+=,.-]{2,64}", // @ has become -
            "SessionNameRaw", "[\\w+=,.@-]{2,64}",
            "EC2PrivateDNSName", "[a-z0-9-]+(?:\\.[a-z0-9-]+)+",
            "AccessKeyID", "A[A-Z0-9]{15,127}");

    private final String text;
    private final List<String> open = new ArrayList<>();

    private UserTemplate(String text) {
        this.text = text;
        Matcher found = TEMPLATE.matcher(text);
        while (found.find()) {
            if (!open.contains(found.group(1))) {
                open.add(found.group(1));
            }
        }
    }

    /**
     * A template as written in a rule.
     *
     * @param account of the rule's ARN, which fills <code>{{AccountID}}</code>; empty where a pattern leaves it open
     */
    static UserTemplate of(String text, String account) {
        return new UserTemplate(account.isEmpty() ? text : text.replace("{{AccountID}}", account));
    }

    /** Whether it stands for more than one name. */
    boolean isOpen() {
        return !open.isEmpty();
    }

    /** With these values; a template without one stays as it is written. */
    String filled(Map<String, String> values) {
        return TEMPLATE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }

    /** For each name that the template can become, the values with which it does. */
    List<Map<String, String>> matches(NavigableSet<String> names) {
        List<Map<String, String>> matches = new ArrayList<>();
        if (!isOpen()) {
            return matches;
        }
        String prefix = text.substring(0, text.indexOf("{{"));
        Pattern pattern = Pattern.compile(pattern());
        for (String name : names.tailSet(prefix, true)) {
            if (!name.startsWith(prefix)) {
                break;
            }
            Matcher matcher = pattern.matcher(name);
            if (matcher.matches()) {
                Map<String, String> values = new TreeMap<>();
                open.forEach(template -> values.put(template, matcher.group(template)));
                matches.add(values);
            }
        }
        return matches;
    }

    private String pattern() {
        StringBuilder pattern = new StringBuilder();
        List<String> seen = new ArrayList<>();
        Matcher found = TEMPLATE.matcher(text);
        int end = 0;
        while (found.find()) {
            pattern.append(Pattern.quote(text.substring(end, found.start())));
            String template = found.group(1);
            pattern.append(seen.contains(template)
                    ? "\\k<" + template + ">"
                    : "(?<" + template + ">" + FORMS.getOrDefault(template, "\\d{12}") + ")");
            seen.add(template);
            end = found.end();
        }
        return pattern.append(Pattern.quote(text.substring(end))).toString();
    }

    /** A choice in words, such as {@code with a session named ana}. */
    static String words(Map<String, String> choice) {
        return choice.entrySet().stream().map(value -> switch (value.getKey()) {
            case "SessionName", "SessionNameRaw" -> "with a session named " + value.getValue();
            case "EC2PrivateDNSName" -> "as the instance " + value.getValue();
            case "AccessKeyID" -> "with the access key " + value.getValue();
            default -> "in the account " + value.getValue();
        }).collect(Collectors.joining(" and "));
    }
}
