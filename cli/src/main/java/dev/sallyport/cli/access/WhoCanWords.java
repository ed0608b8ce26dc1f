package dev.sallyport.cli.access;

import dev.sallyport.access.whocan.Party;
import dev.sallyport.access.whocan.WhoCanAnswer;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.mapping.MappingRule;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.whocan.Evidence;
import dev.sallyport.rbac.whocan.Step;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who can, for people: a party a line, below it by what. */
final class WhoCanWords {

    private static final int WIDTH = 100;
    private static final int MOST_CHAINS = 3; // more say the same again
    private static final int MOST_WAYS = 2;

    private final WhoCanAnswer answer;
    private final boolean all;
    private final List<String> lines = new ArrayList<>();

    private WhoCanWords(WhoCanAnswer answer, boolean all) {
        this.answer = answer;
        this.all = all;
    }

    /**
     * The lines.
     *
     * @param all whether the parts of Kubernetes are named one by one
     */
    static List<String> of(WhoCanAnswer answer, boolean all) {
        WhoCanWords words = new WhoCanWords(answer, all);
        words.direct();
        words.indirect();
        return words.lines.stream().map(Printable::name).toList();
    }

    /** What somebody has who becomes the principal of a rule that an answer names: the first of its ways. */
    static Optional<String> then(WhoCanAnswer answer, MappingRule rule) {
        Optional<String> direct = answer.direct().stream().filter(each -> isOf(each.party(), rule)).findFirst()
                .flatMap(each -> each.chains().stream().findFirst()).map(chain -> "then " + AccessWords.chain(chain));
        return direct.or(() -> answer.indirect().stream().filter(each -> isOf(each.party(), rule)).findFirst()
                .flatMap(each -> each.ways().stream().findFirst())
                .map(way -> way.route().steps().stream()
                        .map(step -> "then " + step.technique().word() + ", to " + step.gain().words())
                        .collect(Collectors.joining(", ")) + ", as above"));
    }

    private static boolean isOf(Party party, MappingRule rule) {
        return party instanceof Party.Mapped(MappingRule mapped, var _) && mapped.equals(rule);
    }

    private void direct() {
        heading("By themselves", answer.direct().size());
        if (answer.direct().isEmpty()) {
            lines.add("    nobody that a binding or the map names");
        }
        for (WhoCanAnswer.Direct direct : answer.direct()) {
            if (!all && direct.isKubernetesOwn()) {
                continue;
            }
            party(direct.party());
            direct.chains().stream().limit(all ? Integer.MAX_VALUE : MOST_CHAINS)
                    .forEach(chain -> lines.add("        " + AccessWords.chain(chain)));
            more(all ? 0 : direct.chains().size() - MOST_CHAINS, "way", "ways");
        }
        ofKubernetes(answer.direct().stream().filter(WhoCanAnswer.Direct::isKubernetesOwn).count());
    }

    private void indirect() {
        if (answer.indirect().isEmpty()) {
            return;
        }
        heading("By doing something else first", answer.indirect().size());
        for (WhoCanAnswer.Indirect indirect : answer.indirect()) {
            if (!all && indirect.isKubernetesOwn()) {
                continue;
            }
            party(indirect.party());
            indirect.ways().stream().limit(all ? Integer.MAX_VALUE : MOST_WAYS).forEach(this::way);
            int told = all ? indirect.ways().size() : Math.min(MOST_WAYS, indirect.ways().size());
            more(indirect.count() - told, "way", "ways");
        }
        ofKubernetes(answer.indirect().stream().filter(WhoCanAnswer.Indirect::isKubernetesOwn).count());
    }

    private void heading(String words, int count) {
        lines.add("");
        lines.add(words + " (" + count + ")");
    }

    private void party(Party party) {
        String wayIn = AccessWords.wayIn(party);
        lines.add("    " + AccessWords.party(party) + (wayIn.isEmpty() ? "" : "   " + wayIn));
    }

    private void way(WhoCanAnswer.Way way) {
        for (int i = 0; i < way.route().steps().size(); i++) {
            Step step = way.route().steps().get(i);
            lines.add("        " + (i == 0 ? "" : "then ") + step.technique().word() + ": " + step.technique().deed()
                    + ", to " + step.gain().words());
            way.evidence().get(i).forEach(this::need);
        }
        Evidence last = way.evidence().getLast().getFirst();
        lines.add("            then " + last.chain().map(AccessWords::chain).orElse("that is enough"));
    }

    private void need(Evidence evidence) {
        String by = evidence.chain().map(chain -> switch (chain) {
            case Decision.Chain.ByMasters _ -> AccessWords.chain(chain);
            case Decision.Chain.ByBinding binding -> AccessWords.binding(binding.binding()) + " -> "
                    + AccessWords.role(binding.role()) + ", rule " + (binding.ruleIndex() + 1);
        }).orElse("by the step before");
        String may = "            may " + AccessWords.request(evidence.request()) + ": ";
        if (may.length() + by.length() <= WIDTH) {
            lines.add(may + by);
        } else {
            lines.add(may.stripTrailing());
            lines.add("                " + by);
        }
    }

    private void more(int count, String one, String many) {
        if (count > 0) {
            lines.add("        and " + count + " more " + (count == 1 ? one : many) + " (--all)");
        }
    }

    private void ofKubernetes(long count) {
        if (!all && count > 0) {
            lines.add("    " + count + (count == 1 ? " part" : " parts")
                    + " of Kubernetes itself, by bindings that it makes (--all)");
        }
    }
}
