package dev.sallyport.conformance.mappings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Thinks of people who might come to a cluster with a given map: those it names, those it nearly names, and strangers. */
final class Callers {

    static final int FOR_EACH_DOCUMENT = 10;

    private static final Pattern NAMED = Pattern
            .compile("arn:(aws[\\w-]*):iam::(\\d{12}):(role|user)/([\\w+=,.@/-]+)", Pattern.CASE_INSENSITIVE);
    private static final List<String> SESSIONS = List.of("alice", "alice@example.com", "i-0123456789abcdef0",
            "i-01234567", "i-0123456789ABCDEF0", "i-short", "i-0123456789abcdef01", "a=b,c.d_e-f+g",
            "botocore-session-1",
            "@@", "i-01234_67");

    private final Chance chance;

    Callers(Chance chance) {
        this.chance = chance;
    }

    /** As many as are asked about under one document. */
    List<Caller> of(MapDocument document) {
        List<String[]> named = new ArrayList<>();
        document.data().values().forEach(text -> {
            Matcher arns = NAMED.matcher(text);
            while (arns.find()) {
                named.add(new String[]{arns.group(1), arns.group(2), arns.group(3), arns.group(4)});
            }
        });
        List<Caller> callers = new ArrayList<>();
        while (callers.size() < FOR_EACH_DOCUMENT) {
            callers.add(named.isEmpty() || chance.percent(15) ? stranger() : near(chance.of(named)));
        }
        return callers;
    }

    /** Somebody whom an ARN of the map means, or whom its writer thinks that it means. */
    private Caller near(String[] arn) {
        String partition = chance.percent(95) ? arn[0].toLowerCase(Locale.ROOT) : chance.of("aws", "aws-cn");
        String account = chance.percent(95) ? arn[1] : chance.of(WrittenScalars.ACCOUNTS);
        String name = arn[3].replaceAll("/+$", "");
        name = switch (chance.below(12)) {
            case 0 -> name.toUpperCase(Locale.ROOT);
            case 1 -> name.toLowerCase(Locale.ROOT);
            case 2 -> name + "x";
            default -> name;
        };
        boolean role = arn[2].equalsIgnoreCase("role") == chance.percent(94);
        if (role) {
            return Caller.session(partition, account, chance.percent(75) ? name : name.replaceAll(".*/", ""),
                    chance.of(SESSIONS));
        }
        return Caller.lasting("arn:" + partition + ":iam::" + account + ":user/" + name, account,
                "AIDAUSERUSERUSERUSER1");
    }

    private Caller stranger() {
        String account = chance.of(WrittenScalars.ACCOUNTS);
        return switch (chance.below(6)) {
            case 0 -> Caller.lasting("arn:aws:iam::" + account + ":root", account, account);
            case 1 -> Caller.lasting("arn:aws:sts::" + account + ":federated-user/Bob", account, account + ":Bob");
            case 2 -> Caller.lasting("arn:aws:iam::" + account + ":user/a/b/stranger", account, "AIDASTRANGERSTRANGER");
            case 3 -> Caller.session("aws", account, chance.of("worker", "admin", "admi", "dev"),
                    chance.of("{{AccessKeyID}}", "{{SessionNameRaw}}", "x{{AccountID}}@"));
            default -> Caller.session("aws", account, chance.of("dev", "Admin", "eks-node-role", "worker", "admin"),
                    chance.of(SESSIONS));
        };
    }
}
