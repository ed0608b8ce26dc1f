package dev.sallyport.aws;

import java.util.Optional;

/** Asks a person for the code that a multi-factor device shows. */
@FunctionalInterface
public interface MfaCodes {

    /** Nobody is there to be asked. */
    MfaCodes NONE = serial -> Optional.empty();

    /**
     * The code, or empty when nobody can be asked.
     *
     * @param serial the device's ARN or number
     */
    Optional<String> codeFor(String serial);
}
