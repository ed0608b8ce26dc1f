package dev.sallyport.sandbox.kubernetes.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.sandbox.kubernetes.access.AccessControl;
import dev.sallyport.sandbox.kubernetes.admission.Gate;
import dev.sallyport.sandbox.kubernetes.admission.Gate.Plan;
import dev.sallyport.sandbox.kubernetes.errors.Refusals;
import dev.sallyport.sandbox.kubernetes.kinds.Kind;
import dev.sallyport.sandbox.kubernetes.kinds.Kind.Trait;
import dev.sallyport.sandbox.kubernetes.kinds.KindRegistry;
import dev.sallyport.sandbox.kubernetes.schema.Shape;
import dev.sallyport.sandbox.kubernetes.store.Metadata;
import dev.sallyport.sandbox.kubernetes.store.ObjectStore;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Every write of an object passes here, a client's as well as the cluster's own: the object is completed, checked,
 * admitted, asked about, and stored, in the order of a real API server.
 */
public final class ObjectWriter {

    private static final String SUFFIX_LETTERS = "bcdfghjklmnpqrstvwxz2456789"; // spells no words, as the real one's
    private static final int SUFFIX_LENGTH = 5;
    private static final int LONGEST_PREFIX = 58; // of a generated name, so that it stays a label

    private final ObjectStore store;
    private final ServiceAddresses addresses;
    private final Completion completion;
    private final Validation validation;
    private final Admission admission;
    private final Ownership ownership;
    private final Gate gate;
    private final Clock clock;
    private final RandomGenerator random;

    private ObjectWriter(ObjectStore store, ServiceAddresses addresses, Validation validation, Admission admission,
            Ownership ownership, Gate gate, Clock clock, RandomGenerator random) {
        this.store = store;
        this.addresses = addresses;
        this.completion = new Completion(addresses);
        this.validation = validation;
        this.admission = admission;
        this.ownership = ownership;
        this.gate = gate;
        this.clock = clock;
        this.random = random;
    }

    /** Writes into a store, with the rules of these kinds. */
    public static ObjectWriter into(ObjectStore store, KindRegistry kinds, AccessControl access, Gate gate,
            Clock clock, RandomGenerator random) {
        Kind services = kinds.byPath("", "v1", "services").orElseThrow();
        return new ObjectWriter(store, new ServiceAddresses(store, services), new Validation(kinds),
                new Admission(store, access, kinds), new Ownership(clock), gate, clock, random);
    }

    /** An object after a write, and whether the write made it. */
    public record Written(ObjectNode object, boolean created) {}

    /** A thing that is made below an object and stored nowhere, with its owners. */
    public ObjectNode owned(Writing writing, ObjectNode made, Shape shape) {
        return ownership.ofNew(writing, made, shape);
    }

    /** Makes an object. */
    public ObjectNode create(Writing writing, ObjectNode sent) {
        return gate.pass(() -> creation(writing, sent, ownership::afterUpdate), writing.warnings()).object();
    }

    /**
     * Plans to make an object whose fields become owned in another way than by a plain write.
     *
     * @param owned writes the new owners into the object, given the one before, which is empty here
     */
    private Plan<Written> creation(Writing writing, ObjectNode sent, Ownership.Rule owned) {
        ObjectNode object = Conversions.stored(writing.kind(), sent).deepCopy();
        ObjectNode metadata = Metadata.of(object);
        object.put("kind", writing.stored().name()).put("apiVersion", writing.stored().apiVersion());
        if (!Metadata.resourceVersion(object).isEmpty()) {
            throw Refusals.plain(500, "resourceVersion should not be set on objects to be created");
        }
        place(writing, object);
        metadata.remove(List.of("uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
                "selfLink")); // a generation stays as sent where the kind counts none
        if (Metadata.name(object).isEmpty() && !metadata.path("generateName").asText().isEmpty()) {
            metadata.put("name", generateName(writing, metadata.path("generateName").asText()));
        }
        completion.defaults(writing.stored(), object);
        ObjectNode complete = owned.apply(writing, Optional.empty(), object);
        admission.beforeCreate(writing, complete);
        Metadata.of(complete).put("uid", UUID.randomUUID().toString()).put("creationTimestamp", now());
        completion.ofNew(writing, complete);
        validation.check(writing.stored(), complete, Optional.empty());
        admission.mayWrite(writing, complete, Optional.empty());
        // Not while its name is free: a name that is taken is refused when all have been asked, as by the real server.
        BooleanSupplier free = addressesAreAsFree(writing, complete);
        return new Plan<>(writing.asked(Metadata.name(complete), complete, Optional.empty()),
                () -> admission.hasOpenNamespace(writing) && free.getAsBoolean(), () -> new Written(writing.dryRun()
                        ? dryCreate(writing, complete)
                        : store.create(writing.stored(), complete), true));
    }

    /**
     * Whether nobody took a service's addresses since now. What a client asked for may be taken already, so it is not
     * asked whether they are free.
     */
    private BooleanSupplier addressesAreAsFree(Writing writing, ObjectNode complete) {
        if (!writing.stored().group().isEmpty() || !writing.stored().name().equals("Service")) {
            return () -> true;
        }
        Set<String> shared = addresses.sharedWithOthers(complete);
        return () -> addresses.sharedWithOthers(complete).equals(shared);
    }

    private ObjectNode dryCreate(Writing writing, ObjectNode object) {
        if (store.get(writing.stored(), writing.namespace(), Metadata.name(object)).isPresent()) {
            throw Refusals.alreadyExists(writing.kind().group(), writing.kind().plural(), Metadata.name(object));
        }
        return object;
    }

    private static void place(Writing writing, ObjectNode object) {
        String stated = Metadata.namespace(object);
        if (writing.kind().namespaced()) {
            if (!stated.isEmpty() && !stated.equals(writing.namespace())) {
                throw Refusals.badRequest("the namespace of the provided object does not match the namespace sent on "
                        + "the request");
            }
            Metadata.of(object).put("namespace", writing.namespace());
        } else {
            Metadata.of(object).remove("namespace");
        }
    }

    private String generateName(Writing writing, String prefix) {
        String base = prefix.length() > LONGEST_PREFIX ? prefix.substring(0, LONGEST_PREFIX) : prefix;
        while (true) {
            StringBuilder name = new StringBuilder(base);
            for (int i = 0; i < SUFFIX_LENGTH; i++) {
                name.append(SUFFIX_LETTERS.charAt(random.nextInt(SUFFIX_LETTERS.length())));
            }
            if (store.get(writing.stored(), writing.namespace(), name.toString()).isEmpty()) {
                return name.toString();
            }
        }
    }

    /**
     * Plans to change an object.
     *
     * @param change makes the wished-for object of the stored one, in the client's form of the kind
     */
    private Plan<Written> change(Writing writing, String name, Function<ObjectNode, ObjectNode> change,
            Ownership.Rule owned) {
        Kind kind = writing.kind();
        ObjectNode existing = store.get(writing.stored(), writing.namespace(), name)
                .orElseThrow(() -> Refusals.notFound(kind.group(), kind.plural(), name));
        ObjectNode wished = Conversions.stored(kind, change.apply(Conversions.shown(kind, existing))).deepCopy();
        ObjectNode complete = complete(writing, existing, wished, owned);
        BooleanSupplier free = addressesAreAsFree(writing, complete);
        return new Plan<>(writing.asked(name, complete, Optional.of(existing)),
                () -> store.holds(writing.stored(), existing) && free.getAsBoolean(),
                () -> new Written(store(writing, existing, complete), false));
    }

    /**
     * Lays what somebody states over an object, or makes it of that: server-side apply.
     *
     * @param force whether to take fields from others who own them, rather than be refused
     * @param reread reads the outcome as an object of the kind
     */
    public Written apply(Writing writing, String name, ObjectNode stated, boolean force,
            UnaryOperator<ObjectNode> reread) {
        return gate.pass(() -> {
            if (isMissing(writing, name)) {
                if (!Metadata.uid(stated).isEmpty()) {
                    throw Refusals.notFound(writing.kind().group(), writing.kind().plural(), name);
                }
                ObjectNode object = ownership.apply(writing, Optional.empty(), stated, force);
                return creation(writing, reread.apply(object), Ownership::asStated)
                        .onlyWhile(() -> isMissing(writing, name));
            }
            return change(writing, name, current -> reread.apply(
                    ownership.apply(writing, Optional.of(current), stated, force)), Ownership::asStated);
        }, writing.warnings());
    }

    private boolean isMissing(Writing writing, String name) {
        return store.get(writing.stored(), writing.namespace(), name).isEmpty();
    }

    /** Puts an object in the place of the stored one, or makes it where the kind allows that. */
    public Written replaceOrCreate(Writing writing, String name, ObjectNode sent) {
        return gate.pass(() -> {
            if (isMissing(writing, name) && writing.kind().is(Trait.CREATE_ON_UPDATE)
                    && Metadata.resourceVersion(sent).isEmpty() && writing.subresource().isEmpty()) {
                return creation(writing, sent, ownership::afterUpdate).onlyWhile(() -> isMissing(writing, name));
            }
            return change(writing, name, _ -> sent, ownership::afterUpdate);
        }, writing.warnings());
    }

    /** Changes an object in the way of a plain write. */
    public Written update(Writing writing, String name, Function<ObjectNode, ObjectNode> change) {
        return gate.pass(() -> change(writing, name, change, ownership::afterUpdate), writing.warnings());
    }

    private ObjectNode complete(Writing writing, ObjectNode existing, ObjectNode wished, Ownership.Rule owned) {
        Kind kind = writing.kind();
        wished.put("kind", writing.stored().name()).put("apiVersion", writing.stored().apiVersion());
        place(writing, wished);
        Replacement.checkVersion(kind, existing, wished);
        Replacement.keepSystemFields(existing, wished);
        completion.ofChanged(writing, existing, wished);
        ObjectNode complete = owned.apply(writing, Optional.of(existing), wished);
        validation.check(writing.stored(), complete, Optional.of(existing));
        Replacement.checkFinalizers(kind, existing, complete);
        admission.mayWrite(writing, complete, Optional.of(existing));
        return complete;
    }

    private ObjectNode store(Writing writing, ObjectNode existing, ObjectNode complete) {
        Kind kind = writing.kind();
        if (sameButForManagedFieldTimes(existing, complete)) {
            return existing;
        }
        if (writing.dryRun()) {
            return complete;
        }
        if (Metadata.isBeingDeleted(complete) && !Metadata.hasFinalizers(complete) && !isPodOnItsWay(kind, complete)
                && !isNamespaceWithContent(complete, kind)) {
            store.delete(writing.stored(), complete);
            return complete;
        }
        return store.replace(writing.stored(), complete);
    }

    private static boolean isPodOnItsWay(Kind kind, ObjectNode object) {
        return kind.plural().equals("pods") && object.at("/metadata/deletionGracePeriodSeconds").asInt() > 0;
    }

    private static boolean isNamespaceWithContent(ObjectNode object, Kind kind) {
        return kind.group().isEmpty() && kind.plural().equals("namespaces")
                && !object.at("/spec/finalizers").isEmpty();
    }

    private static boolean sameButForManagedFieldTimes(ObjectNode existing, ObjectNode wished) {
        return Ownership.withoutTimes(existing).equals(Ownership.withoutTimes(wished));
    }

    /** The time as Kubernetes writes it: whole seconds. */
    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
