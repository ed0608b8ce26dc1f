/**
 * Goes to an API server step by step, and says at which one it stopped.
 *
 * <p>In goes where the server is; out comes a {@code Sighting}: no such name, nobody there, a proxy that says no, or who
 * answered, with their certificates, for the caller to judge. No credential is sent. Read {@code ServerProbe} first.
 */
@NullMarked
package dev.sallyport.cluster.probe;

import org.jspecify.annotations.NullMarked;
