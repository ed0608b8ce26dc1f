package dev.sallyport.cluster.audit;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The edits of the map in an audit log, the oldest first. A text is taken from the API server's answer; where the log's
 * level leaves that out, from what was sent; a patch is then applied to the text before it. An edit that left the text as
 * it was is counted, and not listed.
 *
 * @param edits the edits
 * @param unchanging how many more there were that left the text as it was
 * @param events how many audit events were read in all
 * @param damages what could not be read, the first thousand and edits without a time
 * @param damaged how many places could not be read in all
 */
public record AuditTrail(List<AuditEdit> edits, int unchanging, long events, List<AuditDamage> damages, long damaged) {

    public AuditTrail {
        edits = List.copyOf(edits);
        damages = List.copyOf(damages);
    }

    private record Dated(Instant time, AuditLogReader.Event event) {
        private long version() {
            return event.json().path("responseObject").path("metadata").path("resourceVersion").asLong();
        }
    }

    /**
     * Reads a log, in any of the forms in which API servers and CloudWatch give it, gzipped or not.
     *
     * @throws IOException when the stream itself cannot be read; damaged lines are {@link #damages()}
     */
    public static AuditTrail read(InputStream log) throws IOException {
        List<AuditLogReader.Event> changes = new ArrayList<>();
        AuditReading read = AuditLogReader.read(log, event -> {
            if (AuditEvents.mayChangeTheMap(event.json())) {
                changes.add(event);
            }
        });
        List<AuditDamage> damages = new ArrayList<>(read.damages());
        List<Dated> dated = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (AuditLogReader.Event event : changes) {
            Optional<Instant> time = AuditEvents.time(event.json());
            String id = event.json().path("auditID").asText();
            if (time.isEmpty()) {
                damages.add(new AuditDamage(event.place(), "the event has no time"));
            } else if (id.isEmpty() || ids.add(id)) { // several log streams may hold the same event
                dated.add(new Dated(time.get(), event));
            }
        }
        dated.sort(Comparator.comparing(Dated::time).thenComparingLong(Dated::version));
        Edits edits = new Edits();
        dated.forEach(edits::add);
        return new AuditTrail(edits.edits, edits.unchanging, read.events(), damages,
                read.damaged() + damages.size() - read.damages().size());
    }

    /** The edit with this number. */
    public Optional<AuditEdit> numbered(long number) {
        return edits.stream().filter(edit -> edit.number() == number).findFirst();
    }

    /** The text that an edit found, as far as the log tells it. */
    public Optional<Map<String, String>> before(AuditEdit edit) {
        return edit.number() == 1 ? Optional.empty() : numbered(edit.number() - 1).flatMap(AuditEdit::data);
    }

    private static final class Edits {
        private final List<AuditEdit> edits = new ArrayList<>();
        private Optional<Map<String, String>> known = Optional.empty();
        private int unchanging;

        void add(Dated dated) {
            JsonNode event = dated.event().json();
            AuditEdit.Knowledge knowledge = knowledge(event);
            Optional<Map<String, String>> data = switch (knowledge) {
                case ANSWERED -> Optional.of(data(event.path("responseObject")));
                case SENT -> Optional.of(data(event.path("requestObject")));
                case PATCHED -> known.flatMap(before -> DataPatch.apply(event.path("requestObject"), before));
                case DELETED -> Optional.of(Map.of());
                case UNKNOWN -> Optional.empty();
            };
            if (data.isPresent() && data.equals(known) && knowledge != AuditEdit.Knowledge.DELETED) {
                unchanging++;
                return;
            }
            known = data;
            JsonNode user = event.path("user");
            edits.add(new AuditEdit(edits.size() + 1, dated.time(), user.path("username").asText(),
                    AuditEvents.arn(user),
                    Optional.of(event.path("impersonatedUser").path("username").asText()).filter(as -> !as.isEmpty()),
                    event.path("userAgent").asText(), AuditEvents.verb(event), dated.event().place(),
                    data.isPresent() ? knowledge : AuditEdit.Knowledge.UNKNOWN, data));
        }

        private static AuditEdit.Knowledge knowledge(JsonNode event) {
            JsonNode sent = event.path("requestObject");
            boolean answered = event.path("responseObject").path("kind").asText().equals("ConfigMap");
            return switch (AuditEvents.verb(event)) {
                case "delete" -> AuditEdit.Knowledge.DELETED;
                case "deletecollection" -> event.path("responseObject").path("items").isArray()
                        ? AuditEdit.Knowledge.DELETED
                        : AuditEdit.Knowledge.UNKNOWN;
                case "create", "update" -> answered
                        ? AuditEdit.Knowledge.ANSWERED
                        : sent.isObject() ? AuditEdit.Knowledge.SENT : AuditEdit.Knowledge.UNKNOWN;
                default -> answered
                        ? AuditEdit.Knowledge.ANSWERED
                        : sent.isContainerNode() ? AuditEdit.Knowledge.PATCHED : AuditEdit.Knowledge.UNKNOWN;
            };
        }

        private static Map<String, String> data(JsonNode configMap) {
            Map<String, String> data = new HashMap<>();
            configMap.path("data").forEachEntry((key, value) -> data.put(key, value.asText()));
            return data;
        }
    }
}
