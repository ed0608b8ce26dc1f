package dev.sallyport.cli.tour;

import java.util.List;

/** Whoever carries out the commands of the story: the real clients, or our own in their place. */
interface Clients {

    /**
     * Runs a command as a person would and waits for its end, for at most a minute.
     *
     * @param input what the command reads
     */
    Outcome run(Person person, List<String> words, String input);

    /** Which client answers to a command's name, for people, such as {@code kubectl v1.33.2}. */
    String describe(String command);
}
