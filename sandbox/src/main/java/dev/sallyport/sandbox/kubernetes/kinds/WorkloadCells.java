package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import static dev.sallyport.sandbox.kubernetes.kinds.Column.text;

/** What kubectl shows of workloads. */
final class WorkloadCells {

    static final Column CONTAINERS = text("Containers",
            o -> plain(Cells.joined(o.at("/spec/template/spec/containers"), "name"))).wide();
    static final Column IMAGES = text("Images",
            o -> plain(Cells.joined(o.at("/spec/template/spec/containers"), "image"))).wide();
    static final Column SELECTOR = text("Selector", o -> Cells.selector(o.at("/spec/selector"))).wide();

    /** The conditions that say how a job fares as a whole, the weightiest first. */
    private static final List<String> TELLING = List.of("Complete", "Failed", "Suspended", "FailureTarget",
            "SuccessCriteriaMet");

    private WorkloadCells() {}

    private static String plain(String text) {
        return text.equals(Cells.NONE) ? "" : text;
    }

    static String ready(JsonNode workload) {
        return workload.at("/status/readyReplicas").asInt() + "/" + workload.at("/spec/replicas").asInt();
    }

    static String jobStatus(JsonNode job) {
        for (String telling : TELLING) {
            for (JsonNode condition : job.at("/status/conditions")) {
                if (condition.path("type").asText().equals(telling)
                        && condition.path("status").asText().equals("True")) {
                    return telling;
                }
            }
        }
        return job.at("/metadata/deletionTimestamp").isTextual() ? "Terminating" : "Running";
    }

    static String completions(JsonNode job) {
        int succeeded = job.at("/status/succeeded").asInt();
        if (job.at("/spec/completions").isInt()) {
            return succeeded + "/" + job.at("/spec/completions").asInt();
        }
        int parallel = job.at("/spec/parallelism").asInt();
        return parallel > 1 ? succeeded + "/1 of " + parallel : succeeded + "/1";
    }

    static TextNode jobDuration(JsonNode job, Instant now) {
        Optional<Instant> start = Cells.instant(job.at("/status/startTime"));
        Instant end = Cells.instant(job.at("/status/completionTime")).orElse(now);
        return TextNode.valueOf(start.map(from -> Cells.human(Duration.between(from, end))).orElse(""));
    }

    static TextNode lastSchedule(JsonNode cronJob, Instant now) {
        JsonNode last = cronJob.at("/status/lastScheduleTime");
        return last.isTextual() ? Cells.age(last, now) : TextNode.valueOf(Cells.NONE);
    }
}
