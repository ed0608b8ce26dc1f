/**
 * The {@code sallyport} command.
 *
 * <p>Owns the words on the terminal: one class a command, options in, sentences and exit codes out; what a command
 * does lives in the rooms. Read {@code Sallyport} first.
 */
@NullMarked
package dev.sallyport.cli;

import org.jspecify.annotations.NullMarked;
