package dev.sallyport.conformance;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** The map guarded in front of a real API server. */
@ParameterizedClass(name = "kubectl {0}, kube-apiserver {1}")
@CsvSource({"1.36, 1.34"})
@Tag("conformance")
final class RealServerGuardWalkTest extends GuardWalk {}
