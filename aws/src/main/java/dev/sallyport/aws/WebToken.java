package dev.sallyport.aws;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** The readable part of an identity provider's token. Source: RFC 7519, section 4.1. */
final class WebToken {

    private WebToken() {}

    /** When it says that it ends; empty where it is no JWT or does not say. Nobody checked its signature. */
    static Optional<Instant> end(String token) {
        String[] parts = token.strip().split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return WireValue.json(claims).flatMap(read -> read.at("exp").some())
                    .map(seconds -> Instant.ofEpochSecond(Long.parseLong(seconds)));
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            return Optional.empty();
        }
    }
}
