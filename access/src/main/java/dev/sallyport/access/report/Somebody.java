package dev.sallyport.access.report;

import dev.sallyport.access.whocan.Party;
import dev.sallyport.identity.Arn;
import dev.sallyport.mapping.MappingRule;

import java.util.Optional;

/** Whom an entry is about. */
public sealed interface Somebody {

    /** Whoever comes in by the map, or whom a binding or the source names. */
    record Known(Party party) implements Somebody {}

    /** Whoever made the cluster: EKS lets them in under aws-auth, and does not say who they are. */
    record Creator() implements Somebody {}

    /** What somebody is. */
    enum Kind {
        ROLE("IAM role"), USER("IAM user"), PATTERN("IAM roles by pattern"), ACCOUNT("AWS account"), CREATOR(
                "cluster's creator"), EVERYBODY("everybody"), KUBERNETES_USER(
                        "Kubernetes user"), KUBERNETES_GROUP("Kubernetes group"), SERVICE_ACCOUNT("service account");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people; never changes. */
        public String words() {
            return words;
        }
    }

    /** What they are. */
    default Kind kind() {
        return switch (this) {
            case Creator _ -> Kind.CREATOR;
            case Known(Party.Mapped(MappingRule rule, var _)) -> kind(rule);
            case Known(Party.ServiceAccount _) -> Kind.SERVICE_ACCOUNT;
            case Known(Party.NamedUser _) -> Kind.KUBERNETES_USER;
            case Known(Party.NamedGroup _) -> Kind.KUBERNETES_GROUP;
            case Known(Party.Everybody _) -> Kind.EVERYBODY;
        };
    }

    /** A user's ARN under {@code mapRoles} lets that user in, and the other way round: the ARN says what it is. */
    private static Kind kind(MappingRule rule) {
        boolean user = Arn.tryParse(rule.subject()).filter(arn -> arn.resource().startsWith("user/")).isPresent();
        boolean role = Arn.tryParse(rule.subject()).filter(arn -> arn.resource().startsWith("role/")).isPresent();
        return switch (rule) {
            case MappingRule.Role _ -> user ? Kind.USER : Kind.ROLE;
            case MappingRule.User _ -> role ? Kind.ROLE : Kind.USER;
            case MappingRule.Account _ -> Kind.ACCOUNT;
            case MappingRule.ArnPattern _ -> Kind.PATTERN;
        };
    }

    /** Who, in one word as far as there is one: an ARN, an account's number, a name. */
    default String name() {
        return switch (this) {
            case Creator _ -> "whoever made the cluster";
            case Known(Party.Mapped(MappingRule rule, var _)) -> rule.subject();
            case Known(Party.ServiceAccount(String namespace, String name)) -> namespace + "/" + name;
            case Known(Party.NamedUser(String name)) -> name;
            case Known(Party.NamedGroup(String name)) -> name;
            case Known(Party.Everybody(String group)) -> group;
        };
    }

    /** Which of several they are who come in by one rule, such as {@code with a session named ana}. */
    default Optional<String> chosen() {
        return this instanceof Known(Party.Mapped(var _, var guise)) ? guise.chosen() : Optional.empty();
    }

    /** The rule of the map by which they come in. */
    default Optional<MappingRule> rule() {
        return this instanceof Known(Party.Mapped(var rule, var _)) ? Optional.of(rule) : Optional.empty();
    }
}
