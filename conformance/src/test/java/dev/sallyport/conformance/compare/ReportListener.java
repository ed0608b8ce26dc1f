package dev.sallyport.conformance.compare;

import dev.sallyport.conformance.Checkout;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes the report when all suites of a run have ended; a run without any says what it did not compare. */
public final class ReportListener implements TestExecutionListener {

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        ReportFiles.begin();
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        if (!ReportFiles.write(LocalDate.now(ZoneOffset.UTC), Seed.ofThisRun())) {
            System.out.println("NOT COMPARED with real peers in this run: " + Arrays.stream(Area.values())
                    .map(Area::title).collect(Collectors.joining("; ")) + ". To compare them: conformance/run"
                    + (Checkout.onPath("go").isPresent() ? "" : " (it needs Go, which is not on the PATH here)"));
        }
    }
}
