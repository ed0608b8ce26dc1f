package dev.sallyport.sandbox.kubernetes.request;

import dev.sallyport.sandbox.kubernetes.errors.ApiError;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers in queries, refused in the words that Go has for what is none. Source: Go, {@code strconv.ParseInt} and {@code
 * strconv.ParseUint}.
 */
public final class QueryNumbers {

    private static final int LARGEST_PORT = 65_535;

    private QueryNumbers() {}

    /**
     * A whole number of 64 bits, with or without a sign.
     *
     * @throws ApiError 400 when it is none
     */
    public static long whole(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Refusals.badRequest(refused("ParseInt", text, text.matches("[+-]?[0-9]+")));
        }
    }

    /**
     * Ports, each value with one or, with commas between them, several.
     *
     * @throws ApiError 400 when one is none
     */
    public static List<Integer> ports(List<String> values) {
        List<Integer> ports = new ArrayList<>();
        for (String value : values) {
            for (String text : value.split(",", -1)) {
                ports.add(port(text));
            }
        }
        return ports;
    }

    private static int port(String text) {
        boolean digits = text.matches("[0-9]+");
        try {
            int port = Integer.parseInt(text);
            if (digits && port <= LARGEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // refused below, like what is a number and no port
        }
        throw Refusals.badRequest("cannot convert to []int32: " + refused("ParseUint", text, digits));
    }

    private static String refused(String function, String text, boolean isNumber) {
        return "strconv." + function + ": parsing \"" + text + "\": "
                + (isNumber ? "value out of range" : "invalid syntax");
    }
}
