package dev.sallyport.cli.access;

import dev.sallyport.access.minimize.Asked;
import dev.sallyport.access.minimize.Minimized;
import dev.sallyport.access.minimize.SeenRequests;
import dev.sallyport.access.minimize.TodaysRights;
import dev.sallyport.access.world.AccessWorld;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Roles out of a log as data, for {@code -o json|yaml}. */
final class MinimizeFacts {

    private MinimizeFacts() {}

    static Map<String, Object> of(AuditLogs logs, SeenRequests seen, Minimized least, Optional<AccessWorld> world,
            List<String> wider) {
        Map<String, Object> log = new LinkedHashMap<>();
        log.put("files", logs.shown());
        log.put("events", logs.events());
        seen.first().ifPresent(first -> log.put("from", first.toString()));
        seen.last().ifPresent(last -> log.put("to", last.toString()));
        log.put("unreadCount", logs.damaged());
        log.put("unread", logs.unread().stream().map(unread -> Map.of("file", unread.file(), "place",
                unread.damage().place(), "why", unread.damage().why())).toList());
        Map<String, Object> check = new LinkedHashMap<>();
        check.put("replayed", least.replay().replayed());
        check.put("denied", requests(least.replay().denied()));
        Map<String, Object> notGiven = new LinkedHashMap<>();
        notGiven.put("everybodys", requests(least.everybodys()));
        notGiven.put("denied", requests(least.denied()));
        notGiven.put("undecided", requests(least.undecided()));
        notGiven.put("wildcards", requests(least.unwritable()));
        notGiven.put("impersonationsDenied", seen.impersonationsDenied());
        List<String> remarks = new ArrayList<>(List.of(MinimizeWords.POLICY));
        world.ifPresent(of -> remarks.addAll(of.limits()));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("subject", seen.subject().words());
        facts.put("log", log);
        facts.put("requests", seen.requests());
        facts.put("distinct", seen.distinct());
        facts.put("widerAsAsked", wider);
        facts.put("users", List.copyOf(seen.users().keySet()));
        facts.put("objects", Stream.concat(least.roles().roles().stream().map(RbacManifest::facts),
                least.roles().bindings().stream().map(RbacManifest::facts)).toList());
        facts.put("check", check);
        facts.put("notGiven", notGiven);
        facts.put("checkedFurther", requests(least.checkedFurther(seen)));
        least.today().ifPresent(today -> facts.put("today", today(today)));
        facts.put("remarks", remarks);
        return facts;
    }

    private static Map<String, Object> today(TodaysRights today) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("masters", today.masters());
        facts.put("grants", today.grants().stream().map(MinimizeFacts::grant).toList());
        facts.put("refusedToday", requests(today.refusedToday()));
        return facts;
    }

    private static Map<String, Object> grant(TodaysRights.Used grant) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("binding", AccessWords.binding(grant.binding()));
        facts.put("role", AccessWords.role(grant.role()));
        facts.put("by", AccessWords.subject(grant.subject()));
        facts.put("unseen", grant.unseen().stream().map(AccessFacts::of).toList());
        facts.put("wider", grant.partly().stream().map(part -> {
            Map<String, Object> wider = new LinkedHashMap<>();
            wider.put("rule", AccessFacts.of(part.rule()));
            wider.put("wildcard", part.wildcard());
            wider.put("seenNames", part.names());
            wider.put("seenNamespaces", part.namespaces());
            return wider;
        }).toList());
        return facts;
    }

    private static List<Map<String, Object>> requests(List<Asked> asked) {
        return asked.stream().map(one -> {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("user", one.user());
            facts.putAll(AccessFacts.of(one.request()));
            return facts;
        }).toList();
    }
}
