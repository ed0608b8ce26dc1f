package dev.sallyport.aws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keys where tools of old kept them: the file that {@code AWS_CREDENTIAL_FILE} names, and boto's configuration. Botocore
 * still looks there, so a machine that works with {@code aws} by such a file works with us.
 *
 * <p>Source: botocore, {@code OriginalEC2Provider}, {@code BotoProvider}.
 */
final class LegacyKeys {

    private final AwsEnvironment environment;

    LegacyKeys(AwsEnvironment environment) {
        this.environment = environment;
    }

    Optional<SourcedCredentials> load() throws AwsProblem {
        Optional<SourcedCredentials> found = inCredentialFile();
        return found.isPresent() ? found : inBotoConfig();
    }

    private Optional<SourcedCredentials> inCredentialFile() throws AwsProblem {
        Optional<String> name = environment.variable("AWS_CREDENTIAL_FILE");
        Map<String, String> options = new HashMap<>();
        for (String line : name.flatMap(this::text).orElse("").lines().toList()) {
            int parting = line.indexOf('=');
            if (parting > 0) {
                options.put(line.substring(0, parting).strip(), line.substring(parting + 1).strip());
            }
        }
        Map<String, String> renamed = new HashMap<>();
        Optional.ofNullable(options.get("AWSAccessKeyId")).ifPresent(id -> renamed.put("aws_access_key_id", id));
        Optional.ofNullable(options.get("AWSSecretKey")).ifPresent(key -> renamed.put("aws_secret_access_key", key));
        return StaticKeys.inSection(Optional.of(renamed), name.orElse("") + " (AWS_CREDENTIAL_FILE)", "",
                CredentialOrigin.LEGACY_FILE);
    }

    private Optional<SourcedCredentials> inBotoConfig() throws AwsProblem {
        List<String> names = environment.variable("BOTO_CONFIG").map(List::of)
                .orElse(List.of("/etc/boto.cfg", "~/.boto"));
        for (String name : names) {
            Optional<String> text = text(name);
            if (text.isPresent()) {
                Map<String, Map<String, String>> sections = IniText.parse(text.get(), name, Path.of(name));
                Optional<SourcedCredentials> found = StaticKeys
                        .inSection(Optional.ofNullable(sections.get("Credentials")), "section Credentials in " + name,
                                "", CredentialOrigin.LEGACY_FILE);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> text(String name) {
        try {
            Optional<Path> file = environment.path(name).filter(Files::isRegularFile).filter(Files::isReadable);
            return file.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new String(Files.readAllBytes(file.get()), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
