package dev.sallyport.access.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.access.findings.About;
import dev.sallyport.access.findings.AccessFinding;
import dev.sallyport.access.whocan.WhoCanAnswer.Way;
import dev.sallyport.cluster.snapshot.ObjectKey;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.rbac.Decision;
import dev.sallyport.rbac.PolicyRule;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.Subject;
import dev.sallyport.rbac.whocan.Evidence;
import dev.sallyport.rbac.whocan.Grants.Grant;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes a report as the data that the page's script reads. Whoever changes one changes the other. */
final class PageData {

    private final AccessReport report;
    private final PageTables tables;
    private final Map<ObjectKey, List<AccessFinding>> findings = new HashMap<>();
    private final JsonGenerator json;

    private PageData(AccessReport report, JsonGenerator json) {
        this.report = report;
        this.tables = new PageTables(report);
        this.json = json;
        report.findings().forEach(finding -> {
            if (finding.about() instanceof About.Thing(ObjectKey key)) {
                findings.computeIfAbsent(key, absent -> new ArrayList<>()).add(finding);
            }
        });
    }

    static void write(AccessReport report, Writer out) throws IOException {
        try (JsonGenerator json = PageText.json(out)) {
            new PageData(report, json).everything();
        }
    }

    private void everything() throws IOException {
        json.writeStartObject();
        json.writeStringField("source", report.source());
        json.writeStringField("readAt", report.readAt().toString());
        json.writeStringField("mapFile",
                report.places().getOrDefault(new ObjectKey("ConfigMap", "kube-system", AwsAuth.SOURCE), ""));
        texts("unseen", report.unseen());
        texts("notes", report.notes());
        json.writeArrayFieldStart("findings");
        for (AccessFinding finding : report.findings()) {
            finding(finding);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("roles");
        for (Role role : tables.roles()) {
            role(role);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("bindings");
        for (Grant grant : tables.bindings()) {
            binding(grant);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("subjects");
        for (Map.Entry<Subject, List<Integer>> subject : tables.subjects().entrySet()) {
            subject(subject.getKey(), subject.getValue());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("ways");
        for (Way way : tables.ways()) {
            way(way);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("entries");
        for (ReportEntry entry : report.entries()) {
            entry(entry);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void finding(AccessFinding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", finding.code().code());
        json.writeStringField("severity", finding.code().severity().name().toLowerCase(Locale.ROOT));
        json.writeStringField("title", finding.code().title());
        json.writeStringField("place", finding.place());
        json.writeStringField("message", finding.message());
        json.writeStringField("remedy", finding.remedy());
        json.writeEndObject();
    }

    private void role(Role role) throws IOException {
        ObjectKey key = ObjectKey.of(role);
        json.writeStartObject();
        json.writeStringField("name", key.toString());
        about(key);
        json.writeArrayFieldStart("rules");
        for (PolicyRule rule : role.rules()) {
            json.writeStartObject();
            texts("verbs", rule.verbs());
            texts("groups", rule.apiGroups());
            texts("resources", rule.resources());
            texts("names", rule.resourceNames());
            texts("urls", rule.nonResourceUrls());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void binding(Grant grant) throws IOException {
        ObjectKey key = ObjectKey.of(grant.binding());
        json.writeStartObject();
        json.writeStringField("name", key.toString());
        json.writeStringField("namespace", grant.binding().namespace());
        about(key);
        json.writeStringField("roleName", ReportWords.role(grant));
        if (grant.role().isPresent()) {
            json.writeNumberField("role", tables.numberOf(grant.role().get()));
        }
        json.writeEndObject();
    }

    /** Where something stands, and what is found in it. */
    private void about(ObjectKey key) throws IOException {
        json.writeStringField("place", report.places().getOrDefault(key, ""));
        findings(findings.getOrDefault(key, List.of()));
    }

    private void findings(List<AccessFinding> these) throws IOException {
        numbers("findings", these.stream().map(tables::numberOf).toList());
    }

    private void subject(Subject subject, List<Integer> bindings) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", switch (subject) {
            case Subject.User _ -> "user";
            case Subject.Group _ -> "group";
            case Subject.ServiceAccount _ -> "service account";
        });
        json.writeStringField("name", subject instanceof Subject.ServiceAccount(String namespace, String name)
                ? namespace + "/" + name
                : subject.name());
        numbers("bindings", bindings);
        json.writeEndObject();
    }

    private void way(Way way) throws IOException {
        json.writeStartObject();
        json.writeArrayFieldStart("steps");
        for (int i = 0; i < way.route().steps().size(); i++) {
            json.writeStartObject();
            json.writeStringField("words", way.route().steps().get(i).technique().deed() + ", to "
                    + way.route().steps().get(i).gain().words());
            texts("needs", way.evidence().get(i).stream().map(PageData::words).toList());
            json.writeEndObject();
        }
        json.writeEndArray();
        texts("then", way.evidence().getLast().stream().map(PageData::words).toList());
        json.writeEndObject();
    }

    private static String words(Evidence evidence) {
        return "may " + ReportWords.request(evidence.request())
                + evidence.chain().map(chain -> ": " + ReportWords.chain(chain)).orElse(", by the step before");
    }

    private void entry(ReportEntry entry) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", entry.somebody().kind().words());
        json.writeStringField("name", entry.somebody().name());
        json.writeStringField("chosen", entry.somebody().chosen().orElse(""));
        json.writeStringField("place", entry.somebody().rule().map(rule -> rule.place().toString()).orElse(""));
        json.writeBooleanField("own", entry.isKubernetesOwn());
        numbers("subjects", tables.numbersOf(entry));
        json.writeArrayFieldStart("powers");
        for (Power power : entry.powers()) {
            power(power);
        }
        json.writeEndArray();
        findings(entry.findings());
        texts("remarks", entry.remarks());
        json.writeEndObject();
    }

    private void power(Power power) throws IOException {
        json.writeStartObject();
        switch (power) {
            case Power.Everything everything -> {
                json.writeStringField("kind", "everything");
                json.writeBooleanField("masters",
                        everything.chains().stream().anyMatch(Decision.Chain.ByMasters.class::isInstance));
                texts("by", everything.chains().stream().map(ReportWords::chain).toList());
            }
            case Power.Climbs climbs -> {
                json.writeStringField("kind", "climbs");
                numbers("ways", climbs.ways().stream().map(tables::numberOf).toList());
                json.writeNumberField("count", climbs.count());
            }
            case Power.ReadsSecrets secrets -> {
                json.writeStringField("kind", "secrets");
                texts("namespaces", secrets.namespaces());
                numbers("by", secrets.grants().stream().map(grant -> tables.numberOf(grant.binding())).distinct()
                        .toList());
            }
        }
        json.writeEndObject();
    }

    private void texts(String field, Collection<String> texts) throws IOException {
        json.writeArrayFieldStart(field);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void numbers(String field, Collection<Integer> numbers) throws IOException {
        json.writeArrayFieldStart(field);
        for (int number : numbers) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }
}
