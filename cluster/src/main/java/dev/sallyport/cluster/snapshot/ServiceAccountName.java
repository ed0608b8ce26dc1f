package dev.sallyport.cluster.snapshot;

/** A service account. */
public record ServiceAccountName(String namespace, String name) {}
