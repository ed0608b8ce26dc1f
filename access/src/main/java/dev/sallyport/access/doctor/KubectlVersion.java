package dev.sallyport.access.doctor;

import java.nio.file.Path;

/**
 * A kubectl.
 *
 * @param text such as {@code v1.33.2}
 * @param minor such as {@code 33}; the major version is 1
 * @param path where it was found
 */
record KubectlVersion(String text, int minor, Path path) {}
