/**
 * How the command speaks: streams and environment, text that is safe to show and to paste, reports as lines or as data,
 * exit codes, and the options that many commands share. Read {@code Terminal} first.
 */
@NullMarked
package dev.sallyport.cli.terminal;

import org.jspecify.annotations.NullMarked;
