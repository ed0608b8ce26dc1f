package dev.sallyport.access.findings;

/**
 * Something in who may do what that somebody should know.
 *
 * @param place a line of the map, a binding, a role or a service account
 * @param message what is so, one sentence without its full stop
 * @param remedy what to do, whole sentences
 */
public record AccessFinding(AccessFindingCode code, String place, String message, String remedy) {}
