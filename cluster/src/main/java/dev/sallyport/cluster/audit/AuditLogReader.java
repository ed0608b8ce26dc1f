package dev.sallyport.cluster.audit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Finds audit events (audit.k8s.io/v1) in a log, whatever it comes wrapped in: JSON lines, an EventList, an array; and
 * as CloudWatch Logs gives EKS's: exported to S3 (a time before each line), of {@code aws logs filter-log-events} and
 * {@code get-log-events} (texts in {@code events[].message}), of Logs Insights (CSV, or results with {@code @message}), of
 * a subscription ({@code logEvents[].message}). Gzipped or not. Lines are read one by one, and each event is handed on as it
 * is found, so a log may be large.
 */
final class AuditLogReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> WRAPPERS = Set.of("items", "events", "logEvents", "results");
    private static final Set<String> TEXTS = Set.of("message", "@message", "value");
    private static final Pattern DATED = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT\\S+\\s+(?=\\{)");
    private static final int DEEPEST = 8; // a text in an event in a list in a list, and some
    private static final int LONGEST_LINE = 64 << 20; // characters; a whole array of CloudWatch's events fits
    static final int MOST_DAMAGES = 1000; // the rest is counted

    private final Consumer<Event> events;
    private final List<AuditDamage> damages = new ArrayList<>();
    private long damaged;
    private long read;

    private AuditLogReader(Consumer<Event> events) {
        this.events = events;
    }

    /** An event, and where it stands. */
    record Event(String place, JsonNode json) {}

    /**
     * Reads all of a log.
     *
     * @param events is given each event, in the log's order
     * @throws IOException when the stream itself fails
     */
    static AuditReading read(InputStream in, Consumer<Event> events) throws IOException {
        AuditLogReader reader = new AuditLogReader(events);
        try (BufferedReader text = new BufferedReader(new LongLinesCut(
                new InputStreamReader(unzipped(unzipped(in)), StandardCharsets.UTF_8), LONGEST_LINE))) {
            reader.all(text);
        }
        return new AuditReading(reader.read, reader.damages, reader.damaged);
    }

    private static InputStream unzipped(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(2);
        boolean zipped = buffered.read() == 0x1f && buffered.read() == 0x8b; // RFC 1952, 2.3.1
        buffered.reset();
        return zipped ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    private void all(BufferedReader text) throws IOException {
        String first = text.readLine();
        while (first != null && first.isBlank()) {
            first = text.readLine();
        }
        if (first == null) {
            return;
        }
        String begin = first.replaceFirst("^\\uFEFF", "");
        if (begin.replace("\"", "").startsWith("@")) {
            csv(begin, text);
            return;
        }
        String second = text.readLine();
        boolean whole = parsed(undated(begin)).isPresent();
        boolean oneALine = whole || (second != null && parsed(undated(second)).isPresent() && !begin.startsWith("["));
        if (oneALine || !(begin.startsWith("[") || begin.startsWith("{"))) {
            line(begin, 1);
            long number = 2;
            for (String line = second; line != null; line = text.readLine()) {
                line(line, number++);
            }
        } else {
            String read = begin + "\n" + (second == null ? "" : second + "\n");
            PushbackReader document = new PushbackReader(text, read.length());
            document.unread(read.toCharArray());
            document(document);
        }
    }

    private static String undated(String line) {
        return DATED.matcher(line).replaceFirst("").strip();
    }

    private void line(String line, long number) throws IOException {
        if (line.isBlank()) {
            return;
        }
        String place = "line " + number;
        try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(undated(line))) {
            while (values.hasNextValue()) {
                JsonNode value = values.nextValue();
                if (value.isContainerNode()) {
                    collect(value, place, 0);
                } else {
                    damaged(place, "no JSON object");
                }
            }
        } catch (JsonProcessingException e) {
            damaged(place, "no JSON, or cut off: " + said(e));
        }
    }

    /** One JSON value over many lines; of the lists in it an element at a time is held. */
    private void document(Reader text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.START_ARRAY) {
                    elements(parser);
                } else if (parser.currentToken() == JsonToken.START_OBJECT) {
                    object(parser);
                }
            }
        } catch (JsonProcessingException e) {
            damaged("line " + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()) + " and all after it",
                    "no JSON, or cut off: " + said(e));
        }
    }

    private void elements(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String place = "line " + parser.currentTokenLocation().getLineNr();
            collect(parser.readValueAsTree(), place, 0);
        }
    }

    private void object(JsonParser parser) throws IOException {
        String place = "line " + parser.currentTokenLocation().getLineNr();
        ObjectNode rest = JSON.createObjectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY && WRAPPERS.contains(field)) {
                elements(parser);
            } else {
                rest.set(field, parser.readValueAsTree());
            }
        }
        collect(rest, place, 0);
    }

    private void csv(String header, BufferedReader text) throws IOException {
        CsvRecords records = new CsvRecords(text, 2);
        int column = CsvRecords.cells(header).indexOf("@message");
        if (column < 0) {
            damaged("line 1",
                    "this CSV has no column @message: add it to the query, as in fields @timestamp, @message");
            return;
        }
        for (Optional<CsvRecords.Row> row = records.next(); row.isPresent(); row = records.next()) {
            String place = "line " + records.line();
            switch (row.get()) {
                case CsvRecords.Row.Cells(List<String> cells) when cells.size() > column ->
                    text(cells.get(column), place, 0);
                case CsvRecords.Row.Cells _ -> damaged(place, "the row has no message");
                case CsvRecords.Row.Endless(long last) ->
                    damaged(place + " to " + last, "a quote is not closed, and the row has no end");
            }
        }
    }

    private void text(String text, String place, int depth) {
        Optional<JsonNode> value = parsed(text);
        if (value.isPresent()) {
            collect(value.get(), place, depth + 1);
        } else {
            damaged(place, "its message is no JSON, or cut off");
        }
    }

    private static Optional<JsonNode> parsed(String text) {
        try {
            return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void collect(JsonNode node, String place, int depth) {
        if (depth > DEEPEST) {
            damaged(place, "wrapped too often");
        } else if (node.isArray()) {
            node.forEach(element -> collect(element, place, depth + 1));
        } else if (node.path("kind").asText().equals("Event")
                && node.path("apiVersion").asText().startsWith("audit.k8s.io/")) {
            read++;
            events.accept(new Event(place, node));
        } else {
            node.forEachEntry((field, value) -> {
                if (WRAPPERS.contains(field)) {
                    collect(value, place, depth + 1);
                } else if (TEXTS.contains(field) && value.isObject()) {
                    collect(value, place, depth + 1);
                } else if (TEXTS.contains(field) && value.asText().strip().startsWith("{")) {
                    text(value.asText(), place, depth);
                }
            });
        }
    }

    private static String said(JsonProcessingException e) {
        String message = e.getOriginalMessage();
        return message.length() > 100 ? message.substring(0, 100) + "..." : message;
    }

    private void damaged(String place, String why) {
        damaged++;
        if (damages.size() < MOST_DAMAGES) {
            damages.add(new AuditDamage(place, why));
        }
    }
}
