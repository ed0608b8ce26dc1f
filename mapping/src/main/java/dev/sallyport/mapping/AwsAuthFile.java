package dev.sallyport.mapping;

import dev.sallyport.mapping.yaml.Spot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A file that holds the map, as a ConfigMap's manifest or as the data of one.
 *
 * <p>Watches nothing: {@link #refresh()} reads the file again, and whoever owns it says when. Between two calls the
 * rules stay. A file that cannot be read keeps its last good rules as {@link AwsAuth#ourReading} says; a file that is
 * gone has none, as a deleted ConfigMap has none.
 */
public final class AwsAuthFile implements MappingSource {

    /** Four times what a ConfigMap may hold, since a manifest indents it. */
    private static final int LARGEST = 4 << 20; // bytes

    private final Path path;
    private final String name;
    private final Set<AwsAuth.Gate> gates;
    private volatile State state;

    /** What the last reading gave. */
    private record State(RuleSet rules, SourceHealth health, List<Finding> findings) {}

    private AwsAuthFile(Path path, Set<AwsAuth.Gate> gates) {
        this.path = path;
        this.name = path.toString();
        this.gates = Set.copyOf(gates);
        this.state = new State(new RuleSet(name, List.of()),
                new SourceHealth.NotYetRead(name + " has not been read yet"), List.of());
    }

    /** A source over a file that is not read before {@link #refresh()}. */
    public static AwsAuthFile of(Path path) {
        return new AwsAuthFile(path, Set.of());
    }

    /** As {@link #of(Path)}, with what is switched on. */
    public static AwsAuthFile of(Path path, Set<AwsAuth.Gate> gates) {
        return new AwsAuthFile(path, gates);
    }

    /**
     * Reads the file again.
     *
     * @return whether that changed the rules, the health or the findings
     */
    public synchronized boolean refresh() {
        State before = state;
        State now = read(before);
        boolean changed = !now.equals(before);
        if (changed) {
            state = now.rules().equals(before.rules()) ? new State(before.rules(), now.health(), now.findings()) : now;
        }
        return changed;
    }

    private State read(State before) {
        try (InputStream file = Files.newInputStream(path)) {
            AwsAuth auth = parse(file.readNBytes(LARGEST + 1));
            return new State(auth.ourReading(before.rules(), gates), auth.health(), auth.findings());
        } catch (NoSuchFileException e) {
            return new State(new RuleSet(name, List.of()), new SourceHealth.NotYetRead("there is no file " + name),
                    List.of());
        } catch (IOException e) {
            String why = e instanceof AccessDeniedException ? "no permission" : e.getMessage();
            return new State(before.rules(), new SourceHealth.Degraded(name + " cannot be read: " + why), List.of());
        }
    }

    private AwsAuth parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (bytes.length > LARGEST) {
            return ManifestReader.unreadable(name, text, Spot.START, "the file is larger than " + LARGEST + " bytes",
                    "A ConfigMap ends at 1 MiB: take out what is not the map.");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return AwsAuth.parseManifest(name, text);
        } catch (CharacterCodingException e) {
            return ManifestReader.unreadable(name, text, Spot.START, "the file is not in UTF-8", "Save it in UTF-8.");
        }
    }

    @Override
    public RuleSet rules() {
        return state.rules();
    }

    @Override
    public SourceHealth health() {
        return state.health();
    }

    /** What was wrong with the text that was read last. */
    public List<Finding> findings() {
        return state.findings();
    }
}
