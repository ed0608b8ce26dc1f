package dev.sallyport.sandbox.kubernetes.kinds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.time.Instant;
import java.util.function.Function;

/**
 * A column of the {@code Table} that kubectl asks for. Source of names, order and contents: what a real API server
 * answers; source of the form: Kubernetes, {@code meta/v1 TableColumnDefinition}.
 *
 * @param type {@code string}, {@code integer}, {@code boolean} or {@code date}
 * @param format {@code name} for the column that names the object, else empty
 * @param priority 0 is always shown, 1 with {@code -o wide}
 */
public record Column(String name, String type, String format, int priority, Cell cell) {

    /** Reads a cell out of an object. */
    @FunctionalInterface
    public interface Cell {
        /** The cell's value: a text, a number or a boolean. */
        JsonNode of(JsonNode object, Instant now);
    }

    static final Column NAME = new Column("Name", "string", "name", 0, Cells.text("/metadata/name"));
    static final Column AGE = text("Age", (object, now) -> Cells.age(object.at("/metadata/creationTimestamp"), now));
    static final Column CREATED_AT = new Column("Created At", "date", "", 0,
            Cells.text("/metadata/creationTimestamp"));

    static Column text(String name, Cell cell) {
        return new Column(name, "string", "", 0, cell);
    }

    static Column text(String name, String pointer) {
        return text(name, Cells.text(pointer));
    }

    static Column text(String name, Function<JsonNode, String> cell) {
        return text(name, (object, now) -> TextNode.valueOf(cell.apply(object)));
    }

    static Column number(String name, String pointer) {
        return new Column(name, "integer", "", 0, (object, now) -> IntNode.valueOf(object.at(pointer).asInt()));
    }

    static Column number(String name, Cell cell) {
        return new Column(name, "integer", "", 0, cell);
    }

    Column typed(String otherType) {
        return new Column(name, otherType, format, priority, cell);
    }

    Column named() {
        return new Column(name, type, "name", priority, cell);
    }

    Column wide() {
        return new Column(name, type, format, 1, cell);
    }
}
