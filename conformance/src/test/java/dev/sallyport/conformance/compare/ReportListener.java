package dev.sallyport.conformance.compare;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

import java.time.LocalDate;
import java.time.ZoneOffset;

/** Writes the report when all suites of a run have ended; a run without any writes none. */
public final class ReportListener implements TestExecutionListener {

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        ReportFiles.begin();
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        ReportFiles.write(LocalDate.now(ZoneOffset.UTC), Seed.ofThisRun());
    }
}
