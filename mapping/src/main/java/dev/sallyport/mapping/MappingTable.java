package dev.sallyport.mapping;

import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.mapping.yaml.Quoted;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says who an IAM principal is inside the cluster. Immutable; a look-up costs the same however many rules there are.
 *
 * <p>Sources are asked in order. Within each, exact ARNs come first, of roles before users, then patterns, then
 * accounts; the first source that knows the principal decides, also when its rule cannot be filled. ARNs are compared
 * without case. Source: aws-iam-authenticator, {@code pkg/server} and {@code pkg/mapper}.
 */
public final class MappingTable {

    private static final String UID = "aws-iam-authenticator:";

    private final List<RuleIndex> sources;
    private final List<MappingRule> rules;
    private final MappingSettings settings;

    private MappingTable(List<RuleSet> sets, MappingSettings settings) {
        this.sources = sets.stream().map(RuleIndex::new).toList();
        this.rules = sources.stream().flatMap(source -> source.effective().stream()).toList();
        this.settings = settings;
    }

    /** Builds the index over the sources' rules, first source first. */
    public static MappingTable of(List<RuleSet> sources) {
        return of(sources, MappingSettings.DEFAULTS);
    }

    /** As {@link #of(List)}, with what the operator has set. */
    public static MappingTable of(List<RuleSet> sources, MappingSettings settings) {
        return new MappingTable(List.copyOf(sources), settings);
    }

    /**
     * Who this principal is, and by which rule.
     *
     * <p>Asks EC2 only when the rule has the template <code>{{EC2PrivateDNSName}}</code> and the session's name is an
     * instance's id. That name is chosen by whoever assumes the role: on a role that people may assume, they can be any
     * node.
     *
     * @param dnsNames {@link PrivateDnsNames#NONE} where EC2 is not to be asked; nodes are unfillable then
     */
    public MappingResult lookup(CallerIdentity identity, PrivateDnsNames dnsNames) {
        RuleIndex.Steps steps = new RuleIndex.Steps();
        for (RuleIndex source : sources) {
            Optional<MappingRule> rule = source.find(identity, steps);
            if (rule.isPresent()) {
                return user(rule.get(), source.source(), identity, dnsNames);
            }
        }
        return new MappingResult.Unmapped();
    }

    /** How many steps a look-up takes. */
    int steps(CallerIdentity identity) {
        RuleIndex.Steps steps = new RuleIndex.Steps();
        for (RuleIndex source : sources) {
            if (source.find(identity, steps).isPresent()) {
                break;
            }
        }
        return steps.count();
    }

    private MappingResult user(MappingRule rule, String source, CallerIdentity identity, PrivateDnsNames dnsNames) {
        return switch (rule) {
            case MappingRule.Account _ -> new MappingResult.Mapped(
                    user(identity.canonicalArn().value(), List.of(), identity), rule);
            case MappingRule.Role role -> filled(rule, role.username(), source, identity, dnsNames);
            case MappingRule.User user -> filled(rule, user.username(), source, identity, dnsNames);
            case MappingRule.ArnPattern pattern -> filled(rule, pattern.username(), source, identity, dnsNames);
        };
    }

    private MappingResult filled(MappingRule rule, String username, String source, CallerIdentity identity,
            PrivateDnsNames dnsNames) {
        String dnsName = "";
        if (username.contains(NameTemplate.PRIVATE_DNS)
                || rule.groups().stream().anyMatch(group -> group.contains(NameTemplate.PRIVATE_DNS))) {
            String session = identity.sessionName();
            if (!NameTemplate.isInstanceId(session)) {
                return new MappingResult.Unfillable(rule, NameTemplate.PRIVATE_DNS + " needs a session that is named"
                        + " after an instance, as i-0123456789abcdef0; this one is named " + Quoted.of(session));
            }
            try {
                dnsName = dnsNames.lookup(session).orElse("");
            } catch (PrivateDnsNames.UnavailableException e) {
                return new MappingResult.Unavailable(rule, String.valueOf(e.getMessage()));
            }
            if (dnsName.isEmpty()) {
                return new MappingResult.Unfillable(rule, "EC2 knows no private DNS name of the instance " + session);
            }
        }
        NameTemplate template = new NameTemplate(identity, dnsName);
        String name = template.fill(username);
        Optional<String> reserved = settings.reservedPrefixes().getOrDefault(source, List.of()).stream()
                .filter(prefix -> !prefix.isEmpty() && name.startsWith(prefix)).findFirst();
        if (reserved.isPresent()) {
            return new MappingResult.Unfillable(rule, "the user name " + Quoted.of(name) + " begins with "
                    + Quoted.of(reserved.get()) + ", which is reserved");
        }
        return new MappingResult.Mapped(user(name, rule.groups().stream().map(template::fill).toList(), identity),
                rule);
    }

    private KubernetesUser user(String name, List<String> groups, CallerIdentity identity) {
        if (isScrubbed(identity.account())) {
            return new KubernetesUser(name, UID + "administrative:" + name, groups, Map.of());
        }
        Map<String, List<String>> extra = new LinkedHashMap<>();
        extra.put("arn", List.of(identity.arn().toString()));
        extra.put("canonicalArn", List.of(identity.canonicalArn().value()));
        extra.put("sessionName", List.of(identity.sessionName()));
        extra.put("accessKeyId", List.of(identity.accessKeyId()));
        extra.put("principalId", List.of(identity.userId()));
        extra.put("sigs.k8s.io/aws-iam-authenticator/principalId", List.of(identity.userId()));
        return new KubernetesUser(name, UID + identity.account() + ":" + identity.userId(), groups, extra);
    }

    /**
     * The rules that were probably meant for somebody whom none matches: a path in the ARN, another account, a letter too
     * many. Looks at every rule, so it is for people who wonder, not for every sign-in.
     *
     * @param limit how many at most; the likeliest come first
     */
    public List<NearRule> nearest(CallerIdentity identity, int limit) {
        return NearestRules.of(identity.canonicalArn(), rules, limit);
    }

    /** Whether an account's principals are to be named nowhere, logs included. */
    public boolean isScrubbed(String account) {
        return settings.scrubbedAccounts().contains(account);
    }

    /** The rules in force, source by source in their order; of two for one ARN only the last. */
    public List<MappingRule> rules() {
        return rules;
    }

    /** How many rules stand in the table. */
    public int size() {
        return rules.size();
    }
}
