package dev.sallyport.cli;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/**
 * Reads the arguments of {@code token} without the option library, when they are plain: every kubectl waits for this
 * command, and the library's classes, which no AOT cache takes in (they have the class file format of Java 5), cost more
 * time than the signature. Whatever is not plain, help and mistakes too, is left to {@link TokenCommand}; a test holds
 * the two to the same reading.
 */
final class TokenArguments {

    private @Nullable String cluster;
    private @Nullable String role;
    private @Nullable String externalId;
    private @Nullable String sessionName;
    private @Nullable String region;
    private @Nullable String profile;
    private boolean tokenOnly;

    private TokenArguments() {}

    /** The request, when every argument is a known option with its value, each at most once. */
    static Optional<TokenRequest> read(String... arguments) {
        return new TokenArguments().from(arguments);
    }

    private Optional<TokenRequest> from(String... arguments) {
        for (int i = 1; i < arguments.length; i++) {
            String option = arguments[i];
            if (option.equals("--token-only") && !tokenOnly) {
                tokenOnly = true;
                continue;
            }
            int equals = option.startsWith("--") ? option.indexOf('=') : -1;
            String value = equals >= 0 ? option.substring(equals + 1) : i + 1 < arguments.length ? arguments[++i] : "";
            // an empty value, or one that looks like an option, is for the other reader to judge
            if (value.isEmpty() || value.startsWith("-") || value.startsWith("\"")
                    || !take(equals >= 0 ? option.substring(0, equals) : option, value)) {
                return Optional.empty();
            }
        }
        if (cluster == null || (role == null && (externalId != null || sessionName != null))) {
            return Optional.empty();
        }
        Optional<TokenRequest.Role> assumed = role == null
                ? Optional.empty()
                : Optional.of(new TokenRequest.Role(role, Optional.ofNullable(externalId),
                        Optional.ofNullable(sessionName)));
        return Optional.of(new TokenRequest(cluster, assumed, Optional.ofNullable(region), Optional.ofNullable(profile),
                tokenOnly));
    }

    private boolean take(String option, String value) {
        boolean first;
        switch (option) {
            case "--cluster-name", "--cluster-id", "-i" -> {
                first = cluster == null;
                cluster = value;
            }
            case "--role-arn", "--role", "-r" -> {
                first = role == null;
                role = value;
            }
            case "--external-id", "-e" -> {
                first = externalId == null;
                externalId = value;
            }
            case "--session-name", "-s" -> {
                first = sessionName == null;
                sessionName = value;
            }
            case "--region" -> {
                first = region == null;
                region = value;
            }
            case "--profile" -> {
                first = profile == null;
                profile = value;
            }
            default -> first = false;
        }
        return first;
    }
}
