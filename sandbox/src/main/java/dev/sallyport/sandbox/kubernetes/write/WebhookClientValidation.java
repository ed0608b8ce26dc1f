package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.sandbox.kubernetes.errors.FieldError;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.NameRule;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** The rules of where a webhook is found. Source: Kubernetes, {@code apiserver/pkg/util/webhook/validation.go}. */
final class WebhookClientValidation {

    private static final String FORM = "; desired format: https://host[/path]";
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
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            errors.add(FieldError.required(at, "url must be a valid URL: parse \"" + text + "\": " + e.getReason()
                    + FORM));
            return;
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme();
        String authority = url.getRawAuthority() == null ? "" : url.getRawAuthority();
        if (!scheme.equals("https")) {
            errors.add(FieldError.invalid(at, scheme, "'https' is the only allowed URL scheme" + FORM));
        }
        if (authority.substring(authority.indexOf('@') + 1).isEmpty()) {
            errors.add(FieldError.invalid(at, "", "host must be specified" + FORM));
        }
        if (url.getRawUserInfo() != null) {
            errors.add(FieldError.invalid(at, url.getRawUserInfo(), "user information is not permitted in the URL"));
        }
        if (url.getRawFragment() != null && !url.getRawFragment().isEmpty()) {
            errors.add(FieldError.invalid(at, url.getFragment(), "fragments are not permitted in the URL"));
        }
        if (url.getRawQuery() != null && !url.getRawQuery().isEmpty()) {
            errors.add(FieldError.invalid(at, url.getRawQuery(), "query parameters are not permitted in the URL"));
        }
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
