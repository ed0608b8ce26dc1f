package dev.sallyport.conformance;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** The passage in the sandbox with real API servers in it: the same steps, the same sentences. */
@ParameterizedClass(name = "kubectl {0}, kube-apiserver {1}")
@CsvSource({"1.36, 1.34", "1.36, 1.37"})
@Tag("conformance")
final class RealServerWalkTest extends Walk {}
