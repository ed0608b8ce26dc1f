package dev.sallyport.mapping;

import java.util.Optional;

/**
 * Resolves <code>{{EC2PrivateDNSName}}</code>: the private DNS name of an instance. A small door to EC2.
 *
 * <p>The instance's id is a session's name, and whoever assumes a role names the session. It is checked for its form
 * before it comes here, and proves nothing.
 */
@FunctionalInterface
public interface PrivateDnsNames {

    /** Knows no instance. */
    PrivateDnsNames NONE = instanceId -> Optional.empty();

    /**
     * The private DNS name, such as {@code ip-192-168-12-34.ap-northeast-2.compute.internal}; empty when EC2 has no
     * such instance.
     *
     * @param instanceId of the form {@code i-0123456789abcdef0}
     * @throws UnavailableException when EC2 could not be asked
     */
    Optional<String> lookup(String instanceId);

    /** EC2 could not be asked; the message is scrubbed. */
    final class UnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public UnavailableException(String message) {
            super(message);
        }
    }
}
