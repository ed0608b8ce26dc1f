package dev.sallyport.cluster.audit;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/**
 * What a log held.
 *
 * @param events those that may be about the map, as they stand there
 * @param read how many events there were in all
 * @param damages what could not be read
 */
record AuditLog(List<Event> events, long read, List<AuditDamage> damages) {

    AuditLog {
        events = List.copyOf(events);
        damages = List.copyOf(damages);
    }

    /** An event, and where it stands. */
    record Event(String place, JsonNode json) {}
}
