package dev.sallyport.cli.tour;

/**
 * What a command did.
 *
 * @param exitCode as its process ended
 * @param output what it printed, standard output and standard error in the order of their lines
 */
record Outcome(int exitCode, String output) {}
