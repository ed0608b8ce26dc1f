package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.review.ClusterSight;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Answers admission requests: judges the edit by what the cluster's state is now, and lets it pass all the same where
 * somebody who may has taken its consequences upon themselves.
 */
final class Guard {

    private final Supplier<GuardRules> rules;
    private final Supplier<ClusterSight.Seen> sight;
    private final OverrideRight overrides;
    private final RecentEdits recent;

    /**
     * A guard.
     *
     * @param rules those in force
     * @param sight looks at the cluster, within the time that there is
     * @param overrides who may break the glass
     * @param recent is told of each edit that passes
     */
    Guard(Supplier<GuardRules> rules, Supplier<ClusterSight.Seen> sight, OverrideRight overrides,
            RecentEdits recent) {
        this.rules = rules;
        this.sight = sight;
        this.overrides = overrides;
        this.recent = recent;
    }

    /** The answer. A dry run gets the same one. */
    Verdict judge(AdmissionRequest request) {
        if (!request.isAboutTheMap() || !EditJudge.isToBeJudged(request)) {
            return Verdict.PASS;
        }
        Verdict verdict = judged(request);
        if (verdict.allowed()) {
            recent.passed(request);
        }
        return verdict;
    }

    private Verdict judged(AdmissionRequest request) {
        ClusterSight.Seen seen = sight.get();
        List<String> notSeen = seen.unseen().stream()
                .map(what -> "the guard could not see " + what + ", and judged by the text alone there").toList();
        List<Objection> objections = new EditJudge(rules.get()).judge(request, seen.state());
        List<Objection> refused = with(Treatment.REFUSE, objections);
        List<Objection> warned = with(Treatment.WARN, objections);
        if (refused.isEmpty()) {
            return new Verdict(true, "", GuardWords.warnings(notSeen, warned), List.of(), List.of());
        }
        BreakGlass glass = BreakGlass.of(request);
        List<String> remarks = new ArrayList<>();
        if (glass.covers(GuardWords.codes(refused)) && mayOverride(request, glass, remarks)) {
            List<String> first = new ArrayList<>(notSeen);
            first.add("let pass by " + (glass.byRightAlone()
                    ? "the right to " + OverrideRight.VERB
                    : BreakGlass.ANNOTATION) + ", as " + request.user().username() + " wants it: "
                    + String.join(", ", GuardWords.codes(refused)));
            List<Objection> all = new ArrayList<>(refused);
            all.addAll(warned);
            return new Verdict(true, "", GuardWords.warnings(first, all), List.of(), GuardWords.codes(refused));
        }
        glass.stale().forEach(stale -> remarks.add("The annotation says " + stale + ", which does not count: this edit"
                + " replaces the version " + glass.version() + "."));
        return new Verdict(false, GuardWords.refusal(request, refused, remarks, glass),
                GuardWords.warnings(notSeen, warned), GuardWords.codes(refused), List.of());
    }

    private boolean mayOverride(AdmissionRequest request, BreakGlass glass, List<String> remarks) {
        String but = glass.byRightAlone()
                ? "The map is immutable, so the right alone decides, but "
                : "The annotation names what it should, but ";
        return switch (overrides.ask(request.user())) {
            case OverrideRight.Answer.Granted _ -> true;
            case OverrideRight.Answer.Denied _ -> {
                remarks.add(but + "you may not " + OverrideRight.VERB
                        + " configmaps/aws-auth in kube-system.");
                yield false;
            }
            case OverrideRight.Answer.Unknown(String why) -> {
                remarks.add(but + "whether you may " + OverrideRight.VERB
                        + " could not be found out: " + why);
                yield false;
            }
        };
    }

    private static List<Objection> with(Treatment treatment, List<Objection> objections) {
        return objections.stream().filter(each -> each.treatment() == treatment).toList();
    }
}
