package dev.sallyport.cli.tour;

import dev.sallyport.cli.terminal.Printable;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Plays the requests of kubectl, aws and curl where these are missing: the commands of the story and no others, by HTTPS
 * to the same servers, with the rooms' own pieces. What comes out is worded as the real client words it.
 */
final class OwnClients implements Clients {

    private static final int NO_SUCH_COMMAND = 127; // as a shell says it

    private final OwnKubectl kubectl;
    private final OwnAws aws;
    private final OwnCurl curl = new OwnCurl();

    /**
     * Own clients.
     *
     * @param everybody who runs the commands that a client itself starts, such as a kubeconfig's credential plugin
     */
    OwnClients(Clients everybody) {
        this.kubectl = new OwnKubectl(everybody);
        this.aws = new OwnAws(everybody);
    }

    @Override
    public Outcome run(Person person, List<String> words, String input) {
        List<String> arguments = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "kubectl" -> kubectl.run(person, arguments);
            case "aws" -> aws.run(person, arguments);
            case "curl" -> curl.run(arguments);
            default -> unknown(words.getFirst(), arguments);
        };
    }

    /** Says that a command is not among those that can be played. */
    static Outcome unknown(String client, List<String> arguments) {
        String typed = arguments.stream().map(Printable::shellWord).collect(Collectors.joining(" "));
        return new Outcome(NO_SUCH_COMMAND, client + ": Sallyport's own client knows the tour's commands alone, and \""
                + client + " " + typed + "\" is none of them. Put the real " + client + " on your PATH.\n");
    }

    @Override
    public String describe(String command) {
        return "Sallyport's own client";
    }
}
