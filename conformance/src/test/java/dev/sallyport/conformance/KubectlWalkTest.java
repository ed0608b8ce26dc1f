package dev.sallyport.conformance;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** The creator's work in the sandbox, with the oldest and the newest kubectl. */
@ParameterizedClass(name = "kubectl {0}, API server {1}")
@CsvSource({"1.27, own", "1.36, own"})
final class KubectlWalkTest extends KubectlWalk {}
