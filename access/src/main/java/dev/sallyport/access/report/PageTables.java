package dev.sallyport.access.report;

import dev.sallyport.access.findings.AccessFinding;
import dev.sallyport.access.whocan.WhoCanAnswer.Way;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.Subject;
import dev.sallyport.rbac.whocan.Grants.Grant;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What entries of a report have in common, each once and with a number: a group with 500 bindings and 5,000 members stands
 * in the page once and not 5,000 times.
 */
final class PageTables {

    private final List<Role> roles = new ArrayList<>();
    private final IdentityHashMap<Role, Integer> roleNumbers = new IdentityHashMap<>();
    private final List<Grant> bindings = new ArrayList<>();
    private final IdentityHashMap<Binding, Integer> bindingNumbers = new IdentityHashMap<>();
    private final Map<Subject, List<Integer>> subjects = new LinkedHashMap<>();
    private final Map<Subject, Integer> subjectNumbers = new LinkedHashMap<>();
    private final Map<Way, Integer> ways = new LinkedHashMap<>();
    private final IdentityHashMap<AccessFinding, Integer> findings = new IdentityHashMap<>();

    PageTables(AccessReport report) {
        report.findings().forEach(finding -> findings.put(finding, findings.size()));
        report.entries().forEach(this::add);
    }

    private void add(ReportEntry entry) {
        Map<Subject, Set<Integer>> fresh = new LinkedHashMap<>();
        for (Grant grant : entry.grants()) {
            if (!subjects.containsKey(grant.subject())) { // else an entry before had the same bindings by it
                fresh.computeIfAbsent(grant.subject(), absent -> new LinkedHashSet<>()).add(number(grant));
            }
        }
        fresh.forEach((subject, numbers) -> put(subject, List.copyOf(numbers)));
        entry.names().forEach(name -> put(name, List.of()));
        entry.powers().forEach(power -> {
            if (power instanceof Power.Climbs climbs) {
                climbs.ways().forEach(way -> ways.putIfAbsent(way, ways.size()));
            }
        });
    }

    private void put(Subject subject, List<Integer> numbers) {
        if (subjects.putIfAbsent(subject, numbers) == null) {
            subjectNumbers.put(subject, subjectNumbers.size());
        }
    }

    private int number(Grant grant) {
        grant.role().ifPresent(role -> roleNumbers.computeIfAbsent(role, absent -> {
            roles.add(role);
            return roles.size() - 1;
        }));
        return bindingNumbers.computeIfAbsent(grant.binding(), absent -> {
            bindings.add(grant);
            return bindings.size() - 1;
        });
    }

    List<Role> roles() {
        return roles;
    }

    /** One grant of each binding. */
    List<Grant> bindings() {
        return bindings;
    }

    /** Each subject, with the numbers of its bindings. */
    Map<Subject, List<Integer>> subjects() {
        return subjects;
    }

    Set<Way> ways() {
        return ways.keySet();
    }

    int numberOf(Role role) {
        return known(roleNumbers.get(role));
    }

    int numberOf(Binding binding) {
        return known(bindingNumbers.get(binding));
    }

    int numberOf(Way way) {
        return known(ways.get(way));
    }

    int numberOf(AccessFinding finding) {
        return known(findings.get(finding));
    }

    /** An entry's subjects: its own names, and those that bindings call it by besides. */
    Set<Integer> numbersOf(ReportEntry entry) {
        Set<Integer> numbers = new LinkedHashSet<>();
        entry.names().forEach(name -> numbers.add(known(subjectNumbers.get(name))));
        entry.grants().forEach(grant -> numbers.add(known(subjectNumbers.get(grant.subject()))));
        return numbers;
    }

    private static int known(@Nullable Integer number) {
        if (number == null) {
            throw new IllegalArgumentException("not of this report");
        }
        return number;
    }
}
