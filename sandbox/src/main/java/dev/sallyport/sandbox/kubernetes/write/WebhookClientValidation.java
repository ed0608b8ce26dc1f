package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.NameRule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of where a webhook is found. Source: Kubernetes, {@code apiserver/pkg/util/webhook/validation.go}. */
final class WebhookClientValidation {

    private static final String FORM = "; desired format: https://host[/path]";
    /** Source: RFC 3986, appendix B. */
    private static final Pattern URL = Pattern
            .compile("(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\\?([^#]*))?(?:#(.*))?", Pattern.DOTALL);
    private static final int SCHEME = 1; // groups of it
    private static final int AUTHORITY = 2;
    private static final int QUERY = 4;
    private static final int FRAGMENT = 5;
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2}).{0,2}");
    private static final Pattern BAD_PORT = Pattern.compile("(?<=[^:]):[^:\\]@]*[^:\\]@0-9][^:\\]@]*$");
    private static final int LAST_PORT = 65_535;

    private WebhookClientValidation() {}

    static void check(JsonNode client, String at, List<FieldError> errors) {
        boolean url = client.hasNonNull("url");
        boolean service = client.hasNonNull("service");
        if (url == service) {
            errors.add(FieldError.required(at, "exactly one of url or service is required"));
        } else if (url) {
            url(client.path("url").asText(), at + ".url", errors);
        } else {
            service(client.path("service"), at + ".service", errors);
        }
    }

    private static void url(String text, String at, List<FieldError> errors) {
        Matcher url = URL.matcher(text);
        Optional<String> malformed = url.matches() ? malformed(text(url, AUTHORITY)) : Optional.of("invalid URI");
        if (malformed.isPresent()) {
            errors.add(FieldError.required(at, "url must be a valid URL: parse \"" + text + "\": " + malformed.get()
                    + FORM));
            return;
        }
        String authority = text(url, AUTHORITY);
        int user = authority.indexOf('@');
        if (!text(url, SCHEME).equals("https")) {
            errors.add(FieldError.invalid(at, text(url, SCHEME), "'https' is the only allowed URL scheme" + FORM));
        }
        if (authority.substring(user + 1).isEmpty()) {
            errors.add(FieldError.invalid(at, "", "host must be specified" + FORM));
        }
        if (user >= 0) {
            errors.add(FieldError.invalid(at, authority.substring(0, user),
                    "user information is not permitted in the URL"));
        }
        if (!text(url, FRAGMENT).isEmpty()) {
            errors.add(FieldError.invalid(at, text(url, FRAGMENT), "fragments are not permitted in the URL"));
        }
        if (!text(url, QUERY).isEmpty()) {
            errors.add(FieldError.invalid(at, text(url, QUERY), "query parameters are not permitted in the URL"));
        }
    }

    private static String text(Matcher url, int group) {
        String part = url.group(group);
        return part == null ? "" : part;
    }

    /** What Go's parser of URLs says of a host that is none. */
    private static Optional<String> malformed(String authority) {
        Matcher escape = BAD_ESCAPE.matcher(authority);
        Matcher port = BAD_PORT.matcher(authority);
        if (escape.find()) {
            return Optional.of("invalid URL escape \"" + escape.group() + "\"");
        } else if (port.find()) {
            return Optional.of("invalid port \"" + port.group() + "\" after host");
        }
        return authority.contains(" ") ? Optional.of("invalid character \" \" in host name") : Optional.empty();
    }

    private static void service(JsonNode service, String at, List<FieldError> errors) {
        for (String field : List.of("name", "namespace")) {
            if (service.path(field).asText("").isEmpty()) {
                errors.add(FieldError.required(at + "." + field, ""));
            }
        }
        JsonNode port = service.path("port");
        if (port.asInt() < 1 || port.asInt() > LAST_PORT) {
            errors.add(FieldError.invalid(at + ".port", port,
                    "port is not valid: must be between 1 and 65535, inclusive"));
        }
        String path = service.path("path").asText("");
        if (path.equals("//")) {
            errors.add(FieldError.invalid(at + ".path", path, "segment[0] may not be empty"));
        } else if (!path.isEmpty() && !path.equals("/")) {
            path(path, at + ".path", errors);
        }
    }

    private static void path(String path, String at, List<FieldError> errors) {
        if (!path.startsWith("/")) {
            errors.add(FieldError.invalid(at, path, "must start with a '/'"));
        }
        String inner = path.substring(1, path.length() - (path.length() > 1 && path.endsWith("/") ? 1 : 0));
        String[] steps = inner.split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            String segment = "segment[" + i + "]";
            if (steps[i].isEmpty()) {
                errors.add(FieldError.invalid(at, path, segment + " may not be empty"));
            } else {
                Names.wrong(NameRule.SUBDOMAIN, steps[i])
                        .ifPresent(why -> errors.add(FieldError.invalid(at, path, segment + ": " + why)));
            }
        }
    }
}
