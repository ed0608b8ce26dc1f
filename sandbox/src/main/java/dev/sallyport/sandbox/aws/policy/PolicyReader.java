package dev.sallyport.sandbox.aws.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads the JSON policy language, as strictly as IAM does when a policy is stored. */
final class PolicyReader {

    /** Where a policy hangs decides which elements it must and must not have. */
    enum Kind {
        IDENTITY, TRUST
    }

    private static final String CURRENT_VERSION = "2012-10-17";
    private static final Set<String> DOCUMENT_FIELDS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_FIELDS = Set.of("Sid", "Effect", "Action", "NotAction", "Resource",
            "NotResource", "Principal", "NotPrincipal", "Condition");
    private static final ObjectMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Kind kind;
    private final boolean hasVariables;

    private PolicyReader(Kind kind, boolean hasVariables) {
        this.kind = kind;
        this.hasVariables = hasVariables;
    }

    static PolicyDocument read(String text, Kind kind) throws MalformedPolicy {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new MalformedPolicy("This policy contains invalid Json");
        }
        if (root == null || !root.isObject()) {
            throw new MalformedPolicy("Syntax errors in policy.");
        }
        refuseOtherFields(root, DOCUMENT_FIELDS);
        String version = root.path("Version").asText("2008-10-17");
        if (!version.equals(CURRENT_VERSION) && !version.equals("2008-10-17")) {
            throw new MalformedPolicy("Policy document must be version " + CURRENT_VERSION + " or greater.");
        }
        return new PolicyDocument(text,
                new PolicyReader(kind, version.equals(CURRENT_VERSION)).statements(root.path("Statement")));
    }

    private List<Statement> statements(JsonNode node) throws MalformedPolicy {
        if (!node.isObject() && (!node.isArray() || node.isEmpty())) {
            throw new MalformedPolicy("Syntax errors in policy.");
        }
        List<Statement> statements = new ArrayList<>();
        Set<String> sids = new HashSet<>();
        for (JsonNode one : node.isArray() ? node : List.of(node)) {
            Statement statement = statement(one);
            if (!statement.sid().isEmpty() && !sids.add(statement.sid())) {
                throw new MalformedPolicy("Statement IDs (SID) in a single policy must be unique.");
            }
            statements.add(statement);
        }
        return statements;
    }

    private Statement statement(JsonNode node) throws MalformedPolicy {
        if (!node.isObject()) {
            throw new MalformedPolicy("Syntax errors in policy.");
        }
        refuseOtherFields(node, STATEMENT_FIELDS);
        String effect = node.path("Effect").asText();
        if (!effect.equals("Allow") && !effect.equals("Deny")) {
            throw new MalformedPolicy("Syntax errors in policy.");
        }
        boolean exceptActions = node.has("NotAction");
        List<String> actions = oneOf(node, "Action", "NotAction", "Policy statement must contain actions.");
        for (String action : actions) {
            checkAction(action);
        }
        boolean exceptResources = node.has("NotResource");
        List<String> resources = resources(node);
        return new Statement(node.path("Sid").asText(""), effect.equals("Allow"), actions, exceptActions, resources,
                exceptResources, principals(node), conditions(node.path("Condition")));
    }

    private List<String> resources(JsonNode node) throws MalformedPolicy {
        if (kind == Kind.TRUST) {
            if (node.has("Resource") || node.has("NotResource")) {
                throw new MalformedPolicy("Has prohibited field Resource");
            }
            return List.of();
        }
        List<String> resources = oneOf(node, "Resource", "NotResource", "Policy statement must contain resources.");
        for (String resource : resources) {
            if (!resource.equals("*") && resource.split(":", 6).length < 6) {
                throw new MalformedPolicy("Resource " + resource + " must be in ARN format or \"*\".");
            }
        }
        return literalUnlessCurrent(resources);
    }

    private Optional<PrincipalElement> principals(JsonNode node) throws MalformedPolicy {
        boolean except = node.has("NotPrincipal");
        if (kind == Kind.IDENTITY) {
            if (except || node.has("Principal")) {
                throw new MalformedPolicy("Policy document should not specify a principal.");
            }
            return Optional.empty();
        }
        if (except == node.has("Principal")) {
            throw new MalformedPolicy(except ? "Syntax errors in policy." : "Missing required field Principal");
        }
        JsonNode principal = node.get(except ? "NotPrincipal" : "Principal");
        if (principal.isTextual() && principal.asText().equals("*")) {
            return Optional.of(new PrincipalElement(except, List.of("*"), List.of(), List.of()));
        }
        if (!principal.isObject() || principal.isEmpty()) {
            throw new MalformedPolicy("Invalid principal in policy.");
        }
        for (var type : principal.properties()) {
            if (!Set.of("AWS", "Service", "Federated").contains(type.getKey())) {
                throw new MalformedPolicy("Invalid principal in policy: \"" + type.getKey() + "\"");
            }
        }
        return Optional.of(new PrincipalElement(except, texts(principal.path("AWS")),
                texts(principal.path("Service")), texts(principal.path("Federated"))));
    }

    private List<Condition> conditions(JsonNode node) throws MalformedPolicy {
        if (node.isMissingNode()) {
            return List.of();
        }
        if (!node.isObject()) {
            throw new MalformedPolicy("Syntax errors in policy.");
        }
        List<Condition> conditions = new ArrayList<>();
        for (var operator : node.properties()) {
            if (!operator.getValue().isObject()) {
                throw new MalformedPolicy("Syntax errors in policy.");
            }
            for (var key : operator.getValue().properties()) {
                if (!key.getKey().contains(":")) {
                    throw new MalformedPolicy(
                            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
                }
                Condition condition = new Condition(operator.getKey(), key.getKey(),
                        literalUnlessCurrent(texts(key.getValue())));
                if (!condition.isOfAws()) {
                    throw new MalformedPolicy("Invalid Condition type : " + operator.getKey());
                }
                conditions.add(condition);
            }
        }
        return conditions;
    }

    private void checkAction(String action) throws MalformedPolicy {
        if (!action.equals("*") && !action.matches("[A-Za-z0-9-]+:[A-Za-z0-9*?]+")) {
            throw new MalformedPolicy("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
        }
        if (kind == Kind.TRUST && !action.equals("*") && !action.toLowerCase(Locale.ROOT).startsWith("sts:")) {
            throw new MalformedPolicy("AssumeRole policy may only specify STS AssumeRole actions.");
        }
    }

    private static List<String> oneOf(JsonNode node, String name, String negated, String whenMissing)
            throws MalformedPolicy {
        if (node.has(name) == node.has(negated)) {
            throw new MalformedPolicy(node.has(name) ? "Syntax errors in policy." : whenMissing);
        }
        List<String> texts = texts(node.has(name) ? node.get(name) : node.get(negated));
        if (texts.isEmpty()) {
            throw new MalformedPolicy(whenMissing);
        }
        return texts;
    }

    /** One value or an array of values; numbers and truth values count as their text. */
    private static List<String> texts(JsonNode node) throws MalformedPolicy {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : node.isArray() ? node : node.isMissingNode() ? List.<JsonNode>of() : List.of(node)) {
            if (!one.isValueNode() || one.isNull()) {
                throw new MalformedPolicy("Syntax errors in policy.");
            }
            texts.add(one.asText());
        }
        return texts;
    }

    /**
     * Variables exist in the current version of the language only: in an older text <code>${</code> is what it is, which
     * the current language writes as <code>${$}{</code>.
     */
    private List<String> literalUnlessCurrent(List<String> texts) {
        return hasVariables ? texts : texts.stream().map(text -> text.replace("${", "${$}{")).toList();
    }

    private static void refuseOtherFields(JsonNode node, Set<String> known) throws MalformedPolicy {
        for (var field : node.properties()) {
            if (!known.contains(field.getKey())) {
                throw new MalformedPolicy("Syntax errors in policy.");
            }
        }
    }
}
