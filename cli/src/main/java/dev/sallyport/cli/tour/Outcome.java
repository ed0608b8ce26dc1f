package dev.sallyport.cli.tour;

/**
 * What a command did.
 *
 * @param exitCode as its process ended
 * @param output what it printed, standard output and standard error in the order of their lines; may be a token, so
 *     {@link #toString()} leaves it out
 */
record Outcome(int exitCode, String output) {

    @Override
    public String toString() {
        return "Outcome[exit code " + exitCode + ", " + output.length() + " characters]";
    }
}
