package dev.sallyport.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a query, decoded, in the order in which they came. Names are compared without case, as the reference
 * authenticator does, so that no parameter can hide behind its own twin.
 */
final class QueryParameters {

    private static final String OTHERS_IN_A_QUERY = "-_.!~'()*,:$&+=/?[]@%"; // RFC 2396, 3.4, and IPv6's brackets

    private final List<String> lowerNames = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    private QueryParameters() {}

    /** Reads a query; empty when a character or an escape in it is malformed. */
    static Optional<QueryParameters> parse(String query) {
        for (int i = 0; i < query.length(); i++) {
            char c = query.charAt(i);
            if (!PercentEncoding.isLetterOrDigit(c) && OTHERS_IN_A_QUERY.indexOf(c) < 0) {
                return Optional.empty();
            }
        }
        QueryParameters parameters = new QueryParameters();
        for (String part : query.split("&", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            Optional<String> name = PercentEncoding.decodeQuery(equals < 0 ? part : part.substring(0, equals));
            Optional<String> value = PercentEncoding.decodeQuery(equals < 0 ? "" : part.substring(equals + 1));
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            parameters.lowerNames.add(PercentEncoding.lowerAscii(name.get()));
            parameters.values.add(value.get());
        }
        return Optional.of(parameters);
    }

    /** The names in lower case, in order, doubles included. */
    List<String> lowerNames() {
        return lowerNames;
    }

    /** The value of a parameter, empty when it is missing. */
    String value(String name) {
        int index = lowerNames.indexOf(PercentEncoding.lowerAscii(name));
        return index < 0 ? "" : values.get(index);
    }

    /** Every value of a parameter, in order. */
    List<String> values(String name) {
        String wanted = PercentEncoding.lowerAscii(name);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < lowerNames.size(); i++) {
            if (lowerNames.get(i).equals(wanted)) {
                all.add(values.get(i));
            }
        }
        return all;
    }

    boolean has(String name) {
        return lowerNames.contains(PercentEncoding.lowerAscii(name));
    }
}
