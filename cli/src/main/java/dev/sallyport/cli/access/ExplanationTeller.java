package dev.sallyport.cli.access;

import dev.sallyport.access.explain.Explanation;
import dev.sallyport.access.explain.IamStop;
import dev.sallyport.access.explain.Remedy;
import dev.sallyport.cli.terminal.OutputFormat;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.snapshot.ObjectKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prints an explanation as it is wanted: for people, as data, as a picture's text. */
final class ExplanationTeller {

    private final Terminal terminal;
    private final RemedyCommands commands;
    private final Map<ObjectKey, String> places;

    /**
     * Prints there.
     *
     * @param places where roles and bindings stand in files
     */
    ExplanationTeller(Terminal terminal, RemedyCommands commands, Map<ObjectKey, String> places) {
        this.terminal = terminal;
        this.commands = commands;
        this.places = places;
    }

    /**
     * Prints it.
     *
     * @param remarks on how the question was understood, a sentence each
     */
    void tell(Explanation explanation, List<String> remarks, ExplainOutput output) {
        switch (output) {
            case JSON -> data(OutputFormat.JSON, explanation, remarks);
            case YAML -> data(OutputFormat.YAML, explanation, remarks);
            case DOT -> terminal.out().print(ExplainPicture.dot(explanation));
            case MERMAID -> terminal.out().print(ExplainPicture.mermaid(explanation));
            case PEOPLE -> people(explanation, remarks);
        }
    }

    private void data(OutputFormat format, Explanation explanation, List<String> remarks) {
        terminal.out().print(format.write(new ExplainFacts(commands).of(explanation, remarks)));
    }

    private void people(Explanation explanation, List<String> remarks) {
        ExplainWords words = new ExplainWords(explanation, places);
        line(words.headline());
        terminal.line("");
        words.passage().print(terminal);
        List<String> kubectl = words.kubectl();
        if (!kubectl.isEmpty()) {
            terminal.line("");
            line("kubectl shows:  " + kubectl.getFirst());
            kubectl.stream().skip(1).forEach(other -> line("            or  " + other));
        }
        explanation.stop().ifPresent(this::mends);
        RemedyWords remedies = new RemedyWords(explanation, commands);
        boolean first = true;
        for (Remedy remedy : explanation.remedies()) {
            terminal.line("");
            remedies.of(remedy, first).forEach(this::line);
            first = false;
        }
        List<String> all = new ArrayList<>(explanation.remarks());
        all.addAll(remarks);
        all.addAll(explanation.limits());
        if (!all.isEmpty()) {
            terminal.line("");
            all.forEach(this::line);
        }
    }

    private void mends(IamStop stop) {
        boolean first = true;
        for (IamStop.Mend mend : stop.mends()) {
            terminal.line("");
            RemedyWords.of(stop, mend, first).forEach(this::line);
            first = false;
        }
    }

    private void line(String text) {
        terminal.line(Printable.name(text));
    }
}
