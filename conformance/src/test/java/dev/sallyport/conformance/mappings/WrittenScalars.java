package dev.sallyport.conformance.mappings;

import java.util.List;

/** The values of an entry, as people write them: in quotes and out of them, as a block, with a tag, with an anchor. */
final class WrittenScalars {

    static final List<String> ACCOUNTS = List.of("123456789012", "210987654321", "012345678901", "012345670123",
            "000000000001");

    private static final List<String> NAMES = List.of("dev", "Admin", "ADMIN", "admin", "team/dev", "a/b/c/deep",
            "eks-node-role", "aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Admin_0123456789abcdef",
            "AWSReservedSSO_Admin_0123456789abcdef", "a+b=c,d.e@f-g_h", "wor\u212aer", "adm\u0130n", "\u03a3\u03a3",
            "stra\u00dfe", "0x1f", "*", "", " dev", "dev ");

    private static final List<String> USERNAMES = List.of("admin", "dev:{{SessionName}}", "{{SessionName}}",
            "{{SessionNameRaw}}", "system:node:{{EC2PrivateDNSName}}", "{{AccountID}}:{{SessionNameRaw}}",
            "{{AccessKeyID}}", "{{SessionName}}{{AccessKeyID}}", "{{ SessionName }}", "{{Session}}", "{{{AccountID}}}",
            "{{AccountID{{AccountID}}}}", "", "kubernetes-admin", "a b", "\u00e9\u4e16", "it's", "say \"hi\"",
            "back\\slash", "a: b", "a #b", "#a", "@a", "`a`", "%a", "&a", "*a", "!a", "- a", "? a", "a,b", "[a]", "{a}",
            "tab\there", "two\nlines");

    private static final List<String> GROUPS = List.of("system:masters", "system:nodes", "system:bootstrappers",
            "devs", "{{AccountID}}", "g:{{SessionName}}", "{{AccessKeyID}}", "a b", "", "view");

    /** What YAML 1.1 takes for something else than text. */
    private static final List<String> SURPRISES = List.of("on", "off", "yes", "No", "y", "n", "true", "FALSE", "~",
            "null", "Null", "0123", "0o17", "0x1F", "0b101", "1_000", "1e3", "1.5", ".5", "1.", "-0", "+1", ".inf",
            "-.INF", ".nan", "1:30", "190:20:30", "2001-01-01", "2001-12-14t21:59:43.10-05:00", "=", "<<", "--", "1e",
            "123456789012", "9223372036854775808", "18446744073709551616", "1e400", "08", "0777", "-", "", "|", ">",
            "!!str 0123", "!!int 12", "!!binary aGk=", "!!binary %", "!!null x", "!!str", "! on", "!local x",
            "!!float 1", "!!bool yes", "!!timestamp 2001-01-01", "!<tag:yaml.org,2002:str> on", "\"\\x41\\u00e9\\n\"",
            "\"\\q\"", "\"\\\n    x\"", "'a''b'", "'a\n    b'", "\"unclosed", "'unclosed", "a: b", "a:", "{{x}}");

    private final Chance chance;

    WrittenScalars(Chance chance) {
        this.chance = chance;
    }

    /** An ARN, most often one that names somebody. */
    String arn(String kind) {
        String partition = chance.percent(92) ? "aws" : chance.of("aws-cn", "aws-us-gov", "AWS", "aws-eusc", "");
        String service = chance.percent(96) ? "iam" : chance.of("sts", "IAM", "s3", "");
        String account = chance.percent(97) ? chance.of(ACCOUNTS) : chance.of("1234", "", "1234-5678-9012");
        String type = chance.percent(92)
                ? kind
                : chance.of("role", "user", "root", "Role", "assumed-role", "federated-user", "group");
        String name = chance.percent(75) ? chance.of(NAMES.subList(0, 7)) : chance.of(NAMES);
        String arn = "arn:" + partition + ":" + service + "::" + account + ":"
                + (type.equals("root") ? type : type + "/" + name);
        if (type.equals("assumed-role")) {
            return arn + "/session";
        }
        return switch (chance.below(60)) {
            case 0 -> "arn:aws:iam::" + account + ":role/" + arn;
            case 1 -> arn.toUpperCase(java.util.Locale.ROOT);
            case 2 -> name;
            case 3 -> arn + "*";
            case 4 -> " " + arn;
            case 5 -> arn.replace("arn:", "");
            default -> arn;
        };
    }

    /** A user name's text. */
    String username() {
        return chance.percent(70) ? chance.of(USERNAMES.subList(0, 8)) : chance.of(USERNAMES);
    }

    /** A group's text. */
    String group() {
        return chance.of(GROUPS);
    }

    /** A value as it is written, by somebody who does not think of YAML. */
    String surprise() {
        return chance.of(SURPRISES);
    }

    /** This text written so that it means itself, most often: nine in ten know that a brace wants quotes. */
    String written(String text, String indent) {
        if ((text.isEmpty() || "{[&*!|>'\"%@`#-?,".indexOf(text.charAt(0)) >= 0) && chance.percent(90)) {
            return doubleQuoted(text);
        }
        return switch (chance.below(12)) {
            case 0, 1, 2, 3, 4 -> text;
            case 5, 6, 7 -> doubleQuoted(text);
            case 8, 9 -> "'" + text.replace("'", "''") + "'";
            case 10 -> chance.of("|\n", "|-\n", ">\n", ">-\n", "|+\n", "|2\n") + indent + "  " + text;
            default -> chance.of("!!str ", "&a ", "&b1 ", "! ") + doubleQuoted(text);
        };
    }

    static String doubleQuoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t") + "\"";
    }
}
