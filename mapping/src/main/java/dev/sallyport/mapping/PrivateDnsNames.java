package dev.sallyport.mapping;

import java.util.Optional;

/** Resolves {@code {{EC2PrivateDNSName}}}: the private DNS name of an instance. A small door to EC2. */
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
