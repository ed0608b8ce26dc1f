package dev.sallyport.mapping;

import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CanonicalArn;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks for rules that were probably meant for somebody whom no rule matches. */
final class NearestRules {

    private static final int FAR = 2; // letters; a third is another name

    private final Subject wanted;

    private NearestRules(Subject wanted) {
        this.wanted = wanted;
    }

    /** What an ARN names, for comparing; all lower case, the path apart. */
    private record Subject(String partition, String account, String kind, String path, String name) {

        static Optional<Subject> of(String text) {
            return Arn.tryParse(ArnCase.folded(text.strip())).map(arn -> {
                String[] parts = arn.resource().split("/", -1);
                boolean session = parts[0].equals("assumed-role") && parts.length > 2;
                int last = session ? parts.length - 2 : parts.length - 1;
                String path = String.join("/", List.of(parts).subList(Math.min(1, last), last));
                return new Subject(arn.partition(), arn.account(), parts[0], path, parts[last]);
            });
        }
    }

    /** The nearest rules, the likeliest first. */
    static List<NearRule> of(CanonicalArn arn, List<MappingRule> rules, int limit) {
        return Subject.of(arn.value()).map(NearestRules::new).map(nearest -> nearest.among(rules, limit))
                .orElse(List.of());
    }

    private List<NearRule> among(List<MappingRule> rules, int limit) {
        return rules.stream().map(this::near).flatMap(Optional::stream).sorted(Comparator.comparing(NearRule::reason))
                .limit(limit).toList();
    }

    private Optional<NearRule> near(MappingRule rule) {
        return Subject.of(rule.subject()).flatMap(subject -> reason(subject, rule.subject()))
                .map(reason -> new NearRule(rule, reason));
    }

    private Optional<NearRule.Reason> reason(Subject subject, String written) {
        boolean sameAccount = subject.account().equals(wanted.account());
        boolean samePartition = subject.partition().equals(wanted.partition());
        if (!subject.name().equals(wanted.name())) {
            int distance = JsonKeys.distance(subject.name(), wanted.name());
            boolean similar = distance <= Math.min(FAR, wanted.name().length() / 3);
            return similar && sameAccount && samePartition
                    ? Optional.of(NearRule.Reason.SIMILAR_NAME)
                    : Optional.empty();
        }
        if (!samePartition) {
            return Optional.of(NearRule.Reason.OTHER_PARTITION);
        }
        if (!sameAccount) {
            return Optional.of(NearRule.Reason.OTHER_ACCOUNT);
        }
        if (subject.kind().equals("assumed-role") || subject.kind().equals("instance-profile")) {
            return Optional.of(NearRule.Reason.NOT_THE_ROLE);
        }
        if (!subject.kind().equals(wanted.kind())) {
            return Optional.of(NearRule.Reason.OTHER_KIND);
        }
        if (!subject.path().equals(wanted.path())) {
            return Optional.of(NearRule.Reason.PATH);
        }
        return written.strip().equals(written) ? Optional.empty() : Optional.of(NearRule.Reason.BLANKS);
    }
}
