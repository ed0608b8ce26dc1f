package dev.sallyport.cli.doctor;

import dev.sallyport.access.doctor.CheckCode;
import dev.sallyport.access.doctor.Cure;
import dev.sallyport.access.doctor.Diagnosis;
import dev.sallyport.access.doctor.Observation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A diagnosis as data. */
final class DoctorFacts {

    private DoctorFacts() {}

    static Map<String, Object> of(Diagnosis diagnosis) {
        Map<String, Object> facts = new LinkedHashMap<>();
        diagnosis.first().flatMap(Observation::code).ifPresent(code -> facts.put("first", code.code()));
        facts.put("faults", diagnosis.faults().stream().map(DoctorFacts::of).toList());
        facts.put("observations", diagnosis.observations().stream().map(DoctorFacts::of).toList());
        return facts;
    }

    private static Map<String, Object> of(Observation seen) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("station", seen.station().label());
        facts.put("level", seen.level().word());
        seen.code().ifPresent(code -> facts.put("code", code.code()));
        facts.put("evidence", seen.evidence());
        if (!seen.alike().isEmpty()) {
            facts.put("alike", seen.alike().stream().map(CheckCode::code).toList());
        }
        facts.put("remedies", seen.cures().stream().map(DoctorFacts::of).toList());
        return facts;
    }

    private static Map<String, Object> of(Cure cure) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("by", cure.by().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        facts.put("what", cure.what());
        facts.put("commands", List.copyOf(cure.commands()));
        return facts;
    }
}
