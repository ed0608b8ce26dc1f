package dev.sallyport.sandbox.kubernetes.patch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.patch.ManagedFields.FieldOwner;
import dev.sallyport.sandbox.kubernetes.patch.ManagedFields.Owned;
import dev.sallyport.sandbox.kubernetes.schema.Shape;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Server-side apply: somebody states the fields that they care for, and nothing else. What they state is laid over the
 * object; what they stated the last time and leave out now goes, unless others own it too; and where they state another
 * value than somebody else's, they are refused until they insist.
 *
 * <p>Source: Kubernetes, "Server-Side Apply".
 */
public final class ServerSideApply {

    /** Owns what an object had before anybody applied to it, where nobody is known to own it. */
    private static final String BEFORE_FIRST_APPLY = "before-first-apply";

    private ServerSideApply() {}

    /** How applying ends. */
    public sealed interface Outcome {
        /** The object, with its new owners. */
        record Applied(ObjectNode object) implements Outcome {}

        /** Others own fields that would get other values. */
        record Conflicts(List<Conflict> conflicts) implements Outcome {
            public Conflicts {
                conflicts = List.copyOf(conflicts);
            }
        }
    }

    /** A field that somebody else owns. */
    public record Conflict(FieldOwner owner, String time, String path) {}

    /**
     * Applies.
     *
     * @param live the object as it is; empty when there is none
     * @param stated what the manager states, with {@code apiVersion}, {@code kind} and name
     * @param force whether to take fields from others
     */
    public static Outcome apply(Optional<ObjectNode> live, ObjectNode stated, Shape shape, FieldOwner manager,
            boolean force, String time) {
        ObjectNode before = live.map(Fields::withoutOwners).orElse(JsonNodeFactory.instance.objectNode());
        FieldSet mine = Fields.ownable(Fields.stated(stated, shape));
        Map<FieldOwner, Owned> owners = new LinkedHashMap<>(live.map(ManagedFields::read).orElse(Map.of()));
        if (live.isPresent() && owners.isEmpty()) {
            owners.put(FieldOwner.updating(BEFORE_FIRST_APPLY, manager.apiVersion(), ""),
                    new Owned(Fields.ownable(Fields.changed(JsonNodeFactory.instance.objectNode(), before, shape)),
                            time));
        }
        FieldSet mineBefore = Optional.ofNullable(owners.get(manager)).map(Owned::fields).orElse(FieldSet.EMPTY);
        ObjectNode merged = (ObjectNode) Fields.merge(before, stated, shape);
        FieldSet changed = Fields.changed(before, merged, shape);
        List<Conflict> conflicts = conflicts(owners, manager, changed);
        if (!conflicts.isEmpty() && !force) {
            return new Outcome.Conflicts(conflicts);
        }
        FieldSet others = FieldSet.EMPTY;
        for (Map.Entry<FieldOwner, Owned> owner : Map.copyOf(owners).entrySet()) {
            if (!owner.getKey().equals(manager)) {
                FieldSet left = owner.getValue().fields().minus(changed);
                owners.put(owner.getKey(), new Owned(left, owner.getValue().time()));
                others = others.union(left);
            }
        }
        FieldSet dropped = mineBefore.minus(mine).minus(others);
        ObjectNode applied = (ObjectNode) Fields.without(merged, keepParents(dropped, mine.union(others)), shape);
        // Who changes nothing keeps the time of their last change, and has none when there was none.
        String lastChange = Optional.ofNullable(owners.get(manager)).map(Owned::time).orElse("");
        owners.put(manager, new Owned(mine, live.isPresent() && applied.equals(before) ? lastChange : time));
        return new Outcome.Applied(ManagedFields.write(applied, owners));
    }

    private static List<Conflict> conflicts(Map<FieldOwner, Owned> owners, FieldOwner manager, FieldSet changed) {
        List<Conflict> conflicts = new ArrayList<>();
        owners.forEach((owner, owned) -> {
            if (!owner.equals(manager)) {
                owned.fields().both(changed).paths()
                        .forEach(path -> conflicts.add(new Conflict(owner, owned.time(), path)));
            }
        });
        return conflicts;
    }

    /** A place goes only when nothing below it is owned by anybody. */
    private static FieldSet keepParents(FieldSet gone, FieldSet owned) {
        FieldSet kept = new FieldSet(gone.member() && owned.isEmpty(), gone.children());
        for (Map.Entry<String, FieldSet> entry : gone.children().entrySet()) {
            kept = kept.with(entry.getKey(), keepParents(entry.getValue(), owned.child(entry.getKey())));
        }
        return kept;
    }
}
