package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.connection.PlainText;
import dev.sallyport.cluster.review.Caller;
import dev.sallyport.cluster.review.ChangeReview;
import dev.sallyport.cluster.review.ClusterState;
import dev.sallyport.cluster.review.Danger;
import dev.sallyport.cluster.review.DangerCode;
import dev.sallyport.cluster.review.MapFindings;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.Finding;
import dev.sallyport.mapping.FindingCode;
import dev.sallyport.mapping.SectionReading;
import dev.sallyport.mapping.lint.Excerpt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges one edit: what does it introduce that was not so before? An error or a lock-out that it introduces is refused,
 * unless the rules say otherwise. What was wrong already only warns, or nobody could mend a map step by step.
 *
 * <p>A section that could not be read hides what is wrong in it. When it is mended, those faults come to light, and are not
 * the mender's: a fault on a line that stood in the hidden text already only warns too.
 */
final class EditJudge {

    private static final AwsAuth NOTHING = AwsAuth.parse(Map.of());

    private final GuardRules rules;

    EditJudge(GuardRules rules) {
        this.rules = rules;
    }

    /** Whether there is anything to judge: an edit of the metadata alone locks nobody out. */
    static boolean isToBeJudged(AdmissionRequest request) {
        boolean sameData = request.before().map(MapObject::data).equals(request.after().map(MapObject::data));
        return !sameData || becomesImmutable(request);
    }

    /**
     * Everything that there is to say about an edit, in the order of the map; what is to be ignored is left out.
     *
     * @param state as far as it was seen; the caller is taken from the request
     */
    List<Objection> judge(AdmissionRequest request, ClusterState state) {
        AwsAuth before = request.before().map(MapObject::parsed).orElse(NOTHING);
        AwsAuth after = request.after().map(MapObject::parsed).orElse(NOTHING);
        List<Objection> objections = new ArrayList<>();
        if (becomesImmutable(request)) {
            objections.add(new Objection(GuardRules.IMMUTABLE, "immutable",
                    "The map could never be changed again, neither by you nor by EKS; it could only be deleted.",
                    List.of(), "Leave immutable out.", rules.of(GuardRules.IMMUTABLE)));
        }
        if (request.after().isPresent()) {
            findings(before, after, objections);
        }
        ChangeReview review = ChangeReview.of(state.askedBy(Caller.of(request.user())));
        review.dangers(before, after).stream().filter(danger -> !isSaidAlready(danger, after, objections))
                .map(this::objection).forEach(objections::add);
        objections.removeIf(each -> each.treatment() == Treatment.IGNORE);
        if (EksAddition.is(request.user(), before, after)) {
            objections.replaceAll(each -> each.code().equals(GuardRules.IMMUTABLE) ? each : each.as(Treatment.WARN));
        }
        return List.copyOf(objections);
    }

    private static boolean becomesImmutable(AdmissionRequest request) {
        return request.after().filter(MapObject::immutable).isPresent()
                && request.before().filter(MapObject::immutable).isEmpty();
    }

    private void findings(AwsAuth before, AwsAuth after, List<Objection> objections) {
        Excerpt excerpt = new Excerpt(after);
        Map<String, Hidden> hidden = hidden(before);
        MapFindings found = ChangeReview.findings(before, after);
        for (Finding finding : found.introduced()) {
            Treatment treatment = rules.of(finding);
            boolean old = treatment == Treatment.REFUSE
                    && Optional.ofNullable(hidden.get(finding.place().section()))
                            .filter(text -> text.holds(finding, after, excerpt)).isPresent();
            objections.add(objection(excerpt, finding, old ? Treatment.WARN : treatment));
        }
        found.known().stream().filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .filter(finding -> rules.of(finding) != Treatment.IGNORE)
                .forEach(finding -> objections.add(objection(excerpt, finding, Treatment.WARN)));
    }

    /** A section's text of before, in which nobody could read everything. */
    private record Hidden(Optional<Finding> lost, Set<String> lines) {

        /** Whether a finding is about a text that stood there already. */
        boolean holds(Finding finding, AwsAuth after, Excerpt excerpt) {
            boolean stillLost = lost.isPresent() && section(after, finding.place().section())
                    .flatMap(SectionReading::lost).filter(finding::equals).isPresent();
            return stillLost || excerpt.line(finding).map(String::strip).filter(line -> !line.isEmpty())
                    .filter(lines::contains).isPresent();
        }
    }

    private static Map<String, Hidden> hidden(AwsAuth before) {
        return before.sections().stream().filter(EditJudge::hidesText).collect(Collectors.toMap(
                section -> section.section().key(), section -> new Hidden(section.lost(),
                        section.text().lines().map(String::strip).collect(Collectors.toSet()))));
    }

    private static boolean hidesText(SectionReading section) {
        return section.lost().isPresent()
                || section.findings().stream().anyMatch(each -> each.code().equals(FindingCode.REST.code()));
    }

    private static Optional<SectionReading> section(AwsAuth map, String key) {
        return map.sections().stream().filter(each -> each.section().key().equals(key)).findFirst();
    }

    /** A lost section is a finding and a danger; one refusal is enough. */
    private static boolean isSaidAlready(Danger danger, AwsAuth after, List<Objection> objections) {
        return danger.code() == DangerCode.SECTION && section(after, danger.place().section())
                .flatMap(SectionReading::lost).filter(lost -> objections.stream().anyMatch(
                        each -> each.treatment() == Treatment.REFUSE && each.code().equals(lost.code())
                                && each.place().equals(place(lost))))
                .isPresent();
    }

    private static Objection objection(Excerpt excerpt, Finding finding, Treatment treatment) {
        return new Objection(finding.code(), place(finding), finding.message() + ".",
                excerpt.of(finding, PlainText::of),
                finding.remedy(), treatment);
    }

    private Objection objection(Danger danger) {
        return new Objection(danger.code().code(), danger.place().toString(), danger.consequence(), List.of(),
                danger.remedy(), rules.of(danger.code().code()));
    }

    private static String place(Finding finding) {
        return finding.place() + (finding.place().line() > 0 && finding.column() > 0 ? ":" + finding.column() : "");
    }
}
