package dev.sallyport.conformance.mappings;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.conformance.peers.PeerCommand;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A running {@code parsemap}: asks the authenticator's own function how it reads a document. */
final class ParseMap implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final String version;

    private ParseMap(Path command) {
        try {
            process = new ProcessBuilder(command.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out = process.inputReader(StandardCharsets.UTF_8);
        in = process.outputWriter(StandardCharsets.UTF_8);
        version = PeerCommand.version(command);
    }

    /** Starts it; empty when it is not built and there is no Go to build it with. */
    static Optional<ParseMap> start() {
        return PeerCommand.of("aws-iam-authenticator/parsemap").map(ParseMap::new);
    }

    /** The authenticator's version. */
    String version() {
        return version;
    }

    /** How it reads one. */
    Reading read(MapDocument document) {
        return read(List.of(document)).getFirst();
    }

    /** How it reads these, in their order. Few enough that their texts fit into a pipe are asked at a time. */
    List<Reading> read(List<MapDocument> documents) {
        List<Reading> readings = new ArrayList<>();
        try {
            for (MapDocument document : documents) {
                in.write(JSON.writeValueAsString(document.data()));
                in.write('\n');
                in.flush();
                String line = out.readLine();
                if (line == null) {
                    throw new AssertionError("parsemap ended at " + document);
                }
                readings.add(Reading.theirs(JSON.readTree(line)));
            }
            return readings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            in.close(); // the end of its input is its end
            process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
