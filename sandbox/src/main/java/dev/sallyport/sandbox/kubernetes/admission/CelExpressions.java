package dev.sallyport.sandbox.kubernetes.admission;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compiles and evaluates conditions with {@code dev.cel}: CEL's standard, its libraries of strings, lists, sets and
 * optional values, and Kubernetes' authorizer. Kubernetes' further libraries (quantity, url, ip, cidr, semver, format,
 * its regex and list functions) are not here: an expression that calls one is refused as undeclared.
 */
final class CelExpressions {

    private static final Pattern MISSING_KEY = Pattern.compile("key '(.*)' is not present in map");
    private static final Pattern MISSING_FIELD = Pattern.compile("Error resolving field '(.*)'");
    private static final Pattern PLACE = Pattern.compile("(?m)^ERROR: <input>:\\d+:\\d+: ");
    private static final int MOST_PROGRAMS = 256; // kept compiled; more than a cluster's configurations have

    /** Loaded with the first condition that is met, which takes longer than all of a sandbox's other classes. */
    static final class Holder {
        static final CelExpressions ONLY = new CelExpressions();

        private Holder() {}
    }

    private final CelCompiler compiler;
    private final CelRuntime runtime;
    private final Map<String, CelRuntime.Program> programs = new ConcurrentHashMap<>();

    private CelExpressions() {
        compiler = CelCompilerFactory.standardCelCompilerBuilder()
                .setTypeProvider(new RequestType())
                .addVar("object", SimpleType.DYN).addVar("oldObject", SimpleType.DYN)
                .addVar("request", StructTypeReference.create(RequestType.REQUEST))
                .addVar("authorizer", AuthorizerLibrary.AUTHORIZER)
                .addVar(AuthorizerLibrary.REQUEST_RESOURCE, AuthorizerLibrary.RESOURCE_CHECK)
                .addFunctionDeclarations(AuthorizerLibrary.declarations())
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addLibraries(CelExtensions.strings(), CelExtensions.lists(), CelExtensions.optional(),
                        CelExtensions.sets(CelOptions.DEFAULT))
                .build();
        runtime = CelRuntimeFactory.plannerRuntimeBuilder()
                .addLibraries(CelExtensions.strings(), CelExtensions.lists(), CelExtensions.optional(),
                        CelExtensions.sets(CelOptions.DEFAULT))
                .addFunctionBindings(AuthorizerLibrary.bindings()).build();
    }

    /** What an expression comes to. */
    sealed interface Outcome {
        /** It holds, or not. */
        record Value(boolean holds) implements Outcome {}

        /** It cannot be evaluated on these values. */
        record Fault(String message) implements Outcome {}
    }

    /** What keeps an expression from being a condition. */
    Optional<String> fault(String expression) {
        CelValidationResult parsed = compiler.parse(expression, "<input>");
        if (parsed.hasError()) {
            return Optional.of("compilation failed: " + PLACE.matcher(parsed.getErrorString())
                    .replaceAll("$0Syntax error: "));
        }
        try {
            var type = compiler.compile(expression, "<input>").getAst().getResultType();
            return type.equals(SimpleType.BOOL)
                    ? Optional.empty()
                    : Optional.of("must evaluate to bool but got " + type.name().replace("google.protobuf.", ""));
        } catch (CelValidationException e) {
            return Optional.of("compilation failed: " + e.getMessage());
        }
    }

    /** Evaluates an expression that has been compiled before without a fault. */
    Outcome evaluate(String expression, Map<String, Object> variables) {
        try {
            if (programs.size() >= MOST_PROGRAMS) {
                programs.clear();
            }
            CelRuntime.Program program = programs.get(expression);
            if (program == null) {
                program = runtime.createProgram(compiler.compile(expression, "<input>").getAst());
                programs.put(expression, program);
            }
            return new Outcome.Value(Boolean.TRUE.equals(program.eval(variables)));
        } catch (CelValidationException | CelEvaluationException e) {
            return new Outcome.Fault("expression '" + expression + "' resulted in error: " + words(e));
        }
    }

    /** As CEL's library in Go words it, where that is known. */
    private static String words(Exception fault) {
        String message = String.valueOf(fault.getMessage());
        for (Pattern missing : List.of(MISSING_KEY, MISSING_FIELD)) {
            Matcher found = missing.matcher(message);
            if (found.find()) {
                return "no such key: " + found.group(1);
            }
        }
        if (fault instanceof CelEvaluationException evaluation
                && evaluation.getErrorCode() == CelErrorCode.DIVIDE_BY_ZERO) {
            return "division by zero";
        }
        return message;
    }

    /** JSON as the values of CEL. */
    static Object value(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                json.forEachEntry((key, inner) -> map.put(key, value(inner)));
                yield map;
            }
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                json.forEach(inner -> list.add(value(inner)));
                yield list;
            }
            case STRING -> json.textValue();
            case BOOLEAN -> json.booleanValue();
            case NUMBER -> json.isIntegralNumber() ? (Object) json.longValue() : (Object) json.doubleValue();
            case BINARY, MISSING, NULL, POJO -> NullValue.NULL_VALUE;
        };
    }
}
