package dev.sallyport.access.report;

import dev.sallyport.access.whocan.Guise;
import dev.sallyport.access.whocan.Party;
import dev.sallyport.access.whocan.WhoCanAnswer;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.AccessRequest;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.whocan.Grants.Grant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says who has which strong power. */
final class Powers {

    private static final List<AccessRequest> READING = List.of(secrets("get"), secrets("list"), secrets("watch"));

    private final Map<Party, Power> byParty = new HashMap<>();
    private final Map<MappingRule, Power> ofWholeRule = new HashMap<>();
    private final IdentityHashMap<Role, Boolean> readsSecrets = new IdentityHashMap<>(); // a role of a hundred rules hashes slowly

    Powers(WhoCanAnswer answer) {
        answer.direct().forEach(direct -> add(direct.party(), new Power.Everything(direct.chains())));
        answer.indirect().forEach(
                indirect -> add(indirect.party(), new Power.Climbs(indirect.ways(), indirect.count())));
    }

    private static AccessRequest secrets(String verb) {
        return new AccessRequest.Resource(verb, "", "secrets", "", "", "");
    }

    private void add(Party party, Power power) {
        byParty.put(party, power);
        if (party instanceof Party.Mapped(MappingRule rule, Guise guise) && guise.chosen().isEmpty()) {
            ofWholeRule.put(rule, power);
        }
    }

    /** What somebody has, the strongest first. */
    List<Power> of(Party party, List<Grant> grants) {
        List<Power> powers = new ArrayList<>();
        most(party).ifPresent(powers::add);
        List<Grant> reading = grants.stream().filter(grant -> grant.role().filter(this::readsSecrets).isPresent())
                .toList();
        if (!reading.isEmpty() && powers.stream().noneMatch(Power.Everything.class::isInstance)) {
            powers.add(new Power.ReadsSecrets(reading));
        }
        return powers;
    }

    /** What all have who come in by a rule stands in the answer once, for the one who chose nothing. */
    private Optional<Power> most(Party party) {
        Optional<Power> own = Optional.ofNullable(byParty.get(party));
        return own.isPresent() || !(party instanceof Party.Mapped(MappingRule rule, Guise _))
                ? own
                : Optional.ofNullable(ofWholeRule.get(rule));
    }

    private boolean readsSecrets(Role role) {
        return readsSecrets.computeIfAbsent(role,
                each -> each.rules().stream().anyMatch(rule -> READING.stream().anyMatch(rule::allows)));
    }
}
