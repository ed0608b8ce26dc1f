/**
 * The commands that ask who may do what, and why: one class a command, words in and sentences and exit codes out. Where
 * they look is said by {@code AccessSourceOptions}, the same on each.
 */
@NullMarked
package dev.sallyport.cli.access;

import org.jspecify.annotations.NullMarked;
