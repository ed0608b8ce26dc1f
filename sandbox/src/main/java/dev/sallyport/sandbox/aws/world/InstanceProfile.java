package dev.sallyport.sandbox.aws.world;

import java.time.Instant;
import java.util.Optional;

/**
 * What puts a role on an instance.
 *
 * @param name unique in its account
 * @param path begins and ends with a slash
 * @param id {@code AIPA…}
 * @param arn with the path
 * @param created when
 * @param roleName the one role it can hold
 */
public record InstanceProfile(String name, String path, String id, String arn, Instant created,
        Optional<String> roleName) {

    InstanceProfile withRole(Optional<String> other) {
        return new InstanceProfile(name, path, id, arn, created, other);
    }
}
