package dev.sallyport.conformance;

import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** The map guarded in front of the sandbox's own Kubernetes API. */
@ParameterizedClass(name = "kubectl {0}, API server {1}")
@CsvSource({"1.36, own"})
final class GuardWalkTest extends GuardWalk {}
