/**
 * {@code sallyport mapping}: the map from IAM to Kubernetes, seen and changed.
 *
 * <p>One class a command. What a change does to the text is decided in the room mapping, whether it is dangerous and how
 * it is written in the room cluster; here are the words, the question and the exit code. Read {@code MapChanging} first:
 * every command that changes something goes through it.
 */
@NullMarked
package dev.sallyport.cli.mapping;

import org.jspecify.annotations.NullMarked;
